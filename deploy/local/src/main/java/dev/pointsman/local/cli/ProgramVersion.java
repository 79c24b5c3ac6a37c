package dev.pointsman.local.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What {@code --version} says: the command, and the version of the jar it comes in. */
public final class ProgramVersion implements IVersionProvider {
    @Spec private CommandSpec command = CommandSpec.create();

    @Override
    public String[] getVersion() {
        var version =
                Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion());
        return new String[] {command.name() + " " + version.orElse("(not built as a jar)")};
    }
}
