package dev.pointsman.worker.testing;

import dev.pointsman.contracts.Payload;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Modules made to cost a parser or a compiler much more than they cost their author, each a few
 * bytes or a few repeated ones. Stateless.
 */
public final class Bombs {
    private static final String INCREMENT = "local.get 0 i32.const 1 i32.add local.set 0 ";

    private Bombs() {}

    /** Every bomb by its name; made when asked for, since some are large. */
    public static Map<String, Supplier<Payload>> all() {
        var bombs = new LinkedHashMap<String, Supplier<Payload>>();
        bombs.putAll(manyOfAKind());
        bombs.putAll(manyTypes());
        bombs.putAll(largeFunctions());
        bombs.putAll(dearFunctions());
        bombs.putAll(DearBombs.all());
        bombs.putAll(FrameBombs.all());
        bombs.putAll(HeapBombs.all());
        bombs.putAll(muchToParse());
        bombs.putAll(readOtherwise());
        bombs.putAll(InvalidCode.bombs());
        bombs.putAll(largeAtTheStart());
        bombs.putAll(whatIsNotRun());
        bombs.putAll(instructionsThatAreNotRun());
        return bombs;
    }

    private static Map<String, Supplier<Payload>> manyOfAKind() {
        return Map.of(
                "900,000 types", () -> repeated(1, 900_000, "600000"),
                "3,000 equal types", () -> repeated(1, 3_000, "600000"),
                "100,000 functions", () -> repeated(10, 100_000, "02000b"),
                "three megabytes of code", () -> repeated(10, 3_000_000, "00"),
                "99,000 exports", () -> repeated(7, 99_000, "00 00 00"),
                "99,000 data segments", () -> repeated(11, 99_000, "01 00"),
                "900,000 globals", () -> repeated(6, 900_000, "7f 00 41 00 0b"),
                "20,000 imports", () -> repeated(2, 20_000, "00 00 00 00"),
                "50 tables", () -> repeated(4, 50, "70 00 80 ad e2 04"),
                "100 memories", () -> repeated(5, 100, "00 01"));
    }

    /** The compiler asks of each type and each function whether they fit each other. */
    private static Map<String, Supplier<Payload>> manyTypes() {
        return Map.of(
                "1,000 equal types for 1,000 functions", () -> equalTypes(1_000),
                "300 equal types for 300 functions", () -> equalTypes(300),
                "1,000 types of 64 parameters for 10,000 functions",
                        () -> longTypes(10_000).bytes());
    }

    private static Map<String, Supplier<Payload>> largeFunctions() {
        return Map.of(
                "a million blocks in each other", () -> nested(1_000_000),
                "a body of 400 KiB", () -> WasmBytes.program("nop ".repeat(400_000)).bytes(),
                "a function of more than 64 KiB of Java", () -> incrementing(20_000),
                "2,000 groups of 50,000 variables", () -> variables(2_000, 50_000),
                "4,000 variables in ten long functions", Bombs::variablesInLongFunctions,
                "a branch with 100,000 targets", () -> branching(100_000));
    }

    /** Small enough by their bytes, and by their variables. */
    private static Map<String, Supplier<Payload>> dearFunctions() {
        return Map.of(
                "10,000 blocks in each other", () -> nested(10_000),
                "10,000 branches over 10,000 values", () -> branchingOver(10_000, "br_if 0 "),
                "5,000 returns over 5,000 values", () -> branchingOver(5_000, "if #40 return end "),
                "a branch with 4,000 targets over 60,000 values",
                        () ->
                                WasmBytes.program(
                                                "block #40 "
                                                        + "i32.const 0 ".repeat(60_001)
                                                        + "br_table 4000 "
                                                        + "0 ".repeat(4_001)
                                                        + "end")
                                        .bytes(),
                "7,000 blocks beside 4,000 variables", Bombs::blocksBesideVariables,
                "25,000 branches out of 25,000 blocks",
                        () ->
                                WasmBytes.program(
                                                "block #40 ".repeat(25_000)
                                                        + "i32.const 0 br_if 24999 ".repeat(25_000)
                                                        + "end ".repeat(25_000))
                                        .bytes());
    }

