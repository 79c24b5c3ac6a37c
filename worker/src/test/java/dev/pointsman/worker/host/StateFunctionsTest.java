package dev.pointsman.worker.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateName;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingMemory;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a guest keeps from one job to the next, and what it is told of it. */
class StateFunctionsTest {
    private static final HostFunctions FUNCTIONS =
            new HostFunctions(Capabilities.functions(HttpDoor.CLOSED));
    private static final int OUT = 1024;

    private final TestingMemory memory = new TestingMemory();
    private final Guest guest = memory.guest(TestingContexts.context());

    @Test
    void whatWasSetIsThere() {
        memory.put(0, "name/value");

        assertThat(call("state_set", 0, 4, 5, 5)).isZero();

        assertThat(call("state_get", 0, 4, OUT, 64)).isEqualTo(5);
        assertThat(memory.text(OUT, 5)).isEqualTo("value");
    }

    @Test
    void aValueMayBeEmpty() {
        memory.put(0, "name");

        call("state_set", 0, 4, 0, 0);

        assertThat(call("state_get", 0, 4, OUT, 64)).isZero();
    }

    @Test
    void aNameWithoutAValueIsNotFound() {
        memory.put(0, "name");

        assertThat(call("state_get", 0, 4, OUT, 64)).isEqualTo(-1);
        assertThat(call("state_delete", 0, 4)).isEqualTo(-1);
    }

    @Test
    void whatWasDeletedIsGone() {
        memory.put(0, "name");
        call("state_set", 0, 4, 0, 4);

        assertThat(call("state_delete", 0, 4)).isZero();

        assertThat(call("state_get", 0, 4, OUT, 64)).isEqualTo(-1);
    }

    @Test
    void aBufferThatIsTooSmallIsToldTheSize() {
        memory.put(0, "name");
        call("state_set", 0, 4, 0, 4);

        assertThat(call("state_get", 0, 4, OUT, 3)).isEqualTo(-(4 + 1));
        assertThat(memory.readInt(OUT)).isZero();
    }

    @Test
    void namesAreListedEachBehindItsLength() {
        keep("b", "a/1", "a/22");
        memory.put(0, "a/");

        assertThat(call("state_list", 0, 2, 0, 0, OUT, 64)).isEqualTo(9);
        assertThat(memory.text(OUT, 9)).isEqualTo("\3a/1\4a/22");
    }

    @Test
    void aListGoesOnBehindTheNameThatWasTheLast() {
        keep("a", "b", "c");
        memory.put(0, "b");

        assertThat(call("state_list", 0, 0, 0, 0, OUT, 5)).isEqualTo(4);
        assertThat(memory.text(OUT, 4)).isEqualTo("\1a\1b");
        assertThat(call("state_list", 0, 0, 0, 1, OUT, 5)).isEqualTo(2);
        assertThat(memory.text(OUT, 2)).isEqualTo("\1c");
        memory.put(0, "c");
        assertThat(call("state_list", 0, 0, 0, 1, OUT, 5)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4})
    void aBufferThatDoesNotTakeOneNameIsToldTheSize(long capacity) {
        keep("name", "next");

        assertThat(call("state_list", 0, 0, 0, 0, OUT, capacity)).isEqualTo(-(5 + 1));
        assertThat(memory.readInt(OUT)).isZero();
    }

    @Test
    void aListThatIsEmptyIsNoBytesWhateverTheBuffer() {
        assertThat(call("state_list", 0, 0, 0, 0, OUT, 0)).isZero();
    }

    @Test
    void whereTheTenantHasItsShareTheGuestIsTold() {
        var full = memory.guest(TestingContexts.context(TestingLimits.state(9, 9, 99, 1)));
        memory.put(0, "name");

        assertThat(call(full, "state_set", 0, 4, 0, 4)).isEqualTo(-1);
        assertThat(full.effects().endState(true).writes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 129, 0x7fff_ffffL, 0xffff_ffffL})
    void aNameThatIsNoneEndsTheJob(long length) {
        assertStopped(ErrorCode.HOST_CALL_INVALID, () -> call("state_set", 0, length, 0, 1));
        assertStopped(ErrorCode.HOST_CALL_INVALID, () -> call("state_get", 0, length, OUT, 1));
        assertStopped(ErrorCode.HOST_CALL_INVALID, () -> call("state_delete", 0, length));
    }

    @Test
    void aValueThatIsTooLargeMeetsTheLimit() {
        var tight = memory.guest(TestingContexts.context(TestingLimits.state(3, 9, 99, 999)));
        memory.put(0, "name");

        assertStopped(ErrorCode.STATE_TOO_LARGE, () -> call(tight, "state_set", 0, 4, 0, 4));
    }

    @Test
    void aJobWithoutAKeyHasNoState() {
        var keyless = memory.guest(withKey(Optional.empty()));
        memory.put(0, "name");

        var stopped =
                assertStopped(
                        ErrorCode.STATE_WITHOUT_KEY,
                        () -> call(keyless, "state_get", 0, 4, OUT, 9));
        assertThat(stopped.detail()).contains("its record has no key (expected: a key of");
        assertStopped(ErrorCode.STATE_WITHOUT_KEY, () -> call(keyless, "state_set", 0, 4, 0, 1));
        assertStopped(ErrorCode.STATE_WITHOUT_KEY, () -> call(keyless, "state_delete", 0, 4));
        assertStopped(
                ErrorCode.STATE_WITHOUT_KEY, () -> call(keyless, "state_list", 0, 0, 0, 0, OUT, 9));
    }

    @Test
    void norHasOneWhoseKeyIsTooLong() {
        var key = Payload.takingOver(new byte[1_025]);
        var wordy = memory.guest(withKey(Optional.of(key)));
        memory.put(0, "name");

        var stopped =
                assertStopped(
                        ErrorCode.STATE_WITHOUT_KEY, () -> call(wordy, "state_get", 0, 4, OUT, 9));
        assertThat(stopped.detail())
                .contains("a key of 1025 bytes (expected: a key of at most 1024");
    }

    private static JobContext withKey(Optional<Payload> key) {
        var job = TestingContexts.context();
        return new JobContext(
                job.request(),
                key,
                job.digest(),
                job.policy(),
                job.attempt(),
                job.startedAt(),
                job.origin());
    }

    private void keep(String... names) {
        for (var name : names) {
            guest.effects().state().put(new StateName(name), Payload.EMPTY);
        }
    }

    private static JobStopped assertStopped(ErrorCode code, ThrowingCallable call) {
        var stopped = catchThrowableOfType(JobStopped.class, call);

        assertThat(stopped.code()).isEqualTo(code);
        return stopped;
    }

    private long call(String name, long... arguments) {
        return call(guest, name, arguments);
    }

    private static long call(Guest caller, String name, long... arguments) {
        var index = FUNCTIONS.indexOf(Capabilities.MODULE, name).orElseThrow();
        return FUNCTIONS.at(index).call().answer(caller, arguments);
    }
}
