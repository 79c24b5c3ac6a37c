package dev.pointsman.contracts;

import dev.pointsman.contracts.RecordedAnswer.Answered;
import dev.pointsman.contracts.RecordedAnswer.Clock;
import dev.pointsman.contracts.RecordedAnswer.Config;
import dev.pointsman.contracts.RecordedAnswer.Ended;
import dev.pointsman.contracts.RecordedAnswer.Field;
import dev.pointsman.contracts.RecordedAnswer.Heard;
import dev.pointsman.contracts.RecordedAnswer.Http;
import dev.pointsman.contracts.RecordedAnswer.Room;
import dev.pointsman.contracts.RecordedAnswer.Secret;
import dev.pointsman.contracts.RecordedAnswer.StateNext;
import dev.pointsman.contracts.RecordedAnswer.StateRoom;
import dev.pointsman.contracts.RecordedAnswer.StateValue;
import dev.pointsman.contracts.RecordedAnswer.Unanswered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** All that a worker may record, and what is nearly that, for jqwik. */
final class Recordings extends DomainContextBase {
    private static final long LAST_SECOND = Instant.MAX.getEpochSecond();
    private static final int LAST_NANO = 999_999_999;

    @Provide
    Arbitrary<Recording> recordings() {
        return Combinators.combine(
                        circumstances(),
                        answers().list().ofMaxSize(5),
                        Arbitraries.of(true, false),
                        texts(),
                        outcomes(),
                        counts(),
                        counts())
                .as(Recording::new);
    }

    /** Bytes of a recording, one of them another, or the end of them gone. */
    @Provide
    Arbitrary<byte[]> nearlyRecordings() {
        return Combinators.combine(
                        recordings(), Arbitraries.integers().between(0, 5_000), Arbitraries.bytes())
                .as((recording, place, other) -> {
                    var bytes = RecordingCodec.write(recording);
                    bytes[place % bytes.length] = other;
                    return bytes;
                });
    }

    private static Arbitrary<Circumstances> circumstances() {
        var started =
                Combinators.combine(
                                Arbitraries.longs().between(-LAST_SECOND, LAST_SECOND),
                                Arbitraries.integers().between(0, LAST_NANO))
                        .as(Instant::ofEpochSecond);
        return Combinators.combine(
                        Honest.payloads().map(ModuleDigest::of),
                        Arbitraries.integers().greaterOrEqual(1),
                        Honest.text(),
                        started,
                        map(Arbitraries.longs()),
                        texts().tuple3(),
                        texts().optional(),
                        map(Honest.text()).tuple2())
                .as((digest, attempt, version, start, limits, lists, requests, maps) ->
                        new Circumstances(
                                digest,
                                attempt,
                                version,
                                start,
                                limits,
                                lists.get1(),
                                requests,
                                lists.get2(),
                                lists.get3(),
                                maps.get1(),
                                lists.get1(),
                                maps.get2(),
                                Optional.of(version)));
    }

    private static Arbitrary<RecordedAnswer> answers() {
        var names =
                Honest.filledText()
                        .map(text -> text.substring(0, text.offsetByCodePoints(0, 1)))
                        .map(StateName::new);
        return Arbitraries.oneOf(
                List.of(
                        Combinators.combine(Honest.text(), Honest.text().optional())
                                .as(Config::new),
                        Combinators.combine(Honest.text(), Arbitraries.of(true, false))
                                .as(Secret::new),
                        Combinators.combine(names, Honest.payloads().optional())
                                .as(StateValue::new),
                        Combinators.combine(names.optional(), names.optional()).as(StateNext::new),
                        Arbitraries.of(Room.class).map(StateRoom::new),
                        Combinators.combine(
                                        Arbitraries.longs(),
                                        Arbitraries.integers().greaterOrEqual(1))
                                .as(Clock::new),
                        Combinators.combine(Honest.text(), heard()).as(Http::new)));
    }

    private static Arbitrary<Heard> heard() {
        var fields = Combinators.combine(Honest.text(), Honest.text()).as(Field::new);
        return Arbitraries.oneOf(
                List.of(
                        Combinators.combine(
                                        Arbitraries.integers().between(0, 999),
                                        fields.list().ofMaxSize(3),
                                        Honest.payloads())
                                .as(Answered::new),
                        Honest.text().map(Unanswered::new),
                        Combinators.combine(Arbitraries.of(ErrorCode.class), Honest.text())
                                .as(Ended::new)));
    }

    private static Arbitrary<Outcome> outcomes() {
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.integers().between(1, 255), Honest.text())
                        .as(Outcome.Failed::new),
                Combinators.combine(Arbitraries.of(ErrorCode.class), Honest.text())
                        .as(Outcome.Errored::new));
    }

    private static Arbitrary<Long> counts() {
        return Arbitraries.longs().greaterOrEqual(0);
    }

    private static Arbitrary<List<String>> texts() {
        return Honest.text().list().ofMaxSize(3);
    }

    private static <T> Arbitrary<SortedMap<String, T>> map(Arbitrary<T> values) {
        return Arbitraries.maps(Honest.text(), values).ofMaxSize(3).map(TreeMap::new);
    }
}
