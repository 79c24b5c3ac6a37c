package dev.pointsman.it;

import dev.pointsman.worker.testing.WasmBytes;
import java.nio.charset.StandardCharsets;

/**
 * Guests that call one function of their host, and instructions to do so. A text stands at the
 * beginning of their memory, answers go to 1,024. Stateless.
 */
final class GuestCode {
    private static final String WASI = "wasi_snapshot_preview1";
    private static final String OURS = "pointsman/v1";

    /** Ends with an exit code made of what is on the stack, never 0. */
    static final String EXIT = " i32.const 1 #72 call 1";

    /** The same of the byte at the place where answers go. */
    static final String EXIT_BY_ANSWER = " drop i32.const 1024 i32.load8_u 0 0" + EXIT;

    static final String OUT = " i32.const 1024 i32.const 4096 call 0";

    private GuestCode() {}

    /** A job that does well, and leaves the others something. */
    static WasmBytes keeping() {
        return ours("state_set", "iiii>i", "kept", named(4) + named(3) + " call 0 drop");
    }

    static WasmBytes asking(String place, String path, String after) {
        var url = place + path;
        var code = named(3) + " i32.const 16 i32.const " + url.length() + named(0) + named(0) + OUT;
        return ours("http_request", "iiiiiiiiii>i", "GET", code + after).data(16, bytes(url));
    }

    /** Reads a secret, and ends with a trap. */
    static WasmBytes trappingWithSecret(String name) {
        return ours("secret_get", "iiii>i", name, named(name.length()) + OUT + " drop unreachable");
    }

    /** The text at the beginning of the memory. */
    static String named(int length) {
        return " i32.const 0 i32.const " + length;
    }

    static WasmBytes ours(String function, String signature, String text, String code) {
        return importing(OURS, function, signature, text, code);
    }

    static WasmBytes wasi(String function, String signature, String code) {
        return importing(WASI, function, signature, "", code);
    }

    private static WasmBytes importing(
            String from, String function, String signature, String text, String code) {
        return WasmBytes.module()
                .importing(from, function, signature)
                .importing(WASI, "proc_exit", "i>")
                .memory(1, 2)
                .data(0, bytes(text))
                .function(">", code)
                .export("_start", 2);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
