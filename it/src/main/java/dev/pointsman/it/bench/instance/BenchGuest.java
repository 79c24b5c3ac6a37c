package dev.pointsman.it.bench.instance;

import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.testing.WasmBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is run, in the sandbox and beside it. */
public enum BenchGuest {
    /** Nothing but an instance: its memory is what differs. */
    PAGES_2(Kind.INSTANCE, 2, ""),
    PAGES_17(Kind.INSTANCE, 17, ""),
    PAGES_256(Kind.INSTANCE, 256, ""),
    /** A million turns of arithmetic. */
    CALCULATES(Kind.LOOP, 2, Code.SEEDED + eightTimes(8, Code.XORSHIFT) + Code.KEPT),
    /** As much in one function that is larger than HotSpot compiles by itself, as hashes may be. */
    AT_LENGTH(Kind.LOOP, 2, Code.SEEDED + loop(1_000, Code.XORSHIFT.repeat(1_000)) + Code.KEPT),
    /** Eight mebibytes, eight bytes a turn. */
    READS(
            Kind.LOOP,
            17,
            eightTimes(
                            8,
                            "local.get 0 i64.load 3 0 i64.const 7 i64.ne local.get 1 i32.add local.set 1")
                    + Code.KEPT),
    STORES(Kind.LOOP, 17, eightTimes(8, "local.get 0 i64.const 7 i64.store 3 0")),
    COPIES(Kind.LOOP, 17, eightTimes(8, "local.get 0 local.get 0 i64.load 3 8 i64.store 3 0")),
    FILLS(Kind.LOOP, 17, "i32.const 0 i32.const 1 i32.const 1048576 memory.fill 0 ".repeat(64)),
    MOVES(
            Kind.LOOP,
            33,
            "i32.const 0 i32.const 1048580 i32.const 1048576 memory.copy 0 #00 ".repeat(64)),
    /** Programs in C: 64 KiB through SHA-256, and the typical job. */
    HASHES(Kind.PROGRAM, "sha256"),
    ADDS_UP(Kind.PROGRAM, "typical"),
    /** A small one in Rust with its standard library: 200 bytes in, a line out. */
    PRICES(Kind.PROGRAM, "order-price");

    private final Kind kind;
    private final int pages;
    private final String codeOrName;

    BenchGuest(Kind kind, int pages, String code) {
        this.kind = kind;
        this.pages = pages;
        this.codeOrName = code;
    }

    BenchGuest(Kind kind, String name) {
        this(kind, 0, name);
    }

    /** What is looked at. */
    public enum Kind {
        /** The instance, and not what it does. */
        INSTANCE,
        /** One thing, done again and again. */
        LOOP,
        /** A whole job, as somebody might have it run. */
        PROGRAM
    }

    public Kind kind() {
        return kind;
    }

    /**
     * Its bytes.
     *
     * @param folder where the modules of programs are
     */
    Payload module(Path folder) {
        return kind == Kind.PROGRAM ? read(folder.resolve(codeOrName + ".wasm")) : assembled();
    }

    private Payload assembled() {
        return WasmBytes.module()
                .memory(pages, pages)
                .function(">", 2, codeOrName)
                .export("_start", 0)
                .bytes();
    }

    private static Payload read(Path file) {
        try {
            return Payload.takingOver(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String eightTimes(int step, String body) {
        return loop(step, body).repeat(8);
    }

    /** Once through a mebibyte. */
    private static String loop(int step, String body) {
        return "i32.const 0 local.set 0 loop #40 "
                + body
                + " local.get 0 i32.const "
                + step
                + " i32.add local.tee 0 i32.const "
                + Code.MEBIBYTE
                + " i32.lt_u br_if 0 end ";
    }

    /** An enum's own constants are not there yet when its values are made. */
    private static final class Code {
        static final int MEBIBYTE = 1 << 20;

        /** What is always 0, or wanted by nobody, a compiler leaves out. */
        static final String SEEDED = "i32.const 1 local.set 1 ";

        static final String KEPT = "i32.const 0 local.get 1 i32.store 2 0 ";
        static final String XORSHIFT =
                "local.get 1 i32.const 13 i32.shl local.get 1 i32.xor local.tee 1 "
                        + "i32.const 17 i32.shr_u local.get 1 i32.xor local.set 1 ";
    }
}
