package dev.pointsman.worker.sandbox;

/**
 * The part of {@link ModuleScan} that reads how large functions are and how many variables they
 * have: what the compiler does with the two grows with their product. Owned by one thread.
 */
final class CodeScan {
    /**
     * A parser makes sixty bytes of each that is an instruction; of some more: {@link ParsedCode}.
     */
    private static final int MAX_CODE_BYTES = 2 * 1024 * 1024;

    private static final int MAX_BODY_BYTES = 256 * 1024;
    private static final int MAX_VARIABLES = 5_000;
    private static final int MAX_ALL_VARIABLES = 1_000_000;
    private static final long MAX_PRODUCT = 200_000_000;

    private final WasmReader reader;
    private final ValueScan values;
    private final InstructionScan instructions;
    private long variablesOfAll;
    private long productOfAll;

    CodeScan(WasmReader reader) {
        this.reader = reader;
        this.values = new ValueScan(reader);
        this.instructions = new InstructionScan(reader, values);
    }

    void bodies(int max) {
        if (reader.left() > MAX_CODE_BYTES) {
            throw reader.refusal(
                    reader.left() + " bytes of code (expected: at most " + MAX_CODE_BYTES + ")");
        }
        var count = reader.count("functions", max);
        for (var i = 0; i < count; i++) {
            body();
        }
    }

    private void body() {
        var size = reader.count("bytes of a function", MAX_BODY_BYTES);
        var end = reader.at() + size;
        var variables = variables();
        variablesOfAll += variables;
        productOfAll += (long) variables * size;
        if (variablesOfAll > MAX_ALL_VARIABLES || productOfAll > MAX_PRODUCT) {
            throw reader.refusal("too many variables in too large functions: split them");
        }
        instructions.upTo(end);
    }

    private int variables() {
        var groups = reader.count("groups of variables", MAX_VARIABLES);
        var variables = 0L;
        for (var i = 0; i < groups; i++) {
            variables += reader.number("variables of a function");
            values.type();
            if (variables > MAX_VARIABLES) {
                throw reader.refusal(
                        variables
                                + " variables of a function (expected: at most "
                                + MAX_VARIABLES
                                + ")");
            }
        }
        return (int) variables;
    }
}
