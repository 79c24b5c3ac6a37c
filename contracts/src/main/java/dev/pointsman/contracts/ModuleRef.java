package dev.pointsman.contracts;

import java.util.Optional;

/**
 * The module a job asks for: its name, and with a pin the one digest that will do.
 *
 * @param pin when present, a module of that name with another digest is not run
 */
public record ModuleRef(ModuleName name, Optional<ModuleDigest> pin) {
    /** The module of that name, whatever its digest. */
    public static ModuleRef named(String name) {
        return new ModuleRef(new ModuleName(name), Optional.empty());
    }

    /** Reads the wire form, {@code name} or {@code name@sha256:<hex>}. */
    public static ModuleRef parse(String text) {
        var at = text.indexOf('@');
        return at < 0
                ? named(text)
                : new ModuleRef(
                        new ModuleName(text.substring(0, at)),
                        Optional.of(ModuleDigest.parse(text.substring(at + 1))));
    }

    /** The wire form, {@code name} or {@code name@sha256:<hex>}. */
    @Override
    public String toString() {
        return pin.map(digest -> name + "@" + digest).orElseGet(name::value);
    }
}