    private static Map<String, Supplier<Payload>> muchToParse() {
        return Map.of(
                "four million elements",
                () -> elements("0100", "00", 60),
                "a million elements that are computed",
                () -> elements("0570", "d0700b", 20),
                "a global computed by a million instructions",
                () ->
                        WasmBytes.program("")
                                .entry(6, "7f 00 41 00" + "41006a".repeat(1_000_000) + "0b")
                                .bytes(),
                "87,000 loops beside each other",
                () -> WasmBytes.program("loop #40 end ".repeat(87_000)).bytes(),
                "two megabytes of blocks",
                () -> everywhere("block #40 end ", 86_000),
                "two megabytes of branches",
                () -> everywhere("block #40 " + "br 0 ".repeat(1_000) + "end ", 130),
                "two megabytes of values dropped",
                () -> everywhere("drop ", 260_000),
                "a million sections",
                () -> raw("000100".repeat(1_000_000)));
    }

    /** Two who read these, one of them carelessly, read different modules from some byte on. */
    private static Map<String, Supplier<Payload>> readOtherwise() {
        return Map.of(
                "a name of 2 GiB behind a kind of two bytes",
                        () -> raw("07 0d 02 01 61 80 00 05 ff ff ff ff 07 00 00"),
                "2^31-1 elements behind a kind of two bytes",
                        () -> raw("09 10 02 01 80 00 00 44 41 00 0b ff ff ff ff 07 0b 00"),
                "a tail call behind a function without an end",
                        () ->
                                raw(
                                        "01 04 01 60 00 00 03 04 03 00 00 00 05 03 01 00 01"
                                                + "0a 4b 03 01 00 0b 00 00 0b 43 00 12 00 01 01 01 01 3b 00 00"
                                                + "01".repeat(56)
                                                + "0b"));
    }

    private static Map<String, Supplier<Payload>> largeAtTheStart() {
        return Map.of(
                "65,536 pages at the start", () -> raw("05 05 01 00 80 80 04"),
                "a table of 10 million slots", () -> raw("04 07 01 70 00 80 ad e2 04"),
                "a table of 2^32-1 slots", () -> raw("04 08 01 70 00 ff ff ff ff 0f"),
                "a memory that is shared", () -> raw("05 04 01 03 01 01"),
                "a memory of 64 bits", () -> raw("05 03 01 04 01"));
    }

    private static Map<String, Supplier<Payload>> whatIsNotRun() {
        return Map.of(
                "a struct", () -> raw("01 05 01 5f 01 7f 01"),
                "an array", () -> raw("01 04 01 5e 7f 01"),
                "a second memory", () -> raw("05 05 02 00 01 00 01"),
                "a group of 100 million types", () -> raw("01 06 01 4e 80 c2 d7 2f"),
                "a tag", () -> raw("01 04 01 60 00 00 0d 03 01 00 00"),
                "a vector",
                        () -> WasmBytes.program("v128.const #" + "00".repeat(16) + " drop").bytes(),
                "a slot whose value is a boxed number, filled again and again", Bombs::boxing,
                "a tail call", () -> WasmBytes.program("return_call 0").bytes(),
                "a component", () -> Payload.takingOver(WasmCode.hex("0061736d0d000100")));
    }

    private static Map<String, Supplier<Payload>> instructionsThatAreNotRun() {
        return Map.of(
                "an atomic wait",
                        running(
                                "i32.const 0 i32.const 0 i64.const -1 memory.atomic.wait32 2 0 drop"),
                "an atomic addition",
                        running("i32.const 0 i32.const 1 i32.atomic.rmw.add 2 0 drop"),
                "an exception caught", running("try_table #40 #00 end"),
                "a number of 31 bits", running("i32.const 1 ref.i31 drop"));
    }

    /** The engine keeps a box for each time until the job ends, for a unit of fuel. */
    private static Payload boxing() {
        return WasmBytes.module()
                .entry(4, "6f 00 01")
                .entry(6, "7e 00 42 80 80 80 80 f0 ff ff ff ff 00 0b")
                .entry(9, "05 6f 01 23 00 0b")
                .function(
                        ">", "loop #40 i32.const 0 i32.const 0 i32.const 1 table.init 0 0 br 0 end")
                .export("_start", 0)
                .bytes();
    }

