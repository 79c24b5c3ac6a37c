package dev.pointsman.it.hostile;

import static dev.pointsman.it.hostile.HostileCase.NOT_CORE;
import static dev.pointsman.it.hostile.HostileCase.REFUSED;
import static dev.pointsman.it.hostile.HostileCase.SUCCESS;
import static dev.pointsman.it.hostile.HostileCase.TRAP;
import static dev.pointsman.it.hostile.HostileCase.UNREADABLE;

import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.testing.Bombs;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What is meant for parser, compiler or heap, and must not get there. Stateless. */
final class Refusals {
    /** Name, and the bytes after a module's first eight. */
    private static final String LIES =
            """
            a type of 2^31-1 parameters: 01 07 01 60 ff ff ff ff 07
            a data segment of 2 GiB: 05 03 01 00 01 0b 0c 01 00 41 00 0b ff ff ff ff 07 00
            a data segment of 1 GiB: 05 03 01 00 01 0b 0b 01 00 41 00 0b 80 80 80 80 04
            a data segment of 256 MiB: 05 03 01 00 01 0b 0b 01 00 41 00 0b 80 80 80 80 01
            100 million elements: 04 04 01 70 00 01 09 0a 01 00 41 00 0b 80 c2 d7 2f 00
            a section of 2^31-1 bytes: 01 ff ff ff ff 07
            a section of 2^32-1 bytes: 01 ff ff ff ff 0f
            2^32-1 types: 01 05 ff ff ff ff 0f
            2^32-1 functions: 03 05 ff ff ff ff 0f
            2^32-1 branch targets: 01 04 01 60 00 00 03 02 01 00 0a 0d 01 0b 00 41 00 0e ff ff ff ff 0f 00 0b
            an import's name of 256 MiB: 02 05 80 80 80 80 01
            a section that nobody knows: 0e 01 00
            sections in the wrong order: 03 01 00 01 01 00
            a section twice: 01 01 00 01 01 00
            a number that does not end: 01 0a ff ff ff ff ff ff ff ff ff ff
            a memory of more than 4 GiB: 05 05 01 00 81 80 04
            a section cut off: 01 04 01 60
            50,001 variables: 01 04 01 60 00 00 03 02 01 00 0a 08 01 06 01 d1 86 03 7f 0b
            """;

    private Refusals() {}

    static List<HostileCase> all() {
        var all = new ArrayList<HostileCase>();
        for (var lie : LIES.strip().split("\n", -1)) {
            var colon = lie.lastIndexOf(':');
            var hex = lie.substring(colon + 1);
            all.add(refused(lie.substring(0, colon), () -> WasmBytes.headerAnd(hex)));
        }
        Bombs.all().forEach((name, module) -> all.add(refused(name, module)));
        all.add(refused("an empty file", () -> Payload.EMPTY));
        all.add(refused("a page of HTML", () -> Payload.ofUtf8("<!doctype html><p>not found")));
        all.addAll(modules());
        all.addAll(takenForGood());
        return all;
    }

    private static List<HostileCase> modules() {
        return List.of(
                one("import-unknown", "an import of nobody's", importing("env", "nothing", ">")),
                one(
                        "import-unknown",
                        "an import of another type",
                        importing("pointsman/v1", "log", "i>")),
                one("import-unknown", "an imported memory", importingMemory()),
                one(
                        "import-unknown",
                        "a name to forge log lines",
                        importing("env", "\u001b[2J\r\nINFO all is well", ">")),
                one(
                        "export-missing",
                        "a name of 2^31-1 bytes in what describes the module",
                        WasmBytes.module().section(0, new byte[] {-1, -1, -1, -1, 7, 'a'})),
                one("export-missing", "no function _start", WasmBytes.module().function(">", "")),
                one(REFUSED, "two exports of one name", WasmBytes.program("").export("_start", 0)),
                one(
                        "export-missing",
                        "a _start with parameters",
                        WasmBytes.module().function("i>", "").export("_start", 0)),
                one(
                        REFUSED,
                        "a data segment out of range",
                        WasmBytes.program("").data(65_535, (byte) 1, (byte) 2)),
                one(
                        REFUSED,
                        "an element segment out of range",
                        WasmBytes.program("").table(1).entry(9, "00 4101 0b 01 00")));
    }

    /** The specification's suite calls these bad, and the engine's parser does not. */
    private static List<HostileCase> takenForGood() {
        return List.of(
                harmless(
                        "an export of a function that is not there",
                        WasmBytes.program("").export("other", 9)),
                harmless(
                        "a global that is what one that is not there is",
                        WasmBytes.program("").entry(6, "7f 00 23 05 0b")),
                harmless(
                        "an element where a global that is not there says",
                        WasmBytes.program("").table(1).entry(9, "00 2305 0b 01 00")),
                harmless("the size of a second memory", WasmBytes.program("memory.size 1 drop")));
    }

    /** To everybody else: it is refused, or traps by itself. */
    private static HostileCase harmless(String name, WasmBytes module) {
        return new HostileCase(name, Set.of(REFUSED, TRAP, SUCCESS), module::bytes);
    }

    private static HostileCase one(String expected, String name, WasmBytes module) {
        return HostileCase.ending(name, expected, module);
    }

    /** By our scan, by its first bytes, or by the store, which does not read what is too large. */
    private static HostileCase refused(String name, Supplier<Payload> module) {
        return new HostileCase(name, Set.of(REFUSED, NOT_CORE, UNREADABLE), module);
    }

    private static WasmBytes importing(String module, String name, String signature) {
        return WasmBytes.module()
                .importing(module, name, signature)
                .function(">", "")
                .export("_start", 1);
    }

    private static WasmBytes importingMemory() {
        return WasmBytes.module()
                .importing("env", "memory", new byte[] {2, 0, 1})
                .function(">", "")
                .export("_start", 0);
    }
}
