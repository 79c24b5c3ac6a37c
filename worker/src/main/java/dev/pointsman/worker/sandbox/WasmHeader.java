package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Wording;

/** The first eight bytes of a module: whether it is WebAssembly, and of which kind. */
final class WasmHeader {
    /** {@code \0asm}, little-endian. */
    private static final int MAGIC = 0x6d736100;

    private static final int CORE = 1;

    /**
     * A component carries its layer in the upper half of the version (component model, Binary.md).
     */
    private static final int COMPONENT_LAYER = 1;

    static final int BYTES = 8;

    private WasmHeader() {}

    static void requireCore(Payload bytes) {
        if (bytes.size() < BYTES || littleEndianInt(bytes, 0) != MAGIC) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_NOT_CORE,
                    "not a WebAssembly file: it begins with "
                            + Wording.quote(Payload.takingOver(beginning(bytes)).asText())
                            + " (expected: '\\0asm')");
        }
        var version = littleEndianInt(bytes, Integer.BYTES);
        if (version >>> Short.SIZE == COMPONENT_LAYER) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_NOT_CORE,
                    "this is a component (WASI 0.2): build a core module, with Rust by --target wasm32-wasip1");
        }
        if (version != CORE) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_NOT_CORE, "WebAssembly version " + version + " (expected: 1)");
        }
    }

    private static byte[] beginning(Payload bytes) {
        return bytes.range(0, Math.min(BYTES, bytes.size()));
    }

    private static int littleEndianInt(Payload bytes, int at) {
        return Integer.reverseBytes(bytes.asReadOnlyBuffer().getInt(at));
    }
}
