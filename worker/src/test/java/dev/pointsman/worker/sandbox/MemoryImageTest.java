package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.pointsman.worker.testing.WasmBytes;
import org.junit.jupiter.api.Test;

/** What an image takes of the heap is bounded, however its data lie. */
class MemoryImageTest {
    @Test
    void soManyLeavesMayHaveSomethingInThemAndNoMore() {
        var most = spread(MemoryImage.MAX_LEAVES);

        assertThat(MemoryImage.of(most).bytes()).isLessThanOrEqualTo(MemoryImage.MAX_BYTES);
        assertThatThrownBy(() -> MemoryImage.of(spread(MemoryImage.MAX_LEAVES + 1)))
                .isInstanceOf(ModuleRefused.class)
                .hasMessage(
                        "data segments that fill 2049 blocks of 4096 bytes (expected: at most 2048): have data close together, or write what lies far apart in a function");
    }

    @Test
    void aLeafCountsOnceHoweverManySegmentsLieInIt() {
        var module = WasmBytes.module().memory(1, 1);
        for (var i = 0; i < 9_999; i++) {
            module.data(i % MemoryImage.LEAF_BYTES, (byte) 1);
        }

        var image = MemoryImage.of(parsed(module));

        assertThat(image.bytes()).isLessThan(2 * MemoryImage.LEAF_BYTES);
    }

    @Test
    void aSegmentOfNothingFillsNoLeaf() {
        var module = WasmBytes.module().memory(1, 1).data(65_536).data(0);

        assertThat(MemoryImage.of(parsed(module)).bytes()).isLessThan(MemoryImage.LEAF_BYTES);
    }

    /** As far apart as a gibibyte has room for. */
    private static WasmModule spread(int segments) {
        var module = WasmBytes.module().memory(16_384, 16_384);
        for (var i = 0; i < segments; i++) {
            module.data(i * 65_536, (byte) 1);
        }
        return parsed(module);
    }

    private static WasmModule parsed(WasmBytes module) {
        return Parser.parse(module.bytes().toBytes());
    }
}
