package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.ValType;
import dev.pointsman.contracts.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The types of the values on the operand stack as one reads through a function, and a refusal at
 * the first instruction that takes what is not there. It is the algorithm of the specification's
 * appendix. Owned by one thread.
 */
final class OperandTypes {
    /** So that a stack takes little room; {@link EffortCheck} asks for less. */
    private static final int MAX_HEIGHT = 10_000;

    private static final int EMPTY_BLOCK = 0x40;
    private static final String NUMBERS = "iIfF";

    private final NamedTypes named;
    private final int function;
    private final List<Character> variables;
    private final StringBuilder stack = new StringBuilder();
    private final List<OpenBlock> blocks = new ArrayList<>();
    private OpCode current = OpCode.NOP;

    /**
     * @param function its number, which a refusal names
     * @param variables the types of its parameters and variables
     */
    OperandTypes(NamedTypes named, int function, Signature type, List<Character> variables) {
        this.named = named;
        this.function = function;
        this.variables = variables;
        var own = new Signature("", type.leaves());
        blocks.add(new OpenBlock(OpCode.BLOCK, 0, own, false, false));
    }

    void apply(AnnotatedInstruction instruction) {
        current = instruction.opcode();
        switch (current) {
            case BLOCK, LOOP -> open(instruction);
            case IF -> {
                take(Signature.I32);
                open(instruction);
            }
            case ELSE -> otherwise();
            case END -> end();
            case UNREACHABLE -> unreachable();
            case RETURN -> leave(blocks.getFirst());
            case BR -> leave(target(instruction.operand(0)));
            case BR_IF -> {
                take(Signature.I32);
                takeAtBranch(target(instruction.operand(0)));
                put(target(instruction.operand(0)).atBranch());
            }
            case BR_TABLE -> leaveOneOf(instruction);
            default -> applyToValues(instruction);
        }
    }

    private void applyToValues(AnnotatedInstruction instruction) {
        switch (current) {
            case DROP -> take();
            case SELECT -> select();
            case SELECT_T -> applyFor(valueType(instruction), "tti>t");
            case LOCAL_GET -> put(variable(instruction));
            case LOCAL_SET -> take(variable(instruction));
            case LOCAL_TEE -> applyFor(variable(instruction), "t>t");
            case GLOBAL_GET -> put(global(instruction));
            case GLOBAL_SET -> take(global(instruction));
            case TABLE_GET -> applyFor(table(instruction), "i>t");
            case TABLE_SET -> applyFor(table(instruction), "it>");
            case TABLE_GROW -> applyFor(table(instruction), "ti>i");
            case TABLE_FILL -> applyFor(table(instruction), "iti>");
            case CALL -> apply(NamedTypes.at(named.functions(), index(instruction), "function"));
            case CALL_INDIRECT -> {
                take(Signature.I32);
                apply(NamedTypes.at(named.types(), index(instruction), "type"));
            }
            case REF_NULL -> put(reference(instruction));
            case REF_IS_NULL -> isNull();
            default -> apply(Signature.of(current));
        }
    }

    private void open(AnnotatedInstruction instruction) {
        var type = blockType(instruction.operand(0));
        take(type.takes());
        var isSkipped = blocks.getLast().isSkipped();
        blocks.add(new OpenBlock(current, stack.length(), type, false, isSkipped));
        put(type.takes());
    }

    private void otherwise() {
        var block = close();
        blocks.add(
                new OpenBlock(
                        current, block.below(), block.type(), false, block.isWithinSkipped()));
        put(block.type().takes());
    }

    /**
     * Where nothing is run instead, what was taken is left: the engine asks only for the number.
     */
    private void end() {
        var block = close();
        if (block.opener() == OpCode.IF && !block.type().takes().equals(block.type().leaves())) {
            throw wrong("leaves what its if took, of other types, as there is no else");
        }
        put(block.type().leaves());
    }

    private OpenBlock close() {
        take(blocks.getLast().type().leaves());
        if (stack.length() != blocks.getLast().below()) {
            throw wrong("finds more values than the block is to leave");
        }
        return blocks.removeLast();
    }

    private void leave(OpenBlock target) {
        takeAtBranch(target);
        unreachable();
    }

    private void leaveOneOf(AnnotatedInstruction branch) {
        take(Signature.I32);
        for (var i = 0; i < branch.operandCount(); i++) {
            put(takeAtBranch(target(branch.operand(i))));
        }
        unreachable();
    }

