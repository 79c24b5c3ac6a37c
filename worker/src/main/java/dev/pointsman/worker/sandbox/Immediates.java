package dev.pointsman.worker.sandbox;

import java.util.Arrays;

/**
 * What follows an instruction's first byte; or, of the instructions that are not run, which
 * proposal they are of. Garbage-collected objects would stand on the worker's own heap, as many and
 * as large as the guest likes; atomic accesses and waits are for memories that threads share, and a
 * job has one thread.
 */
enum Immediates {
    NONE,
    INDEX,
    TWO_INDEXES,
    BLOCK,
    LABEL,
    LABELS,
    TYPES,
    REFERENCE,
    ACCESS,
    NUMBER,
    FOUR_BYTES,
    EIGHT_BYTES,
    BULK,
    EXCEPTION("exceptions: build without them (-fno-exceptions, panic=abort)"),
    TAIL_CALL("tail calls: build without them (-mno-tail-call)"),
    TYPED_REFERENCE("typed function references: build for a target without them"),
    OBJECT("garbage collection: build for a target without it"),
    VECTOR("SIMD: build without it (-mno-simd128)"),
    ATOMIC("threads: build without them (no -pthread, no -matomics)"),
    UNKNOWN("no proposal that we know: build for WebAssembly 2.0 without SIMD");

    /** From this byte on, up to the next one. */
    private static final String FROM =
            """
            00 NONE  02 BLOCK  05 NONE  06 EXCEPTION  0B NONE  0C LABEL  0E LABELS  0F NONE
            10 INDEX  11 TWO_INDEXES  12 TAIL_CALL  14 TYPED_REFERENCE  15 TAIL_CALL  16 UNKNOWN
            18 EXCEPTION  1A NONE  1C TYPES  1D UNKNOWN  1F EXCEPTION  20 INDEX  27 UNKNOWN
            28 ACCESS  3F INDEX  41 NUMBER  43 FOUR_BYTES  44 EIGHT_BYTES  45 NONE  C5 UNKNOWN
            D0 REFERENCE  D1 NONE  D2 INDEX  D3 TYPED_REFERENCE  D7 UNKNOWN
            FB OBJECT  FC BULK  FD VECTOR  FE ATOMIC  FF UNKNOWN
            """;

    private static final Immediates[] OF = table();

    private final String refusal;

    Immediates() {
        this("");
    }

    Immediates(String refusal) {
        this.refusal = refusal;
    }

    /** Those of the instruction that begins with this byte. */
    static Immediates of(int octet) {
        return OF[octet];
    }

    /** Of which proposal it is, and how to do without; empty if it is run. */
    String refusal() {
        return refusal;
    }

    private static Immediates[] table() {
        var table = new Immediates[256];
        var words = FROM.strip().split("\\s+", -1);
        for (var i = 0; i < words.length; i += 2) {
            var from = Integer.parseInt(words[i], 16);
            Arrays.fill(table, from, table.length, valueOf(words[i + 1]));
        }
        return table;
    }
}
