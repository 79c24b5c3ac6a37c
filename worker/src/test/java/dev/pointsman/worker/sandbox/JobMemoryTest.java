package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.WasmModule;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.testing.TestingLimits;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job's memory is what the engine's own is, and shares with others what it only reads. */
class JobMemoryTest {
    private static final int OPERATIONS = 20_000;
    private static final int OPERATIONS_A_COMPARISON = 400;

    private final WasmModule module = TestingImages.module();
    private final MemoryImage image = MemoryImage.of(module);
    private final JobMemory memory = TestingImages.begun(image, module);

    /** The seeds are fixed, so that what fails once fails again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void itDoesWhatTheEnginesOwnMemoryDoes(long seed) {
        var random = new Random(seed);
        var oracle = new ByteArrayMemory(TestingImages.DECLARED);
        oracle.initialize(null, module.dataSection().dataSegments());
        var operations = MemoryOperation.values();
        var before = image.checksum();

        for (var i = 0; i < OPERATIONS; i++) {
            var operation = operations[random.nextInt(operations.length)];
            var numbers = MemoryOperation.Numbers.of(random);
            assertThat(operation.on(memory, numbers))
                    .as("%d: %s of %s", i, operation, numbers)
                    .isEqualTo(operation.on(oracle, numbers));
            if (i % OPERATIONS_A_COMPARISON == 0) {
                assertThat(content(memory)).as("%d", i).isEqualTo(content(oracle));
            }
        }

        assertThat(content(memory)).isEqualTo(content(oracle));
        assertThat(image.checksum()).isEqualTo(before);
    }

    @Test
    void nothingThatAJobWroteIsInTheNextOnesMemory() {
        var pristine = content(memory);
        var before = image.checksum();

        memory.grow(TestingImages.MAX_PAGES - TestingImages.PAGES);
        memory.fill((byte) 0xA5, 0, TestingImages.MAX_PAGES * Memory.PAGE_SIZE);
        memory.copy(1, 0, TestingImages.BYTES);
        var next = TestingImages.begun(image, module);

        assertThat(content(next)).isEqualTo(pristine);
        next.grow(TestingImages.MAX_PAGES - TestingImages.PAGES);
        assertThat(content(next)).endsWith(new byte[Memory.PAGE_SIZE]).doesNotContain(0xA5);
        assertThat(image.checksum()).isEqualTo(before);
    }

    /** A leaf that is overwritten whole is not copied first, and a thread lends it once more. */
    @Test
    void nothingOfTheLastJobIsInLeavesThatAreOverwrittenWhole() {
        memory.fill((byte) 0xA5, 0, TestingImages.BYTES);
        memory.end();
        memory.initialize(null, module.dataSection().dataSegments());
        var before = content(memory);

        memory.fill((byte) 7, 4_096, 8_192);
        memory.copy(8_192, 0, 4_096);
        memory.write(12_288, before, 0, 4_097);

        assertThat(content(memory)).doesNotContain(0xA5);
        assertThat(memory.readBytes(4_096, 4_096)).containsOnly(7);
        assertThat(memory.readBytes(8_192, 4_096)).isEqualTo(memory.readBytes(0, 4_096));
        assertThat(memory.readBytes(12_288, 4_097)).isEqualTo(Arrays.copyOf(before, 4_097));
        assertThat(image.checksum()).isEqualTo(MemoryImage.of(module).checksum());
    }

    @Test
    void nothingIsInItOnceItsJobHasEnded() {
        memory.writeByte(10, (byte) 1);

        memory.end();

        assertThat(memory.pages()).isZero();
        assertThatThrownBy(() -> memory.read(10)).isInstanceOf(WasmRuntimeException.class);
        assertThatThrownBy(() -> memory.writeByte(10, (byte) 2))
                .isInstanceOf(WasmRuntimeException.class);
    }

    @Test
    void onlyWhatIsWrittenIsCopied() {
        memory.grow(2);
        memory.readBytes(0, TestingImages.BYTES);
        memory.fill((byte) 0, 8_192, 5 * 8_192);
        memory.writeByte(10, (byte) 1);
        memory.writeByte(11, (byte) 1);
        memory.writeI32(TestingImages.BYTES - 2, -1);

        assertThat(memory.written()).isEqualTo(3);
    }

    @Test
    void whatIsWrittenBeyondItsLimitEndsTheJob() {
        var tight = TestingImages.begun(image, module, TestingLimits.dirtyPages(1));

        tight.fill((byte) 1, 0, Memory.PAGE_SIZE);

        assertThatThrownBy(() -> tight.writeByte(Memory.PAGE_SIZE, (byte) 1))
                .isInstanceOfSatisfying(
                        JobStopped.class,
                        stopped -> {
                            assertThat(stopped.code()).isEqualTo(ErrorCode.MEMORY_LIMIT);
                            assertThat(stopped.detail()).contains("(limit max-dirty-pages)");
                        });
    }

    @Test
    void aSegmentIsCopiedFromUntilItIsDropped() {
        memory.initPassiveSegment(TestingImages.PASSIVE, 100, 1, 4);
        memory.drop(TestingImages.PASSIVE);

        assertThat(memory.readString(100, 4)).isEqualTo("ihih");
        assertThatThrownBy(() -> memory.initPassiveSegment(TestingImages.PASSIVE, 100, 0, 1))
                .isInstanceOf(WasmRuntimeException.class);
    }

    /**
     * The engine's own check overflows at these, and it tries to make an array of two gigabytes.
     */
    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
    void aSizeNearTwoGigabytesIsATrap(int size) {
        assertThatThrownBy(() -> memory.readBytes(1, size))
                .isInstanceOf(WasmRuntimeException.class);
        assertThatThrownBy(() -> memory.copy(1, 2, size)).isInstanceOf(WasmRuntimeException.class);
        assertThatThrownBy(() -> memory.fill((byte) 1, 1, 1 + size))
                .isInstanceOf(WasmRuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 10})
    void itGrowsToItsMaximumAndNoFurther(int more) {
        assertThat(memory.grow(more)).isEqualTo(-1);
        assertThat(memory.grow(9)).isEqualTo(3);
        assertThat(memory.grow(0)).isEqualTo(12);
        assertThat(memory.grow(1)).isEqualTo(-1);
    }

    private static byte[] content(Memory memory) {
        return memory.readBytes(0, memory.pages() * Memory.PAGE_SIZE);
    }
}
