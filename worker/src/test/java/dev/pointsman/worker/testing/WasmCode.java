package dev.pointsman.worker.testing;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Assembles instructions from their names in WebAssembly's text format, one after the other as the
 * binary format has them: {@code "i32.const 1 drop"}. Numbers are LEB128, and {@code #40} is that
 * byte as it is. Stateless.
 */
final class WasmCode {
    private static final Map<String, byte[]> OPCODES =
            """
            unreachable 00  nop 01  block 02  loop 03  if 04  else 05  throw 08  end 0b  br 0c  br_if 0d
            br_table 0e  return 0f  call 10  call_indirect 11  return_call 12  drop 1a
            try_table 1f  local.get 20  local.set 21  local.tee 22  global.get 23  global.set 24
            table.get 25  table.set 26  i32.load 28  i64.load 29  i32.load8_u 2d  i32.store 36
            i64.store 37  i32.store8 3a  memory.size 3f  memory.grow 40  i32.const 41  i64.const 42
            i32.eqz 45  i32.ne 47  i32.lt_s 48  i32.lt_u 49  i32.add 6a  i32.sub 6b  i32.div_s 6d
            i32.trunc_f64_s aa  f64.const 44  ref.null d0  ref.is_null d1  ref.func d2  i64.ne 52  ref.i31 fb1c
            array.new_default fb07  struct.new_default fb01  memory.init fc08  memory.copy fc0a
            memory.fill fc0b  table.init fc0c  table.copy fc0e  table.grow fc0f  table.size fc10
            table.fill fc11  v128.const fd0c  memory.atomic.wait32 fe01  i32.atomic.rmw.add fe1e
            data.drop fc09  elem.drop fc0d  i32.xor 73  i32.shl 74  i32.shr_u 76
            """
                    .strip()
                    .transform(WasmCode::opcodes);

    private WasmCode() {}

    /** The bytes of these instructions. */
    static byte[] assemble(String text) {
        var bytes = new ByteArrayOutputStream();
        var words = text.strip().split("\\s+", -1);
        for (var i = 0; i < words.length; i++) {
            var isConstant = i > 0 && words[i - 1].endsWith(".const");
            bytes.writeBytes(word(words[i], isConstant));
        }
        return bytes.toByteArray();
    }

    /** A number as the binary format writes counts, sizes and indexes. */
    static byte[] unsigned(long number) {
        var bytes = new ByteArrayOutputStream();
        var rest = number;
        for (; rest >>> 7 != 0; rest >>>= 7) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static String toHex(byte... bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] word(String word, boolean isConstant) {
        if (OPCODES.containsKey(word)) {
            return OPCODES.get(word);
        }
        if (word.startsWith("#")) {
            return HexFormat.of().parseHex(word.substring(1));
        }
        return isConstant ? signed(Long.decode(word)) : unsigned(Long.decode(word));
    }

    private static byte[] signed(long number) {
        var bytes = new ByteArrayOutputStream();
        var rest = number;
        for (; rest < -0x40 || rest > 0x3f; rest >>= 7) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
        }
        bytes.write((int) (rest & 0x7f));
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> opcodes(String table) {
        var words = table.split("\\s+", -1);
        var opcodes = new HashMap<String, byte[]>();
        for (var i = 0; i < words.length; i += 2) {
            opcodes.put(words[i], HexFormat.of().parseHex(words[i + 1]));
        }
        return opcodes;
    }
}
