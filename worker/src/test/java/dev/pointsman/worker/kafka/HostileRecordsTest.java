package dev.pointsman.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.HeaderName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Whatever a publisher writes, each of its records gets its one result, and nobody is held up. */
class HostileRecordsTest {
    private static final List<String> NAMES =
            Stream.of(HeaderName.REQUIRED_OF_JOBS, HeaderName.OPTIONAL_OF_JOBS)
                    .flatMap(names -> names.stream())
                    .sorted()
                    .toList();

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyRecordGetsItsOneResult(
            @ForAll @Size(min = 1, max = 8) List<@From("records") Written> records) {
        try (var intake = new TestingIntake()) {
            for (var i = 0; i < records.size(); i++) {
                var it = records.get(i);
                intake.add(TestingJobs.record(TestingJobs.ZERO, i, it.key, it.value, it.headers));
            }

            var committed = intake.step();

            assertThat(committed).isEqualTo(records.size());
            assertThat(intake.results()).hasSize(records.size());
            assertThat(intake.offsets()).containsEntry(TestingJobs.ZERO, (long) records.size());
        }
    }

    @Provide
    Arbitrary<Written> records() {
        var bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(20).injectNull(0.2);
        var goodJob = Arbitraries.of("echo", "trap", "publish", "exit-code", "no-start", "nothing");
        return Combinators.combine(bytes, bytes, goodJob, headers().list().ofMaxSize(4))
                .as(HostileRecordsTest::written);
    }

    /** A good job's record, with headers of all kinds put over its own, or beside them. */
    private static Written written(
            byte[] key, byte[] value, String module, List<Overlay> overlays) {
        var good = TestingJobs.job(TestingJobs.ZERO, 0, module, "x").headers();
        for (var overlay : overlays) {
            if (overlay.instead) {
                good.remove(overlay.name);
            }
            good.add(overlay.name, overlay.value);
        }
        return new Written(key, value, new ArrayList<>(List.of(good.toArray())));
    }

    private static Arbitrary<Overlay> headers() {
        var texts =
                Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(300).map(TestingJobs::bytes),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(30),
                        Arbitraries.of(
                                        "acme",
                                        "9999-12-31T23:59:59Z",
                                        "-999999999-01-01T00:00:00+18:00",
                                        "echo@sha256:00",
                                        "\u202e\u2028")
                                .map(TestingJobs::bytes));
        return Combinators.combine(
                        Arbitraries.of(NAMES), texts.injectNull(0.1), Arbitraries.of(true, false))
                .as(Overlay::new);
    }

    private record Overlay(String name, byte[] value, boolean instead) {}

    private record Written(byte[] key, byte[] value, List<Header> headers) {
        @Override
        public String toString() {
            return new ProducerRecord<>("jobs", null, key, value, headers).toString();
        }
    }
}
