package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.effects.Effects;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.HexFormat;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that a guest hands its host are UTF-8, or end it. */
class GuestTextsTest {
    @AutoClose private final TestingSandbox sandbox = new TestingSandbox();

    @ParameterizedTest
    @ValueSource(strings = {"", "greeting", "é", "€", "\u2028", "😀", "\uFFFD", "a\uFFFDb", "\0"})
    void aTextArrivesAsItIs(String text) {
        var ended = sandbox.run(naming(Payload.ofUtf8(text).toBytes()));

        assertThat(ended.outcome()).isInstanceOf(Outcome.Succeeded.class);
        assertThat(asked(ended.effects())).isEqualTo(text);
    }

    /** Cut short, too long, half a character of UTF-16, beyond the last one, no beginning. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "c3",
                "e282",
                "f09f98",
                "c080",
                "e080af",
                "eda080",
                "edb080",
                "f4908080",
                "80",
                "ff",
                "61ff62",
                "efbfbdff",
                "ffefbfbd"
            })
    void whatIsNotUtf8EndsTheJob(String hex) {
        var ended = sandbox.run(naming(HexFormat.of().parseHex(hex)));

        assertThat(ended.outcome())
                .isEqualTo(
                        new Outcome.Errored(
                                ErrorCode.HOST_CALL_INVALID,
                                "the guest handed the host a text that is not UTF-8"));
    }

    private static String asked(Effects effects) {
        return effects.audit().target();
    }

    /** A guest that asks for a setting by this name. */
    private static WasmBytes naming(byte... name) {
        return WasmBytes.module()
                .importing("pointsman/v1", "config_get", "iiii>i")
                .function(
                        ">",
                        "i32.const 0 i32.const %d i32.const 64 i32.const 0 call 0 drop"
                                .formatted(name.length))
                .memory(1, 1)
                .export("_start", 1)
                .data(0, name);
    }
}
