package dev.pointsman.contracts;

import static dev.pointsman.contracts.Rejection.Kind.OVERSIZED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** How many headers a record may have, and how many bytes in them. */
class HeaderCapsTest {
    private static final List<Header> JOB = JobRequestCodec.write(Wire.fullJob());
    private static final int BYTES = 16 * 1024;

    @Test
    void sixtyFourHeadersAreRead() {
        assertThat(Wire.accepted(read(filled(64)))).isEqualTo(Wire.fullJob());
    }

    @Test
    void sixtyFiveHeadersAreRefused() {
        var rejection = Wire.readJob(filled(65));

        assertThat(rejection.kind()).isEqualTo(OVERSIZED);
        assertThat(rejection.detail()).startsWith("headers: more than 64");
    }

    @Test
    void sixteenKibibytesAreRead() {
        assertThat(Wire.accepted(read(ofBytes(BYTES)))).isEqualTo(Wire.fullJob());
    }

    @Test
    void oneByteMoreIsRefused() {
        var rejection = Wire.readJob(ofBytes(BYTES + 1));

        assertThat(rejection.kind()).isEqualTo(OVERSIZED);
        assertThat(rejection.detail()).contains("(expected: at most 16384)");
    }

    @Test
    void theBytesOfANameAreCountedNotItsCharacters() {
        var rejection = Wire.readJob(Wire.with(JOB, Wire.header("€".repeat(BYTES / 3), "")));

        assertThat(rejection.kind()).isEqualTo(OVERSIZED);
    }

    @Test
    void whoeverSendsTooMuchIsAnsweredUnderTheJobsOwnId() {
        var rejection = Wire.readJob(ofBytes(BYTES + 1));

        assertThat(rejection.id()).contains(Wire.ID);
        assertThat(rejection.tenant()).contains(Wire.TENANT);
    }

    @Test
    void nothingIsLookedForBeyondTheCaps() {
        var others = Collections.nCopies(64, Wire.header("x", ""));

        var rejection = Wire.readJob(Wire.with(others, JOB.toArray(Header[]::new)));

        assertThat(rejection.id()).isEmpty();
        assertThat(rejection.tenant()).isEmpty();
    }

    @Test
    void aBombOfHeadersIsReadNoFurtherThanTheCap() {
        var bomb = new Endless(Wire.header("x", ""));

        var reading = JobRequestCodec.read(bomb, Wire.INPUT);

        assertThat(Wire.rejected(reading).kind()).isEqualTo(OVERSIZED);
        assertThat(bomb.longest).isEqualTo(65);
    }

    @Test
    void aBombOfBytesIsReadNoFurtherThanTheCap() {
        var bomb = new Endless(Wire.header("x", new byte[BYTES]));

        var reading = JobResultCodec.read(bomb, Wire.INPUT);

        assertThat(Wire.rejected(reading).kind()).isEqualTo(OVERSIZED);
        assertThat(bomb.longest).isEqualTo(1);
    }

    private static Reading<JobRequest> read(List<Header> headers) {
        return JobRequestCodec.read(headers, Wire.INPUT);
    }

    private static List<Header> filled(int count) {
        var others = Collections.nCopies(count - JOB.size(), Wire.header("x", ""));
        return Stream.concat(JOB.stream(), others.stream()).toList();
    }

    private static List<Header> ofBytes(int bytes) {
        var taken = JOB.stream().mapToInt(h -> h.key().length() + h.value().length).sum();
        return Wire.with(JOB, Wire.header("x", new byte[bytes - taken - 1]));
    }

    /** The same header without end, and how many of them anyone took at most in one go. */
    private static final class Endless implements Iterable<Header> {
        private final Header header;
        private int longest;

        Endless(Header header) {
            this.header = header;
        }

        @Override
        public Iterator<Header> iterator() {
            return new Iterator<>() {
                private int taken;

                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Header next() {
                    longest = Math.max(longest, ++taken);
                    return header;
                }
            };
        }
    }
}
