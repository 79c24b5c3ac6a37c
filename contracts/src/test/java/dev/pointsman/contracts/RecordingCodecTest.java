package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** What was recorded is what is read, and nothing else is. */
@Domain(Recordings.class)
class RecordingCodecTest {
    private static final HexFormat HEX = HexFormat.of();

    @Property
    void aRecordingIsReadAsItWasWritten(@ForAll Recording recording) {
        assertThat(RecordingCodec.read(RecordingCodec.write(recording))).contains(recording);
    }

    @Property(tries = 10_000)
    void whatIsReadIsWrittenAsItWas(@ForAll byte[] nearly) {
        RecordingCodec.read(nearly)
                .ifPresent(it -> assertThat(RecordingCodec.write(it)).isEqualTo(nearly));
    }

    @Property(tries = 200)
    void aRecordingThatIsCutOffIsNotRead(@ForAll Recording recording) {
        var bytes = RecordingCodec.write(recording);

        for (var length = 0; length < bytes.length; length++) {
            assertThat(RecordingCodec.read(Arrays.copyOf(bytes, length))).isEmpty();
        }
        assertThat(RecordingCodec.read(Arrays.copyOf(bytes, bytes.length + 1))).isEmpty();
    }

    @Example
    void aSmallOneHasFewBytes() {
        assertThat(RecordingCodec.write(small())).hasSizeLessThan(110);
    }

    @Example
    void aNewerVersionIsNotRead() {
        var bytes = RecordingCodec.write(small());
        bytes[0] = 2;

        assertThat(RecordingCodec.read(bytes)).isEmpty();
    }

    @Example
    void countsAndLengthsAreNotBelieved() {
        var digest = "20" + "00".repeat(32);
        var most = "ffffffffffffffff7f";

        for (var hostile :
                List.of(
                        "01" + most,
                        "01" + digest + "01" + most,
                        "01" + digest + "01" + "00" + "0000" + most,
                        "01" + digest + "01" + "00" + "0000" + "ffffffff07",
                        "01" + digest + "01" + "00" + "0000" + "00" + "ffffffff07",
                        "81" + "00",
                        "ffffffffffffffffffff01")) {
            assertThat(RecordingCodec.read(HEX.parseHex(hostile))).isEmpty();
        }
        assertThat(RecordingCodec.read(new byte[Recording.MAX_BYTES + 1])).isEmpty();
    }

    @Example
    void whatEndedWellIsNotRecorded() {
        var it = small();

        assertThatThrownBy(() ->
                        new Recording(
                                it.circumstances(),
                                List.of(),
                                false,
                                List.of(),
                                new Outcome.Succeeded(Payload.EMPTY),
                                0,
                                0))
                .hasMessage("outcome: success (expected: failure or error)");
    }

    private static Recording small() {
        var circumstances =
                new Circumstances(
                        ModuleDigest.of(Payload.EMPTY),
                        1,
                        "8bb18f031567",
                        Instant.parse("2026-11-25T08:00:00Z"),
                        new TreeMap<>(),
                        List.of("log/v1/*"),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        new TreeMap<>(),
                        List.of(),
                        new TreeMap<>(),
                        Optional.empty());
        return new Recording(
                circumstances, List.of(), false, List.of(), new Outcome.Failed(2, "no"), 584, 4);
    }
}
