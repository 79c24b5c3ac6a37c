package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple.Tuple2;

/** No tenant, key or name can be chosen such that it reaches another's state. */
class StateKeyCodecTest {
    private static final HexFormat HEX = HexFormat.of();

    @Property
    void aKeyIsReadAsItWasWritten(@ForAll("keys") StateKey key) {
        var bytes = StateKeyCodec.write(key);

        assertThat(StateKeyCodec.read(bytes)).contains(key);
        assertThat(bytes.length).isLessThanOrEqualTo(StateKeyCodec.MAX_BYTES);
    }

    @Property(tries = 100_000)
    void twoKeysAreNeverWrittenAlike(@ForAll("neighbours") Tuple2<StateKey, StateKey> two) {
        var alike = Arrays.equals(StateKeyCodec.write(two.get1()), StateKeyCodec.write(two.get2()));

        assertThat(alike).isEqualTo(two.get1().equals(two.get2()));
    }

    @Property
    void whatIsReadIsWrittenAsItWas(@ForAll("nearlyKeys") byte[] bytes) {
        StateKeyCodec.read(bytes)
                .ifPresent(key -> assertThat(StateKeyCodec.write(key)).isEqualTo(bytes));
    }

    @Property
    void namesAreInTheOrderOfTheirBytes(
            @ForAll("names") StateName one, @ForAll("names") StateName other) {
        var bytewise = Arrays.compareUnsigned(one.toBytes(), other.toBytes());

        assertThat(Integer.signum(one.compareTo(other))).isEqualTo(Integer.signum(bytewise));
    }

    @Example
    void aKeyIsWrittenLikeThis() {
        var key = key("acme", "k", "n");

        assertThat(StateKeyCodec.write(key))
                .isEqualTo(HEX.parseHex("01" + "0004" + "61636d65" + "0001" + "6b" + "00016e"));
    }

    @Example
    void whatStandsOnTheOtherSideOfABorderIsAnotherKey() {
        assertThat(StateKeyCodec.write(key("a", "b", "c:d")))
                .isNotEqualTo(StateKeyCodec.write(key("a", "b:c", "d")));
        assertThat(StateKeyCodec.write(key("a", "", "bc")))
                .isNotEqualTo(StateKeyCodec.write(key("a", "b", "c")));
    }

    @Example
    void whatWasNotWrittenHereIsNotRead() {
        var good = HEX.formatHex(StateKeyCodec.write(key("acme", "k", "n")));

        assertThat(StateKeyCodec.read(new byte[0])).isEmpty();
        assertThat(StateKeyCodec.read(HEX.parseHex("02" + good.substring(2)))).isEmpty();
        assertThat(StateKeyCodec.read(HEX.parseHex(good + "00"))).isEmpty();
        assertThat(StateKeyCodec.read(HEX.parseHex(good.substring(2)))).isEmpty();
        assertThat(StateKeyCodec.read(HEX.parseHex("01" + "0001" + "2e" + "0000" + "00016e")))
                .isEmpty();
        assertThat(StateKeyCodec.read(HEX.parseHex("01" + "0001" + "61" + "0000" + "0001ff")))
                .isEmpty();
        assertThat(StateKeyCodec.read(new byte[StateKeyCodec.MAX_BYTES + 1])).isEmpty();
    }

    @Example
    void aKeyThatIsCutIsNotRead() {
        var bytes = StateKeyCodec.write(key("acme", "k", "n"));

        for (var length = 0; length < bytes.length; length++) {
            assertThat(StateKeyCodec.read(Arrays.copyOf(bytes, length))).isEmpty();
        }
    }

    @Example
    void aNameHasOneTo128BytesOfUtf8() {
        assertThat(new StateName("é".repeat(64)).toBytes()).hasSize(128);
        assertThatThrownBy(() -> new StateName("é".repeat(64) + "x"))
                .hasMessage("state name: 129 bytes (expected: 1 to 128)");
        assertThatThrownBy(() -> new StateName(""))
                .hasMessage("state name: 0 bytes (expected: 1 to 128)");
        assertThatThrownBy(() -> new StateName("\ud83d")).hasMessage("state name: not UTF-8");
    }

    @Example
    void aRecordKeyThatIsTooLongHasNoState() {
        var long1025 = Payload.takingOver(new byte[StateScope.MAX_KEY_BYTES + 1]);

        assertThatThrownBy(() -> new StateScope(Wire.TENANT, long1025))
                .hasMessage("record key: 1025 bytes (expected: at most 1024)");
    }

    @Provide
    static Arbitrary<StateKey> keys() {
        return Combinators.combine(tenants(), recordKeys(), names())
                .as((tenant, key, name) -> new StateKey(new StateScope(tenant, key), name));
    }

    /** Made of few letters, so that many are the same text, cut at different places. */
    @Provide
    static Arbitrary<Tuple2<StateKey, StateKey>> neighbours() {
        var texts = Arbitraries.strings().withChars('a', '0').ofMinLength(3).ofMaxLength(6);
        return texts.flatMap(text -> cut(text).tuple2());
    }

    private static Arbitrary<StateKey> cut(String text) {
        return Arbitraries.integers()
                .between(1, text.length() - 2)
                .flatMap(first ->
                        Arbitraries.integers()
                                .between(first, text.length() - 1)
                                .map(second ->
                                        key(
                                                text.substring(0, first),
                                                text.substring(first, second),
                                                text.substring(second))));
    }

    /** Keys with one byte changed. */
    @Provide
    static Arbitrary<byte[]> nearlyKeys() {
        return Combinators.combine(
                        keys(), Arbitraries.integers().between(0, 1_000), Arbitraries.bytes())
                .as((key, place, other) -> {
                    var bytes = StateKeyCodec.write(key);
                    bytes[place % bytes.length] = other;
                    return bytes;
                });
    }

    @Provide
    static Arbitrary<StateName> names() {
        return Arbitraries.oneOf(
                        Honest.text(), Arbitraries.strings().withChars("a\ud7ff\ue000\0🚂\uffff"))
                .map(text -> text.substring(0, Math.min(text.length(), 30)))
                .filter(text -> !text.isEmpty() && isWhole(text))
                .map(StateName::new);
    }

    private static boolean isWhole(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static Arbitrary<TenantId> tenants() {
        return Arbitraries.of("a", "acme", "x".repeat(63)).map(TenantId::new);
    }

    private static Arbitrary<Payload> recordKeys() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(StateScope.MAX_KEY_BYTES)
                .map(Payload::copyOf);
    }

    private static StateKey key(String tenant, String recordKey, String name) {
        var scope = new StateScope(new TenantId(tenant), Payload.ofUtf8(recordKey));
        return new StateKey(scope, new StateName(name));
    }
}
