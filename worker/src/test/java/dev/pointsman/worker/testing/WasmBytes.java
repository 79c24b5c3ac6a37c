package dev.pointsman.worker.testing;

import dev.pointsman.contracts.Payload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the bytes of small modules by hand, for guests that no toolchain would make. Functions are
 * counted as WebAssembly does: imported ones first. Types are written a letter a value, {@code
 * "iI>i"}: i for i32, I for i64, f for f32, F for f64, p for funcref, e for externref. Owned by one
 * thread.
 */
public final class WasmBytes {
    private static final byte[] HEADER = HexFormat.of().parseHex("0061736d01000000");
    private static final int[] ORDER = {1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11};
    private static final int TYPE = 1;

    /** The letters of the value types, by their numbers, which go down from this one. */
    private static final String TYPES = "iIfF-----------pe";

    private static final int FIRST_TYPE = 0x7F;
    private static final int CODE = 10;

    private final Map<Integer, List<byte[]>> entries = new TreeMap<>();
    private final Map<Integer, byte[]> raw = new TreeMap<>();
    private final List<byte[]> customs = new ArrayList<>();

    /** A module with nothing in it. */
    public static WasmBytes module() {
        return new WasmBytes();
    }

    /** A module with one page of memory, whose {@code _start} runs this code. */
    public static WasmBytes program(String code) {
        return module().memory(1, 1).function(">", code).export("_start", 0);
    }

    /** The bytes of a file that begins as a module does, and goes on like this. */
    public static Payload headerAnd(String hex) {
        return Payload.takingOver(WasmCode.join(HEADER, WasmCode.hex(hex)));
    }

    public WasmBytes importing(String module, String name, String signature) {
        return entry(2, name(module), name(name), new byte[] {0}, type(signature));
    }

    /** Imports a memory, a table or a global: its kind and type as they are written. */
    public WasmBytes importing(String module, String name, byte[] kindAndType) {
        return entry(2, name(module), name(name), kindAndType);
    }

    public WasmBytes function(String signature, String code) {
        return function(signature, 0, code);
    }

    /** A function with so many i32 variables beside its parameters. */
    public WasmBytes function(String signature, int variables, String code) {
        var locals =
                variables == 0
                        ? WasmCode.hex("00")
                        : WasmCode.join(
                                WasmCode.hex("01"),
                                WasmCode.unsigned(variables),
                                WasmCode.hex("7f"));
        var body = WasmCode.join(locals, WasmCode.assemble(code + " end"));
        entry(3, type(signature));
        return entry(CODE, WasmCode.unsigned(body.length), body);
    }

    public WasmBytes memory(int pages, int maxPages) {
        return entry(5, WasmCode.hex("01"), WasmCode.unsigned(pages), WasmCode.unsigned(maxPages));
    }

    /** A table of functions without a maximum. */
    public WasmBytes table(int slots) {
        return entry(4, WasmCode.hex("7000"), WasmCode.unsigned(slots));
    }

    public WasmBytes export(String name, int function) {
        return entry(7, name(name), WasmCode.hex("00"), WasmCode.unsigned(function));
    }

    /** Has this function called before any other. */
    public WasmBytes start(int function) {
        return section(8, WasmCode.unsigned(function));
    }

    public WasmBytes data(int address, byte... bytes) {
        var offset = WasmCode.assemble("i32.const " + address + " end");
        return entry(11, WasmCode.hex("00"), offset, WasmCode.unsigned(bytes.length), bytes);
    }

    /** One entry of a section that is counted, in hexadecimal. */
    public WasmBytes entry(int section, String hex) {
        return entry(section, WasmCode.hex(hex));
    }

    /** A whole section, whatever its bytes. */
    public WasmBytes section(int id, byte... bytes) {
        raw.put(id, bytes);
        return this;
    }

    /** Names the functions, from the first on. */
    public WasmBytes naming(String... functions) {
        var names = new ArrayList<byte[]>();
        for (var i = 0; i < functions.length; i++) {
            names.add(WasmCode.join(WasmCode.unsigned(i), name(functions[i])));
        }
        var list = counted(names);
        customs.add(
                WasmCode.join(name("name"), new byte[] {1}, WasmCode.unsigned(list.length), list));
        return this;
    }

    /** A custom section of this name, whatever its bytes. */
    public WasmBytes custom(String name, String hex) {
        customs.add(WasmCode.join(name(name), WasmCode.hex(hex)));
        return this;
    }

    public Payload bytes() {
        var all = new ByteArrayOutputStream();
        all.writeBytes(HEADER);
        var sections = new TreeMap<Integer, byte[]>();
        entries.forEach((id, list) -> sections.put(id, counted(list)));
        sections.putAll(raw);
        for (var id : ORDER) {
            if (sections.containsKey(id)) {
                writeSection(all, id, sections.get(id));
            }
        }
        customs.forEach(custom -> writeSection(all, 0, custom));
        return Payload.takingOver(all.toByteArray());
    }

    private static void writeSection(ByteArrayOutputStream all, int id, byte[] content) {
        all.write(id);
        all.writeBytes(WasmCode.unsigned(content.length));
        all.writeBytes(content);
    }

    private byte[] type(String signature) {
        var halves = signature.split(">", -1);
        var type = WasmCode.join(WasmCode.hex("60"), values(halves[0]), values(halves[1]));
        var types = entries.computeIfAbsent(TYPE, _ -> new ArrayList<>());
        for (var index = 0; index < types.size(); index++) {
            if (Arrays.equals(types.get(index), type)) {
                return WasmCode.unsigned(index);
            }
        }
        types.add(type);
        return WasmCode.unsigned(types.size() - 1L);
    }

    private WasmBytes entry(int section, byte[]... parts) {
        entries.computeIfAbsent(section, _ -> new ArrayList<>()).add(WasmCode.join(parts));
        return this;
    }

    private static byte[] values(String letters) {
        var types = new ByteArrayOutputStream();
        letters.chars().forEach(letter -> types.write(FIRST_TYPE - TYPES.indexOf(letter)));
        return WasmCode.join(WasmCode.unsigned(letters.length()), types.toByteArray());
    }

    private static byte[] name(String name) {
        var utf8 = name.getBytes(StandardCharsets.UTF_8);
        return WasmCode.join(WasmCode.unsigned(utf8.length), utf8);
    }

    private static byte[] counted(List<byte[]> list) {
        return WasmCode.join(
                WasmCode.unsigned(list.size()), WasmCode.join(list.toArray(byte[][]::new)));
    }
}
