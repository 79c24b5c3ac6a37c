package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.ValType;
import dev.pointsman.contracts.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a function or an instruction takes from the operand stack, and leaves on it, a letter a
 * value. Immutable, so safe on every thread.
 */
record Signature(String takes, String leaves) {
    static final char UNKNOWN = '?';
    static final char I32 = 'i';
    static final char I64 = 'I';
    static final char F64 = 'F';
    static final char FUNCTION = 'p';
    static final char EXTERNAL = 'e';

    static final Signature NOTHING = new Signature("", "");

    private static final Map<ValType, Character> LETTERS =
            Map.of(
                    ValType.I32,
                    I32,
                    ValType.I64,
                    I64,
                    ValType.F32,
                    'f',
                    ValType.F64,
                    F64,
                    ValType.FuncRef,
                    FUNCTION,
                    ValType.ExternRef,
                    EXTERNAL);

    /**
     * Of the instruction with this number, and of those up to the next. Those that have another one
     * each time are left out, so that they have their neighbour's, which nobody asks for.
     */
    private static final NavigableMap<Integer, Signature> OF_INSTRUCTIONS =
            table(
                    """
                    00 >  28 i>i  29 i>I  2A i>f  2B i>F  2C i>i  30 i>I  36 ii>  37 iI>  38 if>  39 iF>  3A ii>
                    3C iI>  3F >i  40 i>i  41 >i  42 >I  43 >f  44 >F  45 i>i  46 ii>i  50 I>i  51 II>i  5B ff>i
                    61 FF>i  67 i>i  6A ii>i  79 I>I  7C II>I  8B f>f  92 ff>f  99 F>F  A0 FF>F  A7 I>i  A8 f>i
                    AA F>i  AC i>I  AE f>I  B0 F>I  B2 i>f  B4 I>f  B6 F>f  B7 i>F  B9 I>F  BB f>F  BC f>i  BD F>I
                    BE i>f  BF I>F  C0 i>i  C2 I>I  D2 >p  FC00 f>i  FC02 F>i  FC04 f>I  FC06 F>I  FC08 iii>
                    FC09 >  FC0A iii>  FC0D >  FC0E iii>  FC10 >i
                    """);

    static Signature of(FunctionType type) {
        return new Signature(letters(type.params()), letters(type.returns()));
    }

    /** Of an instruction that has the same one wherever it stands. */
    static Signature of(OpCode opcode) {
        return OF_INSTRUCTIONS.floorEntry(opcode.opcode()).getValue();
    }

    static char letter(ValType type) {
        if (!LETTERS.containsKey(type)) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "a value of type %s (expected: a number or a reference of WebAssembly 2.0)"
                            .formatted(type));
        }
        return LETTERS.get(type);
    }

    static String letters(List<ValType> types) {
        return types.stream()
                .map(type -> String.valueOf(letter(type)))
                .collect(Collectors.joining());
    }

    /** As a reader of the text format calls it. */
    static String name(char letter) {
        return switch (letter) {
            case I32 -> "an i32";
            case I64 -> "an i64";
            case 'f' -> "an f32";
            case F64 -> "an f64";
            case FUNCTION -> "a funcref";
            default -> "an externref";
        };
    }

    private static NavigableMap<Integer, Signature> table(String text) {
        var table = new TreeMap<Integer, Signature>();
        var words = text.strip().split("\\s+", -1);
        for (var i = 0; i < words.length; i += 2) {
            var arrow = words[i + 1].indexOf('>');
            table.put(
                    Integer.parseInt(words[i], 16),
                    new Signature(
                            words[i + 1].substring(0, arrow), words[i + 1].substring(arrow + 1)));
        }
        return table;
    }
}
