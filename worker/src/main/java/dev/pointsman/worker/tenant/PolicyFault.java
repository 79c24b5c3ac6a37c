package dev.pointsman.worker.tenant;

import java.util.List;

/** Thrown where the tenants file is checked, and turned into a sentence with its place. */
final class PolicyFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> path;

    /**
     * @param path the words that lead to it, from the file's outermost one on
     */
    PolicyFault(String reason, String... path) {
        super(reason);
        this.path = List.of(path);
    }

    List<String> path() {
        return path;
    }
}
