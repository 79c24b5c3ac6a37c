package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private static final int OURS = 8;
    private static final DeadLetter LETTER =
            new DeadLetter("jobs", 3, 42, 1_000, ErrorCode.GUEST_TRAP, "the guest trapped", 2);
    private static final List<Header> JOB = JobRequestCodec.write(Wire.fullJob());

    @Test
    void aDeadLetterSaysWhereItComesFromAndWhatWentWrong() {
        var headers = Wire.object(LETTER.headers(List.of()));

        assertThat(headers)
                .containsEntry("__pointsman.errors.topic", "jobs")
                .containsEntry("__pointsman.errors.partition", "3")
                .containsEntry("__pointsman.errors.offset", "42")
                .containsEntry("__pointsman.errors.timestamp", "1000")
                .containsEntry("__pointsman.errors.type", "guest-trap")
                .containsEntry("__pointsman.errors.message", "the guest trapped")
                .containsEntry("__pointsman.errors.attempts", "2")
                .containsEntry("__pointsman.errors.headers.dropped", "0")
                .hasSize(OURS);
    }

    @Test
    void theOriginalHeadersComeFirstAndAsTheyAre() {
        var odd =
                Wire.with(
                        JOB,
                        Wire.header("x", (byte[]) null),
                        Wire.header("y", new byte[] {-1}),
                        JOB.getFirst());

        var headers = LETTER.headers(odd);

        assertThat(headers.subList(0, odd.size())).isEqualTo(odd);
        assertThat(headers).hasSize(odd.size() + OURS);
    }

    @Test
    void whatAPublisherForgedIsLeftOutAndIsNoneOfTheJobs() {
        var forged =
                Wire.with(
                        JOB,
                        Wire.header("__pointsman.errors.type", "worker-fault"),
                        Wire.header("__pointsman.errors.headers.dropped", "7"),
                        Wire.header("__pointsman.x", "x"));

        var headers = Wire.object(LETTER.headers(forged));

        assertThat(headers)
                .containsEntry("__pointsman.errors.type", "guest-trap")
                .containsEntry("__pointsman.errors.headers.dropped", "0")
                .doesNotContainKey("__pointsman.x")
                .hasSize(JOB.size() + OURS);
    }

    /** By any client of Kafka, that is, with the reasons of its letter among its headers. */
    @Test
    void aDeadLetterThatIsPublishedAgainLacksNothing() {
        var again = LETTER.headers(LETTER.headers(JOB));

        assertThat(Wire.object(again)).isEqualTo(Wire.object(LETTER.headers(JOB)));
        assertThat(dropped(again)).isEqualTo("0");
    }

    @Test
    void noMoreHeadersAreKeptThanAJobMayHave() {
        var headers = LETTER.headers(Collections.nCopies(1_000, Wire.header("x", "")));

        assertThat(headers).hasSize(64 + OURS);
        assertThat(dropped(headers)).isEqualTo("936");
    }

    @Test
    void noMoreBytesAreKeptThanAJobMayHave() {
        var large = Wire.header("xx", new byte[8 * 1024 - 2]);

        var headers = LETTER.headers(List.of(large, large, large));

        assertThat(headers).hasSize(2 + OURS);
        assertThat(dropped(headers)).isEqualTo("1");
    }

    @Test
    void aHeaderThatIsTooLargeDoesNotPushOutTheOthers() {
        var bomb = Wire.header("x", new byte[1 << 20]);
        var forged = Wire.header("__pointsman.x", new byte[1 << 20]);

        var headers = LETTER.headers(Wire.with(List.of(bomb, forged), JOB.toArray(Header[]::new)));

        assertThat(headers.subList(0, JOB.size())).isEqualTo(JOB);
        assertThat(dropped(headers)).isEqualTo("1");
    }

    private static String dropped(List<Header> headers) {
        return headers.stream()
                .filter(header -> header.key().equals("__pointsman.errors.headers.dropped"))
                .map(Wire::text)
                .findFirst()
                .orElseThrow();
    }
}
