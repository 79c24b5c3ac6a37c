package dev.pointsman.worker.flow.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Transactions as Kafka has them, by transaction.version 2. */
class BrokerTest {
    private static final String ID = "slot-a";
    private static final JobId JOB = new JobId(0, 7);
    private static final List<Line> LINES = List.of(new Line.Result(JOB, Line.Size.FITS));
    private static final DueOffsets OFFSETS =
            new DueOffsets(Map.of(0, new CommittedOffset(8, "")), Set.of(0));

    private final Group group = new ConsumerGroup(_ -> Map.of("a", Set.of(0)));
    private final Broker broker = new Broker(topic(), group, new Clock());

    @Test
    void whatIsWrittenIsSeenWhenItIsCommitted() {
        var epoch = epoch(broker.begin(ID));
        broker.append(ID, epoch, LINES);
        assertThat(broker.results().committed()).isEmpty();
        assertThat(broker.results().isHeldUp()).isTrue();

        broker.end(ID, epoch, true);

        assertThat(broker.results().committed()).isEqualTo(LINES);
    }

    @Test
    void whoBeginsAbortsWhatAnotherLeftOpenAndFencesIt() {
        var before = epoch(broker.begin(ID));
        broker.append(ID, before, LINES);

        broker.begin(ID);

        assertThat(broker.results().isHeldUp()).isFalse();
        assertThat(broker.end(ID, before, true)).isInstanceOf(Answer.Fatal.class);
        assertThat(broker.results().committed()).isEmpty();
    }

    @Test
    void aRequestThatComesAfterTheEndOfItsTransactionIsFenced() {
        var epoch = epoch(broker.begin(ID));
        broker.end(ID, epoch, false);

        assertThat(broker.append(ID, epoch, LINES)).isInstanceOf(Answer.Fatal.class);
    }

    @Test
    void offsetsWaitForTheirTransactionAndSoDoesWhoAsksForThem() {
        var epoch = epoch(broker.begin(ID));
        broker.add(ID, epoch, OFFSETS, voucher());
        assertThat(broker.offsets().stable(0)).isEmpty();
        assertThat(broker.begun().isBegun(0)).isFalse();
        assertThat(broker.offsets().committed(0)).isEqualTo(CommittedOffset.NONE);

        broker.end(ID, epoch, true);

        assertThat(broker.offsets().stable(0)).contains(OFFSETS.offsets().get(0));
        assertThat(broker.begun().isBegun(0)).isTrue();
    }

    @Test
    void offsetsOfATransactionThatExpiresAreForgotten() {
        var epoch = epoch(broker.begin(ID));
        broker.add(ID, epoch, OFFSETS, voucher());

        broker.expire(ID);

        assertThat(broker.offsets().stable(0)).contains(CommittedOffset.NONE);
        assertThat(broker.end(ID, epoch, true)).isInstanceOf(Answer.Fatal.class);
    }

    @Test
    void aResultThatIsTooLargeIsRefusedAndNotWritten() {
        var epoch = epoch(broker.begin(ID));
        List<Line> tooLarge = List.of(new Line.Result(JOB, Line.Size.TOO_LARGE));

        assertThat(broker.append(ID, epoch, tooLarge)).isEqualTo(new Answer.Refused(JOB));
        broker.end(ID, epoch, true);
        assertThat(broker.results().committed()).isEmpty();
    }

    @Test
    void offsetsOfAPartitionThatIsAnothersAreNeverCommitted() {
        var epoch = epoch(broker.begin(ID));
        var voucher = voucher();
        var others = new DueOffsets(Map.of(1, new CommittedOffset(8, "")), Set.of());

        assertThat(broker.add(ID, epoch, others, voucher)).isInstanceOf(Answer.Done.class);
        assertThatThrownBy(() -> broker.end(ID, epoch, true)).isInstanceOf(Violation.class);
    }

    private Voucher voucher() {
        group.join("a");
        return new Voucher("a", group.heartbeat("a", Set.of()).orElseThrow().epoch());
    }

    private static int epoch(Answer answer) {
        return answer instanceof Answer.Done(var epoch) ? epoch : -1;
    }

    private static JobsTopic topic() {
        return new JobsTopic(List.of(List.of(new PublishedJob(JOB, Optional.empty(), 0, false))));
    }
}
