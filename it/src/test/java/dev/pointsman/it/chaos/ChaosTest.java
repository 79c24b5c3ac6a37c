package dev.pointsman.it.chaos;

import static dev.pointsman.it.chaos.fault.FaultKind.BROKER_KILL;
import static dev.pointsman.it.chaos.fault.FaultKind.DROPPED_CONNECTIONS;
import static dev.pointsman.it.chaos.fault.FaultKind.HALF_OPEN_NETWORK;
import static dev.pointsman.it.chaos.fault.FaultKind.KILL;
import static dev.pointsman.it.chaos.fault.FaultKind.KILL_AT_BEGUN;
import static dev.pointsman.it.chaos.fault.FaultKind.KILL_AT_COMMITTED;
import static dev.pointsman.it.chaos.fault.FaultKind.KILL_AT_OFFSETS_SENT;
import static dev.pointsman.it.chaos.fault.FaultKind.KILL_AT_SENT;
import static dev.pointsman.it.chaos.fault.FaultKind.PAUSE_SHORT;
import static dev.pointsman.it.chaos.fault.FaultKind.TERMINATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.HeaderName;
import dev.pointsman.contracts.JobCancel;
import dev.pointsman.it.chaos.fault.FaultKind;
import dev.pointsman.it.chaos.jobs.JobMix;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short run in every build; the long ones are the command's. */
@Timeout(300)
class ChaosTest {
    private static final List<FaultKind> ONE_OF_EACH =
            List.of(
                    KILL,
                    KILL_AT_BEGUN,
                    KILL_AT_SENT,
                    KILL_AT_OFFSETS_SENT,
                    KILL_AT_COMMITTED,
                    PAUSE_SHORT,
                    TERMINATE,
                    BROKER_KILL,
                    HALF_OPEN_NETWORK,
                    DROPPED_CONNECTIONS);

    @Test
    void noJobIsLostTornOrAnsweredTwiceWhateverDies() throws Exception {
        var house =
                new ChaosHouse(
                        Path.of("../contracts/guests"), "consumer", true, new RunLog(System.err));
        var plan =
                new ChaosPlan(
                        2_000,
                        ONE_OF_EACH.size(),
                        1,
                        3,
                        Duration.ofMillis(1_500),
                        Duration.ofSeconds(90),
                        ChaosPlan.FOR_EVER,
                        ONE_OF_EACH);

        var verdict = house.run(plan);

        assertThat(verdict.isGood()).as(() -> String.join("\n", verdict.lines())).isTrue();
        assertThat(verdict.jobs()).isEqualTo(jobs(plan));
    }

    /** Of what is published some are cancels, which nobody answers. */
    private static int jobs(ChaosPlan plan) {
        return Math.toIntExact(
                Stream.generate(new JobMix(plan.seed())::next)
                        .limit(plan.jobs())
                        .filter(record -> !isCancel(record.headers().lastHeader(HeaderName.TYPE)))
                        .count());
    }

    private static boolean isCancel(@Nullable Header type) {
        return type != null
                && new String(type.value(), StandardCharsets.UTF_8).equals(JobCancel.TYPE);
    }
}
