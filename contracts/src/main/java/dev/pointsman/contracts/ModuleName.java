package dev.pointsman.contracts;

import java.util.Optional;

/** The name of a WebAssembly module: a DNS label, 1 to 63 characters. */
public record ModuleName(String value) {
    public ModuleName {
        DnsLabel.require("module", value);
    }

    /** The name, if the text is one. */
    public static Optional<ModuleName> parse(String text) {
        return DnsLabel.isOne(text) ? Optional.of(new ModuleName(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
