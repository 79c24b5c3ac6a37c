package dev.pointsman.worker.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.pointsman.worker.context.JobStopped;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a guest writes, in as many pieces as it likes. */
class OutputTest {
    private static final int MIB = 1024 * 1024;
    private static final int PIECE_BYTES = 4 * 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void piecesAreOneOutput() {
        var output = new Output(26);

        for (var letter = 'a'; letter <= 'z'; letter++) {
            output.append(Character.toString(letter).getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(output.toPayload().asText()).isEqualTo("abcdefghijklmnopqrstuvwxyz");
        assertThatThrownBy(() -> output.append(new byte[1])).isInstanceOf(JobStopped.class);
        assertThat(output.toPayload().size()).isEqualTo(26);
    }

    @Test
    void nothingIsAnOutputToo() {
        var output = new Output(1);
        output.append(new byte[0]);

        assertThat(output.toPayload().size()).isZero();
        output.append(new byte[1]);
        assertThat(output.toPayload().size()).isOne();
    }

    /** The heap's budget has it twice: as it grows, or as it is and as it is handed on. */
    @Test
    void whatIsWrittenInPiecesTakesNoMoreThanTwiceItsLimit() {
        var output = new Output(MIB);
        output.append(new byte[1]);
        IntStream.range(0, MIB / PIECE_BYTES - 1)
                .forEach(_ -> output.append(new byte[PIECE_BYTES]));
        var before = THREADS.getCurrentThreadAllocatedBytes();

        output.append(new byte[PIECE_BYTES - 1]);
        var whole = output.toPayload();

        var allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(whole.size()).isEqualTo(MIB);
        assertThat(allocated).isLessThan(2 * PIECE_BYTES);
    }
}
