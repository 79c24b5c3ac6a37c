package dev.pointsman.worker.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.effects.Publication;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingMemory;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a guest may ask for beyond WASI, and what it is told. */
class CapabilitiesTest {
    private static final HostFunctions FUNCTIONS =
            new HostFunctions(Capabilities.functions(HttpDoor.CLOSED));
    private static final int OUT = 1024;

    private final TestingMemory memory = new TestingMemory();
    private final Guest guest = memory.guest(TestingContexts.context());

    @ParameterizedTest
    @EnumSource(LogLine.Level.class)
    void aLineIsLoggedAtItsLevel(LogLine.Level level) {
        memory.put(0, "hello");

        var answer = call("log", level.ordinal(), 0, 5);

        assertThat(answer).isZero();
        assertThat(guest.effects().logLines().list()).containsExactly(new LogLine(level, "hello"));
    }

    @Test
    void aLongLineIsCut() {
        memory.put(0, "x".repeat(5000));

        call("log", 2, 0, 5000);

        assertThat(guest.effects().logLines().list())
                .containsExactly(new LogLine(LogLine.Level.INFO, "x".repeat(1024)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 6, 0x7fff_ffffL, 0x8000_0000L})
    void aLevelThatDoesNotExistEndsTheJob(long level) {
        var stopped = catchThrowableOfType(JobStopped.class, () -> call("log", level, 0, 5));

        assertThat(stopped.code()).isEqualTo(ErrorCode.HOST_CALL_INVALID);
        assertThat(stopped.detail()).contains("(expected: 0 to 5)");
    }

    @Test
    void aSettingIsThePolicys() {
        memory.put(0, "greeting");

        var length = call("config_get", 0, 8, OUT, 64);

        assertThat(length).isEqualTo(5);
        assertThat(memory.text(OUT, 5)).isEqualTo("hello");
    }

    @Test
    void aSettingThatDoesNotExistIsNotFound() {
        memory.put(0, "greetings");

        var answer = call("config_get", 0, 9, OUT, 64);

        assertThat(answer).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4})
    void aBufferThatIsTooSmallIsToldTheSizeAndNotTouched(long capacity) {
        memory.put(0, "greeting");

        var answer = call("config_get", 0, 8, OUT, capacity);

        assertThat(answer).isEqualTo(-(5 + 1));
        assertThat(memory.readInt(OUT)).isZero();
    }

    @Test
    void aBufferOfTheRightSizeIsFilled() {
        memory.put(0, "greeting");

        var answer = call("config_get", 0, 8, OUT, 5);

        assertThat(answer).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({
        "tenant, acme",
        "module, job",
        "job-id, job-1",
        "key, a key",
        "attempt, 1",
        "policy-version, v1",
        "deadline-millis, 1795435230000"
    })
    void aGuestIsToldOfItsOwnJob(String name, String value) {
        memory.put(0, name);

        var length = call("context_get", 0, name.length(), OUT, 64);

        assertThat(memory.text(OUT, (int) length)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"function", "content-type", "traceparent", "Tenant", "", "policy"})
    void whatTheJobDoesNotHaveIsNotFound(String name) {
        memory.put(0, name);

        var answer = call("context_get", 0, name.length(), OUT, 64);

        assertThat(answer).isEqualTo(-1);
    }

    @Test
    void whatIsPublishedIsKeptForLater() {
        memory.put(0, "orders/a key/order.v1/text/plain/hello");

        var answer = call("publish", 0, 6, 7, 5, 13, 8, 22, 10, 33, 5);

        assertThat(answer).isZero();
        assertThat(guest.effects().publications())
                .containsExactly(
                        new Publication(
                                "orders",
                                Optional.of(Payload.ofUtf8("a key")),
                                "order.v1",
                                "text/plain",
                                Payload.ofUtf8("hello")));
    }

    @Test
    void anEmptyKeyIsNoKey() {
        memory.put(0, "orders/order.v1/text/plain/hello");

        call("publish", 0, 6, 0, 0, 7, 8, 16, 10, 27, 5);

        assertThat(guest.effects().publications().getFirst().key()).isEmpty();
    }

    @Test
    void aTopicThePolicyDoesNotNameIsDenied() {
        var nowhere = TestingContexts.policy(TestingContexts.ACME, "v1", TestingLimits.ROOMY);
        var denied = memory.guest(TestingContexts.context(nowhere, TestingContexts.request("")));
        memory.put(0, "orders");

        var stopped =
                catchThrowableOfType(
                        JobStopped.class,
                        () -> call(denied, "publish", 0, 6, 0, 0, 0, 0, 0, 0, 0, 0));

        assertThat(stopped.code()).isEqualTo(ErrorCode.CAPABILITY_DENIED);
        assertThat(stopped.detail()).contains("acme", "'orders'");
    }

    @ParameterizedTest
    @CsvSource({"0, 12", "12, 0", "6, 6"})
    void whatIsTooLargeToPublishMeetsTheLimit(int keyBytes, int valueBytes) {
        var tight = memory.guest(TestingContexts.context(TestingLimits.publishing(1, 11)));
        memory.put(0, "orders/order.v1/text/plain");

        var stopped =
                catchThrowableOfType(
                        JobStopped.class,
                        () ->
                                call(
                                        tight,
                                        "publish",
                                        0,
                                        6,
                                        0,
                                        keyBytes,
                                        7,
                                        8,
                                        16,
                                        10,
                                        0,
                                        valueBytes));

        assertThat(stopped.code()).isEqualTo(ErrorCode.OUTPUT_TOO_LARGE);
        assertThat(stopped.detail()).contains("limit max-published-bytes");
    }

    private long call(String name, long... arguments) {
        return call(guest, name, arguments);
    }

    private static long call(Guest caller, String name, long... arguments) {
        var index = FUNCTIONS.indexOf(Capabilities.MODULE, name).orElseThrow();
        return FUNCTIONS.at(index).call().answer(caller, arguments);
    }
}
