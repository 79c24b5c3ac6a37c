package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.tenant.NamePattern;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** Twelve that count, each once; the rest describes the module. */
    private static final int MAX_SECTIONS = 1_000;

    /** Three bytes long, no variables, {@code unreachable}, {@code end}. */
    private static final byte[] TRAPPING_BODY = {3, 0, 0, 0x0B};

    /** Passive, one byte long: an empty one is how the engine marks those that were dropped. */
    private static final byte[] SMALL_SEGMENT = {1, 1, 0};

    private static final int NUMBER_BYTES = 5;
    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD = 0x7F;
    private static final int MORE = 0x80;

    private final byte[] module;
    private final List<Section> sections = new ArrayList<>();
    private int elements;

    Sections(byte[] module) {
        this.module = module;
    }

    void requireRoom() {
        if (sections.size() == MAX_SECTIONS) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "more than " + MAX_SECTIONS + " sections (strip the module)");
        }
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

    /**
     * The module as its instances need it once it is compiled and its memory's image is made: every
     * function and every data segment is there, with next to nothing in it. A parsed module takes
     * thirty times the room of its file, nearly all of it for code.
     */
    byte[] outline() {
        var outline = new ByteArrayOutputStream();
        outline.write(module, 0, WasmHeader.BYTES);
        for (var section : sections) {
            switch (section.id) {
                case CUSTOM -> {}
                case CODE -> writeRepeated(outline, section, TRAPPING_BODY);
                case DATA -> writeRepeated(outline, section, SMALL_SEGMENT);
                default -> outline.write(module, section.from, section.to - section.from);
            }
        }
        return outline.toByteArray();
    }

    /** What the author called the functions; nothing where nothing is said. */
    FunctionNames names() {
        return custom().flatMap(content -> FunctionNames.in(content).stream())
                .findFirst()
                .orElse(FunctionNames.NONE);
    }

    /** Which capabilities it says it needs, if it says so; refuses one that says so twice. */
    Optional<List<NamePattern>> requests() {
        var said = custom().flatMap(content -> RequestSection.in(content).stream()).toList();
        if (said.size() > 1) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    said.size()
                            + " sections "
                            + RequestSection.NAME
                            + " (expected: one with all the capabilities the module needs)");
        }
        return said.stream().findFirst();
    }

    private Stream<byte[]> custom() {
        return sections.stream()
                .filter(section -> section.id == CUSTOM)
                .map(section -> Arrays.copyOfRange(module, section.contentFrom, section.to));
    }

    int size() {
        return module.length;
    }

    /** So many slots of tables are written by its element segments. */
    void elements(int count) {
        elements = count;
    }

    int elements() {
        return elements;
    }

    /** The section again, with as many entries as it has, all of them this one. */
    private void writeRepeated(ByteArrayOutputStream outline, Section section, byte[] entry) {
        var reader = new WasmReader(module);
        reader.skip(section.contentFrom, "a section");
        var count = (int) reader.number("entries of a section");
        outline.write(section.id);
        writeNumber(outline, NUMBER_BYTES + count * entry.length);
        writeNumber(outline, count);
        for (var i = 0; i < count; i++) {
            outline.writeBytes(entry);
        }
    }

    /** In five bytes always, which is allowed, so that it takes no knowing how many. */
    private static void writeNumber(ByteArrayOutputStream outline, int number) {
        for (var shift = 0; shift < Integer.SIZE - PAYLOAD_BITS; shift += PAYLOAD_BITS) {
            outline.write(((number >>> shift) & PAYLOAD) | MORE);
        }
        outline.write(number >>> ((NUMBER_BYTES - 1) * PAYLOAD_BITS));
    }

    private Optional<Section> find(int id) {
        return sections.stream().filter(section -> section.id == id).findFirst();
    }

    /** From its kind to its end, which is not part of it. */
    private record Section(int id, int from, int contentFrom, int to) {}
}