    private static Supplier<Payload> running(String code) {
        return () -> WasmBytes.program(code).bytes();
    }

    private static Payload everywhere(String code, int times) {
        var module = WasmBytes.module();
        for (var i = 0; i < 8; i++) {
            module.function(">", code.repeat(times));
        }
        return module.export("_start", 0).bytes();
    }

    private static Payload raw(String hex) {
        return WasmBytes.headerAnd(hex);
    }

    private static Payload repeated(int section, int count, String entry) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(WasmCode.unsigned(count));
        var bytes = WasmCode.hex(entry);
        for (var i = 0; i < count; i++) {
            content.writeBytes(bytes);
        }
        return WasmBytes.module().section(section, content.toByteArray()).bytes();
    }

    private static Payload equalTypes(int count) {
        var functions = new ByteArrayOutputStream();
        IntStream.range(0, count).forEach(i -> functions.writeBytes(WasmCode.unsigned(i)));
        return WasmBytes.module()
                .section(1, counted(count, WasmCode.hex("600000".repeat(count))))
                .section(3, counted(count, functions.toByteArray()))
                .section(10, counted(count, WasmCode.hex("02000b".repeat(count))))
                .section(7, WasmCode.hex("01 06 5f7374617274 00 00"))
                .bytes();
    }

    /** Up to 1,000; they differ in their last parameters, so that each is compared to its end. */
    public static WasmBytes longTypes(int functions) {
        var module = WasmBytes.module().function(">", "").export("_start", 0);
        for (var i = 1; i < functions; i++) {
            var number = Integer.toBinaryString(1024 + i % 999).replace('0', 'i').replace('1', 'I');
            module.function("i".repeat(64 - number.length()) + number + ">", "");
        }
        return module;
    }

    private static byte[] counted(int count, byte[] entries) {
        return WasmCode.join(WasmCode.unsigned(count), entries);
    }

    private static Payload nested(int depth) {
        return WasmBytes.program("block #40 ".repeat(depth) + "end ".repeat(depth)).bytes();
    }

    private static Payload incrementing(int times) {
        return WasmBytes.module()
                .function(">", 1, INCREMENT.repeat(times))
                .export("_start", 0)
                .bytes();
    }

    private static Payload variables(int groups, int variables) {
        var group = WasmCode.join(WasmCode.unsigned(variables), WasmCode.hex("7f"));
        var all = Collections.nCopies(groups, group).toArray(byte[][]::new);
        var body = WasmCode.join(WasmCode.unsigned(groups), WasmCode.join(all), WasmCode.hex("0b"));
        return WasmBytes.module()
                .section(1, WasmCode.hex("01600000"))
                .section(3, WasmCode.hex("0100"))
                .section(10, WasmCode.join(new byte[] {1}, WasmCode.unsigned(body.length), body))
                .bytes();
    }

    private static Payload variablesInLongFunctions() {
        var module = WasmBytes.module();
        for (var i = 0; i < 10; i++) {
            module.function(">", 4_000, "block #40 i32.const 1 drop end ".repeat(3_000));
        }
        return module.export("_start", 0).bytes();
    }

    private static Payload branching(int targets) {
        return WasmBytes.program(
                        "i32.const 0 br_table " + targets + " " + "0 ".repeat(targets) + "0")
                .bytes();
    }

    private static Payload branchingOver(int times, String branch) {
        return WasmBytes.program(
                        "block #40 "
                                + "i32.const 0 ".repeat(times)
                                + ("i32.const 0 " + branch).repeat(times)
                                + "drop ".repeat(times)
                                + "end")
                .bytes();
    }

    private static Payload blocksBesideVariables() {
        var module = WasmBytes.module();
        for (var i = 0; i < 4; i++) {
            module.function(">", 4_000, "block #40 i32.const 1 br_if 0 end ".repeat(1_700));
        }
        return module.export("_start", 0).bytes();
    }

    private static Payload elements(String modeAndType, String element, int segments) {
        var count = 65_000;
        var module = WasmBytes.program("").table(1);
        for (var i = 0; i < segments; i++) {
            var each = HexFormat.of().formatHex(WasmCode.unsigned(count));
            module.entry(9, modeAndType + each + element.repeat(count));
        }
        return module.bytes();
    }
}
