package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No job can be taken for another, and none of what is remembered for a guest's state. */
class SeenCodecTest {
    @Property
    void aKeyIsReadAsItWasWritten(@ForAll("jobs") JobIdentity job) {
        var key = SeenKey.of(job);

        assertThat(SeenCodec.read(SeenCodec.write(key))).contains(key);
    }

    @Property(tries = 20_000)
    void twoJobsHaveNoKeyInCommon(
            @ForAll("jobs") JobIdentity one, @ForAll("jobs") JobIdentity other) {
        var alike =
                Arrays.equals(SeenCodec.write(SeenKey.of(one)), SeenCodec.write(SeenKey.of(other)));

        assertThat(alike).isEqualTo(one.equals(other));
        assertThat(one.digest().equals(other.digest())).isEqualTo(one.equals(other));
    }

    @Property
    void noKeyIsOneOfGuestsState(@ForAll("jobs") JobIdentity job) {
        assertThat(StateKeyCodec.read(SeenCodec.write(SeenKey.of(job)))).isEmpty();
    }

    @Property
    void noKeyOfGuestsStateIsOne(@ForAll("states") StateKey key) {
        var bytes = StateKeyCodec.write(key);

        assertThat(SeenCodec.isOne(bytes)).isFalse();
        assertThat(SeenCodec.read(bytes)).isEmpty();
    }

    @Property
    void whatIsReadIsWrittenAsItWas(@ForAll("nearlyKeys") byte[] bytes) {
        SeenCodec.read(bytes).ifPresent(key -> assertThat(SeenCodec.write(key)).isEqualTo(bytes));
    }

    /** Also where its length is negative, if it is taken for a number with a sign. */
    @Property
    void anyBytesAreAKeyOrNone(@ForAll byte length, @ForAll("texts") byte[] rest) {
        var bytes = new byte[2 + rest.length];
        bytes[0] = 2;
        bytes[1] = length;
        System.arraycopy(rest, 0, bytes, 2, rest.length);

        SeenCodec.read(bytes).ifPresent(key -> assertThat(SeenCodec.write(key)).isEqualTo(bytes));
    }

    @Provide
    Arbitrary<byte[]> texts() {
        return Arbitraries.bytes().array(byte[].class).ofMinSize(0).ofMaxSize(140);
    }

    @Example
    void aNegativeLengthIsNone() {
        var bytes = new byte[33];
        bytes[0] = 2;
        bytes[1] = (byte) 0xFF;

        assertThat(SeenCodec.read(bytes)).isEmpty();
    }

    @Property
    void aJobIsReadAsItWasWritten(@ForAll long offset, @ForAll int seconds) {
        var job = new SeenJob(offset, Instant.ofEpochSecond(seconds));

        assertThat(SeenCodec.readJob(SeenCodec.write(job))).contains(job);
    }

    @Example
    void aValueOfAnotherLengthIsNone() {
        assertThat(SeenCodec.readJob(new byte[15])).isEmpty();
        assertThat(SeenCodec.readJob(new byte[17])).isEmpty();
    }

    @Example
    void aBorderThatMovesMakesAnotherJob() {
        assertThat(SeenKey.of(job("acme", "urn:a", "bc")))
                .isNotEqualTo(SeenKey.of(job("acme", "urn:ab", "c")));
    }

    /** Written down, because servers outside and the topic of state hold on to both. */
    @Example
    void neitherKeyNorDigestChangesFromOneVersionToTheNext() {
        var job = job("acme", "urn:a", "bc");

        assertThat(SeenKey.of(job).first()).isEqualTo(3122769953373805772L);
        assertThat(job.digest())
                .isEqualTo("0016613b99f1c0333a2e4b9fb51e7fe20fabdee8bbd8f25b2ef1ca34ef96d3b7");
    }

    @Example
    void aTenantThatMovesMakesAnotherDigest() {
        assertThat(job("a", "bc", "d").digest()).isNotEqualTo(job("ab", "c", "d").digest());
    }

    @Provide
    Arbitrary<JobIdentity> jobs() {
        var short1 = Arbitraries.strings().withChars('a', 'b').ofMinLength(1).ofMaxLength(3);
        return Combinators.combine(short1, short1, short1).as(SeenCodecTest::job);
    }

    @Provide
    Arbitrary<StateKey> states() {
        var text = Arbitraries.strings().withChars('a', 'b').ofMinLength(1).ofMaxLength(40);
        return Combinators.combine(text, text, text)
                .as((tenant, key, name) ->
                        new StateKey(
                                new StateScope(new TenantId(tenant), Payload.ofUtf8(key)),
                                new StateName(name)));
    }

    @Provide
    Arbitrary<byte[]> nearlyKeys() {
        var tail = Arbitraries.bytes().array(byte[].class).ofMinSize(32).ofMaxSize(40);
        return tail.map(bytes -> {
            var key = new byte[bytes.length + 2];
            key[0] = 2;
            key[1] = (byte) (bytes.length - 32);
            System.arraycopy(bytes, 0, key, 2, bytes.length);
            return key;
        });
    }

    private static JobIdentity job(String tenant, String source, String id) {
        return new JobIdentity(new TenantId(tenant), source, new JobId(id));
    }
}
