package dev.pointsman.local;

import java.nio.file.Path;

/** Where the launcher found the checkout: what the demo shows lies there. */
public record Home(Path folder) {
    /** The property in which the launcher says so; by itself the current folder. */
    private static final String PROPERTY = "launcher.home";

    public static Home current() {
        return new Home(Path.of(System.getProperty(PROPERTY, ".")));
    }

    /** The example modules. */
    public Path modules() {
        return folder.resolve("contracts/guests/wasm");
    }

    /** The documents they work on. */
    public Path documents() {
        return folder.resolve("contracts/guests/data");
    }

    /** The tenants of the demo. */
    public Path tenants() {
        return folder.resolve("deploy/local/demo/tenants.yaml");
    }
}
