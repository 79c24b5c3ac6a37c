package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A module's bytes, and where in them its sections stand. Owned by one thread. */
final class Sections {
    static final int CUSTOM = 0;
    static final int TYPE = 1;
    static final int IMPORT = 2;
    static final int FUNCTION = 3;
    static final int TABLE = 4;
    static final int MEMORY = 5;
    static final int GLOBAL = 6;
    static final int EXPORT = 7;
    static final int START = 8;
    static final int ELEMENT = 9;
    static final int CODE = 10;
    static final int DATA = 11;
    static final int DATA_COUNT = 12;
    static final int TAG = 13;

    private final byte[] module;
    private final List<Section> sections = new ArrayList<>();

    Sections(byte[] module) {
        this.module = module;
    }

    void add(int id, int from, int contentFrom, int to) {
        if (id != CUSTOM && find(id).isPresent()) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED, "section " + id + " twice (expected: once)");
        }
        sections.add(new Section(id, from, contentFrom, to));
    }

    /**
     * The module without what it says about itself, which is not needed to run it, and of which a
     * parser makes much.
     */
    byte[] withoutCustom() {
        var plain = new ByteArrayOutputStream(module.length);
        plain.write(module, 0, WasmHeader.BYTES);
        for (var section : sections) {
            if (section.id != CUSTOM) {
                plain.write(module, section.from, section.to - section.from);
            }
        }
        return plain.toByteArray();
    }

    private Optional<Section> find(int id) {
        return sections.stream().filter(section -> section.id == id).findFirst();
    }

    /** From its kind to its end, which is not part of it. */
    private record Section(int id, int from, int contentFrom, int to) {}
}