    /** Of a block that takes values, the engine leaves as many more on the stack as it takes. */
    private String takeAtBranch(OpenBlock target) {
        var taken = take(target.atBranch());
        if (target.isLeftWithParameters()
                && stack.length() != target.below()
                && !blocks.getLast().isSkipped()) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "function %d: %s out of a block with parameters drops values, which the engine does wrongly: build without multi-value blocks (-mno-multivalue)"
                            .formatted(function, name(current)));
        }
        return taken;
    }

    /** What follows is never run, and may take from the block whatever it likes. */
    private void unreachable() {
        var block = blocks.removeLast();
        stack.setLength(block.below());
        blocks.add(
                new OpenBlock(
                        block.opener(),
                        block.below(),
                        block.type(),
                        true,
                        block.isWithinSkipped()));
    }

    /** Whether the two are numbers of one type, the engine asks, and stops where not. */
    private void select() {
        take(Signature.I32);
        var second = take();
        var first = take();
        put(first == Signature.UNKNOWN ? second : first);
    }

    private void isNull() {
        var taken = take();
        if (NUMBERS.indexOf(taken) >= 0) {
            throw wrong("takes a reference where %s is".formatted(Signature.name(taken)));
        }
        put(Signature.I32);
    }

    private void apply(Signature signature) {
        take(signature.takes());
        put(signature.leaves());
    }

    /** A signature with t for a type that is known now. */
    private void applyFor(char type, String signature) {
        var halves = signature.replace('t', type).split(">", -1);
        apply(new Signature(halves[0], halves[1]));
    }

    private char take() {
        var block = blocks.getLast();
        if (stack.length() > block.below()) {
            var top = stack.charAt(stack.length() - 1);
            stack.setLength(stack.length() - 1);
            return top;
        }
        if (!block.isUnreachable()) {
            throw wrong("takes a value where none is");
        }
        return Signature.UNKNOWN;
    }

    private char take(char wanted) {
        var taken = take();
        if (taken != wanted && taken != Signature.UNKNOWN) {
            throw wrong(
                    "takes %s where %s is"
                            .formatted(Signature.name(wanted), Signature.name(taken)));
        }
        return taken;
    }

    /** Answers what was there, which may be unknown. */
    private String take(String wanted) {
        var taken = new StringBuilder();
        for (var i = wanted.length() - 1; i >= 0; i--) {
            taken.append(take(wanted.charAt(i)));
        }
        return taken.reverse().toString();
    }

    private void put(char type) {
        put(String.valueOf(type));
    }

    private void put(String types) {
        if (stack.length() + types.length() > MAX_HEIGHT) {
            throw wrong("leaves more than " + MAX_HEIGHT + " values on the operand stack");
        }
        stack.append(types);
    }

    private OpenBlock target(long label) {
        return NamedTypes.at(blocks.reversed(), label, "block");
    }

    private char variable(AnnotatedInstruction instruction) {
        return NamedTypes.at(variables, index(instruction), "variable");
    }

    private char global(AnnotatedInstruction instruction) {
        return NamedTypes.at(named.globals(), index(instruction), "global");
    }

    private char table(AnnotatedInstruction instruction) {
        return NamedTypes.at(named.tables(), index(instruction), "table");
    }

    private static long index(AnnotatedInstruction instruction) {
        return instruction.operand(0);
    }

    private static char reference(AnnotatedInstruction instruction) {
        return instruction.operand(0) == ValType.TypeIdxCode.EXTERN.code()
                ? Signature.EXTERNAL
                : Signature.FUNCTION;
    }

    private char valueType(AnnotatedInstruction instruction) {
        if (instruction.operandCount() != 1) {
            throw wrong("selects values of %d types".formatted(instruction.operandCount()));
        }
        return valueType(instruction.operand(0));
    }

    private static char valueType(long id) {
        return Signature.letter(ValType.builder().fromId(id).build());
    }

    private Signature blockType(long type) {
        if (type == EMPTY_BLOCK) {
            return Signature.NOTHING;
        }
        return ValType.isValid(type)
                ? new Signature("", String.valueOf(valueType(type)))
                : NamedTypes.at(named.types(), type, "type");
    }

    private ModuleRefused wrong(String what) {
        return new ModuleRefused(
                ErrorCode.MODULE_REFUSED,
                "function %d: %s %s (expected: valid code; wasm-validate says where it is not)"
                        .formatted(function, name(current), what));
    }

    private static String name(OpCode opcode) {
        return opcode.name().toLowerCase(Locale.ROOT);
    }
}
