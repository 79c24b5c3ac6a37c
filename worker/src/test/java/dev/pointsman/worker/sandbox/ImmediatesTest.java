package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.WasmEncoding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Our reading of instructions and the engine's take the same bytes for the same: where they did
 * not, a module could hide from us what it is made of.
 */
class ImmediatesTest {
    private static final int BULK = 0xFC;
    private static final int LAST_BULK = 17;

    @Test
    void behindEachInstructionThatIsRunTheEngineReadsWhatWeDo() {
        var run = IntStream.range(0, 0xFB).filter(it -> Immediates.of(it).refusal().isEmpty());

        assertThat(run.boxed())
                .hasSizeGreaterThan(180)
                .allSatisfy(octet -> assertThat(engines(octet)).isEqualTo(ours(octet)));
    }

    @Test
    void soItDoesBehindThoseOfTwoBytes() {
        assertThat(IntStream.rangeClosed(0, LAST_BULK).boxed())
                .allSatisfy(number ->
                        assertThat(engines(BULK << Byte.SIZE | number))
                                .isEqualTo(
                                        Collections.nCopies(
                                                InstructionScan.indexesOfBulk(number),
                                                WasmEncoding.VARUINT)));
    }

    private static List<WasmEncoding> engines(int opcode) {
        return new ArrayList<>(OpCode.signature(OpCode.byOpCode(opcode)));
    }

    private static List<WasmEncoding> ours(int octet) {
        return switch (Immediates.of(octet)) {
            case NONE -> List.of();
            case INDEX, LABEL -> List.of(WasmEncoding.VARUINT);
            case TWO_INDEXES -> List.of(WasmEncoding.VARUINT, WasmEncoding.VARUINT);
            case BLOCK -> List.of(WasmEncoding.BLOCK_TYPE);
            case LABELS -> List.of(WasmEncoding.VEC_VARUINT, WasmEncoding.VARUINT);
            case TYPES -> List.of(WasmEncoding.VEC_VALUE_TYPE);
            case REFERENCE -> List.of(WasmEncoding.VARSINT32);
            case ACCESS -> List.of(WasmEncoding.MEMARG);
            case NUMBER -> List.of(octet == 0x41 ? WasmEncoding.VARSINT32 : WasmEncoding.VARSINT64);
            case FOUR_BYTES -> List.of(WasmEncoding.FLOAT32);
            case EIGHT_BYTES -> List.of(WasmEncoding.FLOAT64);
            case BULK, EXCEPTION, TAIL_CALL, TYPED_REFERENCE, OBJECT, VECTOR, ATOMIC, UNKNOWN ->
                    throw new AssertionError(octet + " is not run");
        };
    }
}
