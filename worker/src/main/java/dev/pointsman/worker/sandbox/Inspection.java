package dev.pointsman.worker.sandbox;

import java.util.List;
import java.util.Optional;

/**
 * What a module says of itself.
 *
 * @param imports functions it wants from its host, as {@code module.name}
 * @param exports names of the functions it offers
 * @param initialPages memory it starts with, in pages of 64 KiB; empty if it has none
 * @param functions how many functions it defines
 */
public record Inspection(
        List<String> imports, List<String> exports, Optional<Integer> initialPages, int functions) {
    public Inspection {
        imports = List.copyOf(imports);
        exports = List.copyOf(exports);
    }
}
