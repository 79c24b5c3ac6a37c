package dev.pointsman.contracts;

/** The name of a WebAssembly module: a DNS label, 1 to 63 characters. */
public record ModuleName(String value) {
    public ModuleName {
        DnsLabel.require("module", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
