package dev.pointsman.contracts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;
import org.apache.kafka.common.header.Header;

/** What nobody honest would write, for jqwik. */
final class Hostile extends DomainContextBase {
    private static final int TOO_MANY_BYTES = 17 * 1024;
    private static final List<Header> JOB = JobRequestCodec.write(Wire.fullJob());
    private static final List<Header> RESULT =
            JobResultCodec.write(Wire.result(new Outcome.Failed(1, "no")));

    private static final Set<String> NAMES_OF_OTHERS =
            Set.of("", "CE_ID", "ce_id ", "x", "ё", "__pointsman.errors.type");

    /** Good or nearly good for some header, so that a record gets past the first checks. */
    private static final List<String> TEXTS =
            List.of(
                    "",
                    "1.0",
                    "acme",
                    "0",
                    "1",
                    "-1",
                    "١",
                    "99999999999",
                    "success",
                    "failure",
                    "error",
                    "cancel",
                    "guest-trap",
                    "invoice@sha256:",
                    JobResult.TYPE,
                    Wire.DIGEST.toString(),
                    "2026-11-23T12:00:00.5+01:00",
                    "+999999999-12-31T23:59:59-18:00",
                    "line\r\nline\u001b[2J");

    private static final List<String> DOCUMENTS =
            List.of("{\"detail\": \"x\"}", "{\"detail\": \"\\ud800\"}", "{\"detail\"", "[[[", "");

    /** The headers of a job or a result after a few changes for the worse. */
    @Provide
    Arbitrary<List<Header>> headers() {
        return Combinators.combine(
                        Arbitraries.of(List.of(JOB, RESULT)), changes().list().ofMaxSize(3))
                .as((honest, changes) -> {
                    var headers = honest;
                    for (var change : changes) {
                        headers = change.apply(headers);
                    }
                    return headers;
                });
    }

    @Provide
    Arbitrary<Payload> values() {
        return Arbitraries.oneOf(Arbitraries.of(DOCUMENTS).map(Payload::ofUtf8), Honest.payloads());
    }

    /** Texts for a header. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(TEXTS), Honest.text(), Arbitraries.strings().ascii().ofMaxLength(9));
    }

    private Arbitrary<UnaryOperator<List<Header>>> changes() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, names().map(name -> headers -> Wire.without(headers, name))),
                Tuple.of(9, hostile().map(other -> headers -> Wire.replaced(headers, other))),
                Tuple.of(2, hostile().map(other -> headers -> Wire.with(headers, other))),
                Tuple.of(1, hostile().list().ofSize(60).map(more -> all -> joined(more, all))));
    }

    private Arbitrary<Header> hostile() {
        return Combinators.combine(names(), bytes().injectNull(0.05)).as(Wire::header);
    }

    private static Arbitrary<String> names() {
        var known = Stream.of(JOB, RESULT).flatMap(List::stream).map(Header::key);
        return Arbitraries.of(Stream.concat(known, NAMES_OF_OTHERS.stream()).sorted().toList());
    }

    private Arbitrary<byte[]> bytes() {
        return Arbitraries.frequencyOf(
                Tuple.of(20, texts().map(text -> text.getBytes(StandardCharsets.UTF_8))),
                Tuple.of(5, Arbitraries.bytes().array(byte[].class).ofMaxSize(20)),
                Tuple.of(1, Arbitraries.just(new byte[TOO_MANY_BYTES])));
    }

    private static List<Header> joined(List<Header> some, List<Header> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
