package dev.pointsman.worker.sandbox;

/**
 * The part of {@link ModuleScan} that reads value types, limits, constant expressions, and the
 * segments made of them. Owned by one thread.
 */
final class ValueScan {
    private static final int FUNCTION_REFERENCE = 0x70;
    private static final int EXTERNAL_REFERENCE = 0x6F;
    private static final int VECTOR = 0x7B;
    private static final int SMALLEST_NUMBER_TYPE = 0x7C;
    private static final int LARGEST_NUMBER_TYPE = 0x7F;

    /** Toolchains write one instruction, at most three. */
    private static final int MAX_CONSTANT = 16;

    /** In all constants; they are computed anew for every job, which is not asked to pay for it. */
    private static final int MAX_ALL_CONSTANTS = 20_000;

    private final WasmReader reader;
    private int elementsOfAll;
    private int constantsOfAll;

    ValueScan(WasmReader reader) {
        this.reader = reader;
    }

    void type() {
        requireType(reader.octet("a type"));
    }

    /** An i32, i64, f32, f64, or a reference. */
    void requireType(int type) {
        if (type == VECTOR) {
            throw reader.refusal("a value of SIMD: build without it (-mno-simd128)");
        }
        if (type < SMALLEST_NUMBER_TYPE || type > LARGEST_NUMBER_TYPE) {
            requireReference(type);
        }
    }

    void requireReference(int type) {
        if (type != FUNCTION_REFERENCE && type != EXTERNAL_REFERENCE) {
            throw reader.refusal(
                    "a type of the garbage collection proposal (0x%02x): build for a target without it"
                            .formatted(type));
        }
    }

    /** The least and perhaps the most there may be of something; of the least not too much. */
    void limits(String what, int max) {
        var flags = reader.octet(what);
        if (flags > 1) {
            throw reader.refusal(
                    what
                            + " that are shared or counted in 64 bits: build without threads, for wasm32");
        }
        reader.atMost(max, what);
        if (flags == 1) {
            reader.number(what);
        }
    }

    /** What computes a constant; anything else has no business outside of a function. */
    void expression() {
        var length = 0;
        for (var opcode = opcode(); opcode != 0x0B; opcode = opcode()) {
            if (++length > MAX_CONSTANT) {
                throw reader.refusal(
                        "a constant computed by more than " + MAX_CONSTANT + " instructions");
            }
            requireFewOfAll();
            switch (opcode) {
                case 0x41, 0x42, 0x23, 0xD0, 0xD2 -> reader.skipNumber("a constant");
                case 0x43 -> reader.skip(Float.BYTES, "a constant");
                case 0x44 -> reader.skip(Double.BYTES, "a constant");
                case 0x6A, 0x6B, 0x6C, 0x7C, 0x7D, 0x7E -> {}
                default ->
                        throw reader.refusal(
                                "a constant computed by instruction 0x%02x".formatted(opcode));
            }
        }
    }

    private void requireFewOfAll() {
        if (++constantsOfAll > MAX_ALL_CONSTANTS) {
            throw reader.refusal(
                    "constants computed by more than "
                            + MAX_ALL_CONSTANTS
                            + " instructions: have fewer globals and segments, or compute them in a function");
        }
    }

    /** One data segment: in a place, or to be copied from later. */
    void data() {
        var mode = reader.atMost(2, "as the mode of a data segment");
        if (mode == 2) {
            reader.number("a memory");
        }
        if (mode != 1) {
            expression();
        }
        reader.skip(reader.number("a data segment"), "a data segment");
    }

    /** One element segment; the three bits of its mode say which of its parts are there. */
    void element() {
        var mode = reader.atMost(7, "as the mode of an element segment");
        var isActive = (mode & 1) == 0;
        var isExplicit = (mode & 2) != 0;
        var isExpressions = (mode & 4) != 0;
        if (isActive && isExplicit) {
            reader.number("a table");
        }
        if (isActive) {
            expression();
        }
        if (isExplicit || !isActive) {
            elementKind(isExpressions);
        }
        var count = reader.count("elements of a segment", JobTable.MAX_SLOTS - elementsOfAll);
        elementsOfAll += count;
        for (var i = 0; i < count; i++) {
            if (isExpressions) {
                reference(isActive);
            } else {
                reader.number("an element");
            }
        }
    }

    /**
     * What computes a slot of a table: nothing, a function, or a global. The parser takes anything
     * where a segment is not put into its place by itself: of globals, too, those of 64 bits, which
     * the engine boxes each time they are copied, and keeps.
     */
    private void reference(boolean isActive) {
        var opcode = opcode();
        if (opcode == 0x23 && !isActive) {
            throw reader.refusal(
                    "an element taken from a global, in a segment that is copied from later (expected: a function or null)");
        }
        if (opcode != 0xD0 && opcode != 0xD2 && opcode != 0x23) {
            throw reader.refusal(
                    "an element computed by instruction 0x%02x (expected: a reference)"
                            .formatted(opcode));
        }
        reader.skipNumber("an element");
        if (opcode() != 0x0B) {
            throw reader.refusal("an element computed by more than one instruction");
        }
    }

    /** How many elements there were in all segments: a parser makes a hundred bytes of each. */
    int elements() {
        return elementsOfAll;
    }

    private void elementKind(boolean isExpressions) {
        if (isExpressions) {
            requireReference(reader.octet("an element segment"));
        } else {
            reader.requireKind(0, "an element segment");
        }
    }

    private int opcode() {
        return reader.octet("a constant expression");
    }
}
