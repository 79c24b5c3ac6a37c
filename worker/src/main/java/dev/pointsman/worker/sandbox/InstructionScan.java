package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.types.ValType;

/**
 * The part of {@link ModuleScan} that reads instructions: whether we run them, how far their
 * branches go, and how many blocks stand beside a loop. For each branch the parser climbs through
 * every block it leaves; for each target of one the compiler does what it does for a branch. Owned
 * by one thread.
 */
final class InstructionScan {
    private static final int MAX_TARGETS = 4_096;
    private static final int MAX_ALL_TARGETS = 100_000;
    private static final long MAX_BLOCKS_LEFT = 10_000_000;

    /** Toolchains' modules stay below a thousandth of it. */
    private static final long MAX_LOOKED_THROUGH = 10_000_000;

    private static final int MAX_SELECTED_TYPES = 1;
    private static final int MAX_ALIGNMENT = 31;
    private static final int EMPTY_BLOCK = 0x40;
    private static final int LAST_BULK = 17;
    private static final int BLOCK = 0x02;
    private static final int LOOP = 0x03;
    private static final int IF = 0x04;
    private static final int END = 0x0B;

    /** How many indexes follow instruction 0xFC, 8 and the ones after it. */
    private static final int[] BULK_INDEXES = {2, 1, 2, 1, 2, 1, 2, 1, 1, 1};

    private static final int FIRST_BULK = LAST_BULK + 1 - BULK_INDEXES.length;

    private final WasmReader reader;
    private final ValueScan values;
    private int targetsOfAll;
    private long blocksLeft;
    private final Nesting nesting = new Nesting();
    private final ParsedCode parsed = new ParsedCode();

    InstructionScan(WasmReader reader, ValueScan values) {
        this.reader = reader;
        this.values = values;
    }

    /**
     * Everything up to this place in the module, where the function's own {@code end} has to be the
     * last. The parser asks for any: where a function has none it takes the next one's bytes, and
     * where only a block in it has one the validator goes on in that function with the next.
     */
    void upTo(int end) {
        if (reader.at() >= end) {
            throw reader.refusal("a function without instructions");
        }
        nesting.open(false);
        while (reader.at() < end && nesting.isOpen()) {
            nest(instruction());
        }
        if (reader.at() < end) {
            throw reader.refusal("instructions behind a function's end");
        }
        reader.skipTo(end);
        if (nesting.isOpen()) {
            throw reader.refusal("a function that has no end");
        }
    }

    private void nest(int octet) {
        switch (octet) {
            case BLOCK, IF -> nesting.open(false);
            case LOOP -> nesting.open(true);
            case END -> {
                nesting.close();
                requireFewLooks();
            }
            default -> {}
        }
    }

    private void requireFewLooks() {
        if (nesting.lookedThrough() > MAX_LOOKED_THROUGH) {
            throw reader.refusal("loops beside too many blocks: split the functions");
        }
    }

    /** Answers its first byte. */
    private int instruction() {
        var octet = reader.octet("an instruction");
        parsed.add(octet);
        requireSmall();
        var immediates = Immediates.of(octet);
        switch (immediates) {
            case NONE -> {}
            case INDEX -> index();
            case TWO_INDEXES -> indexes(2);
            case BLOCK -> block();
            case LABEL -> label();
            case LABELS -> labels();
            case TYPES -> types();
            case REFERENCE -> values.requireReference(reader.octet("a reference"));
            case ACCESS -> access();
            case NUMBER -> reader.skipNumber("a constant");
            case FOUR_BYTES -> reader.skip(Float.BYTES, "a constant");
            case EIGHT_BYTES -> reader.skip(Double.BYTES, "a constant");
            case BULK -> bulk();
            case EXCEPTION, TAIL_CALL, TYPED_REFERENCE, OBJECT, VECTOR, ATOMIC, UNKNOWN ->
                    throw reader.refusal(
                            "instruction 0x%02x is of %s".formatted(octet, immediates.refusal()));
        }
        return octet;
    }

    private void requireSmall() {
        if (parsed.isTooLarge()) {
            throw reader.refusal(
                    "code of which the engine makes more than 112 MiB: build with -Os, or split the module");
        }
    }

    private void index() {
        reader.number("an index");
    }

    private void indexes(int count) {
        for (var i = 0; i < count; i++) {
            index();
        }
    }

    /** No type, one type in a byte, or the index of a type with parameters. */
    private void block() {
        var first = reader.peek("a block");
        if (first == EMPTY_BLOCK) {
            reader.skip(1, "a block");
        } else if (first > EMPTY_BLOCK && first < WasmReader.MORE) {
            values.type();
        } else {
            blockType(reader.number("a block"));
        }
    }

    /** The engine does not look at the sign: some indexes are, to it, no type, or a value's. */
    private void blockType(long index) {
        if (index == EMPTY_BLOCK || ValType.ID.isValidOpcode((int) index)) {
            throw reader.refusal(
                    "a block of type %d, which the engine takes for something else (expected: another number; a type more in front of it will do)"
                            .formatted(index));
        }
    }

    private void label() {
        blocksLeft += reader.number("a branch");
        if (blocksLeft > MAX_BLOCKS_LEFT) {
            throw reader.refusal(
                    "branches out of too many blocks in each other: split the functions");
        }
    }

    private void labels() {
        var targets = reader.count("targets of a branch", MAX_TARGETS);
        targetsOfAll += targets;
        parsed.addTargets(targets);
        if (targetsOfAll > MAX_ALL_TARGETS) {
            throw reader.refusal(
                    "more than " + MAX_ALL_TARGETS + " targets of branches: split the module");
        }
        for (var i = 0; i <= targets; i++) {
            label();
        }
    }

    private void types() {
        var count = reader.count("types of a selection", MAX_SELECTED_TYPES);
        for (var i = 0; i < count; i++) {
            values.type();
        }
    }

    private void access() {
        reader.atMost(MAX_ALIGNMENT, "as the alignment of an access to memory");
        index();
    }

    private void bulk() {
        indexes(indexesOfBulk(reader.atMost(LAST_BULK, "as the second byte of an instruction")));
    }

    /** How many indexes follow the instruction of two bytes with this second one. */
    static int indexesOfBulk(int number) {
        return number < FIRST_BULK ? 0 : BULK_INDEXES[number - FIRST_BULK];
    }
}
