package dev.pointsman.it.spec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One call or look at a global that the suite makes, and what must come of it, as code for a guest:
 * the guest checks itself. Immutable, so safe on every thread.
 */
record Assertion(int line, String kind, JsonNode command) {
    private static final Set<String> NUMBERS = Set.of("i32", "i64", "f32", "f64");
    private static final Set<String> REFERENCES = Set.of("funcref", "externref");
    private static final int UNREACHABLE = 0x00;
    private static final int IF = 0x04;
    private static final int END = 0x0B;
    private static final int CALL = 0x10;
    private static final int DROP = 0x1A;
    private static final int GLOBAL_GET = 0x23;
    private static final int EMPTY = 0x40;
    private static final int INT_DIFFERS = 0x47;
    private static final int INT_UP_TO = 0x4D;
    private static final int LONG_DIFFERS = 0x52;
    private static final int LONG_UP_TO = 0x58;

    boolean isTrap() {
        return kind.equals("assert_trap") || kind.equals("assert_exhaustion");
    }

    /** Whether it is about a module further up. */
    boolean isOfAnother() {
        return command.path("action").has("module");
    }

    /** Whether a guest of one module alone can say it. */
    boolean isExpressible() {
        var action = command.path("action");
        return !isOfAnother()
                && all(action.path("args"), false)
                && all(command.path("expected"), true);
    }

    /** The call, and a trap if what it answers is not as it must be. */
    Optional<byte[]> checked(Splice module) {
        return code(module, true);
    }

    /** The call, whatever it answers. */
    Optional<byte[]> called(Splice module) {
        return code(module, false);
    }

    private Optional<byte[]> code(Splice module, boolean isChecked) {
        return module.export(command.path("action").path("field").asString())
                .map(export -> {
                    var code = new ByteArrayOutputStream();
                    for (var argument : command.path("action").path("args")) {
                        constant(code, argument);
                    }
                    code.write(export.kind() == 0 ? CALL : GLOBAL_GET);
                    code.writeBytes(Splice.number(export.index()));
                    var expected = command.path("expected");
                    for (var i = expected.size() - 1; i >= 0; i--) {
                        if (isChecked) {
                            check(code, expected.get(i));
                        } else {
                            code.write(DROP);
                        }
                    }
                    return code.toByteArray();
                });
    }

    private static boolean all(JsonNode values, boolean isResult) {
        for (var value : values) {
            var type = value.path("type").asString();
            var isNull = value.path("value").asString("").equals("null");
            if (!NUMBERS.contains(type) && !(REFERENCES.contains(type) && (isNull || isResult))) {
                return false;
            }
        }
        return true;
    }

    private static void constant(ByteArrayOutputStream code, JsonNode value) {
        var type = value.path("type").asString();
        var text = value.path("value").asString();
        switch (type) {
            case "i32" -> integer(code, 0x41, Integer.parseUnsignedInt(text));
            case "i64" -> integer(code, 0x42, Long.parseUnsignedLong(text));
            case "f32" -> {
                code.write(0x43);
                code.writeBytes(
                        little(Integer.BYTES).putInt(Integer.parseUnsignedInt(text)).array());
            }
            case "f64" -> {
                code.write(0x44);
                code.writeBytes(little(Long.BYTES).putLong(Long.parseUnsignedLong(text)).array());
            }
            default -> code.writeBytes(new byte[] {(byte) 0xD0, reference(type)});
        }
    }

    /** Takes the value from the stack, and traps if it is another one. */
    private static void check(ByteArrayOutputStream code, JsonNode value) {
        var type = value.path("type").asString();
        var text = value.path("value").asString();
        switch (type) {
            case "i32" -> compareInt(code, -1, Integer.parseUnsignedInt(text), INT_DIFFERS);
            case "i64" -> compareLong(code, -1, Long.parseUnsignedLong(text), LONG_DIFFERS);
            case "f32" -> {
                code.write(0xBC);
                checkFloat(code, text);
            }
            case "f64" -> {
                code.write(0xBD);
                checkDouble(code, text);
            }
            default -> {
                code.write(0xD1);
                compareInt(code, -1, text.equals("null") ? 1 : 0, INT_DIFFERS);
            }
        }
    }

    /**
     * Where the suite allows any quiet NaN, any NaN will do: the smaller of a number and a
     * signalling NaN is that very NaN with this engine, as Java has it.
     */
    private static void checkFloat(ByteArrayOutputStream code, String text) {
        switch (text) {
            case "nan:canonical" -> compareInt(code, Integer.MAX_VALUE, 0x7FC0_0000, INT_DIFFERS);
            case "nan:arithmetic" -> compareInt(code, Integer.MAX_VALUE, 0x7F80_0000, INT_UP_TO);
            default -> compareInt(code, -1, Integer.parseUnsignedInt(text), INT_DIFFERS);
        }
    }

    private static void checkDouble(ByteArrayOutputStream code, String text) {
        switch (text) {
            case "nan:canonical" -> compareLong(code, Long.MAX_VALUE, 0x7FF8L << 48, LONG_DIFFERS);
            case "nan:arithmetic" -> compareLong(code, Long.MAX_VALUE, 0x7FF0L << 48, LONG_UP_TO);
            default -> compareLong(code, -1, Long.parseUnsignedLong(text), LONG_DIFFERS);
        }
    }

    /** Traps if those of its bits compare so with that number. */
    private static void compareInt(
            ByteArrayOutputStream code, int mask, int number, int comparison) {
        integer(code, 0x41, mask);
        code.write(0x71);
        integer(code, 0x41, number);
        code.write(comparison);
        trapIf(code);
    }

    private static void compareLong(
            ByteArrayOutputStream code, long mask, long number, int comparison) {
        integer(code, 0x42, mask);
        code.write(0x83);
        integer(code, 0x42, number);
        code.write(comparison);
        trapIf(code);
    }

    private static void trapIf(ByteArrayOutputStream code) {
        for (var octet : List.of(IF, EMPTY, UNREACHABLE, END)) {
            code.write(octet);
        }
    }

    private static void integer(ByteArrayOutputStream code, int opcode, long number) {
        code.write(opcode);
        var rest = number;
        for (; rest < -0x40 || rest > 0x3F; rest >>= 7) {
            code.write((int) ((rest & 0x7F) | 0x80));
        }
        code.write((int) (rest & 0x7F));
    }

    private static byte reference(String type) {
        return (byte) (type.equals("funcref") ? 0x70 : 0x6F);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
