package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** What headers come to is the same whether it was found while they were read, or by itself. */
class HeaderSumTest {
    private static final List<Header> JOB = JobRequestCodec.write(Wire.fullJob());

    @Property
    @Domain(Hostile.class)
    void whateverWasReadAllHeadersAreCounted(@ForAll List<Header> headers) {
        assertThat(sum(headers)).isEqualTo(HeaderSum.of(headers));
    }

    @Test
    void namesAndValuesAreCountedInBytes() {
        var headers = Wire.with(JOB, Wire.header("€", "é"), Wire.header("x", (byte[]) null));

        assertThat(sum(headers)).isEqualTo(new HeaderSum(JOB.size() + 2, size(JOB) + 6, false));
    }

    @Test
    void whatOnlyAWorkerMaySayIsSeen() {
        var forged = Wire.with(JOB, Wire.header("__pointsman.retry.attempt", "99"));

        assertThat(sum(forged).reserved()).isTrue();
        assertThat(sum(Wire.with(JOB, Wire.header("__pointsman.errors.type", "x"))).reserved())
                .isFalse();
    }

    /** They are held in memory all the same. */
    @Test
    void headersBeyondTheCapAreCountedToo() {
        var bomb = Collections.nCopies(1_000, Wire.header("x", ""));

        assertThat(sum(bomb)).isEqualTo(new HeaderSum(1_000, 1_000, false));
    }

    private static HeaderSum sum(Iterable<Header> headers) {
        return JobRecordCodec.read(headers, Wire.INPUT).headers();
    }

    private static long size(List<Header> headers) {
        return headers.stream().mapToLong(it -> it.key().length() + it.value().length).sum();
    }
}
