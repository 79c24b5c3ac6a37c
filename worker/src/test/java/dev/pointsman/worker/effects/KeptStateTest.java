package dev.pointsman.worker.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateName;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.state.ClaimState;
import dev.pointsman.worker.state.StateWrite;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingStates;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a job keeps, and how much it may. */
class KeptStateTest {
    private static final StateName A = new StateName("a");
    private static final StateName B = new StateName("b");

    private final ClaimState states = TestingStates.empty();

    @Test
    void aJobSeesItsOwnWrites() {
        var state = effects().state();

        assertThat(state.find(A)).isEmpty();
        state.put(A, bytes("1"));
        assertThat(state.find(A)).contains(bytes("1"));
        state.put(A, bytes("2"));
        assertThat(state.find(A)).contains(bytes("2"));
        assertThat(state.delete(A)).isTrue();

        assertThat(state.find(A)).isEmpty();
        assertThat(state.delete(A)).isFalse();
    }

    @Test
    void theNextJobSeesThemIfItEndedWell() {
        var first = effects();
        first.state().put(A, bytes("1"));

        first.endState(true);

        assertThat(effects().state().find(A)).contains(bytes("1"));
    }

    @Test
    void andNothingOfThemIfNot() {
        var first = effects();
        first.state().put(A, bytes("1"));

        first.endState(false);

        assertThat(effects().state().find(A)).isEmpty();
    }

    @Test
    void eachNameIsWrittenOnceHoweverOftenItIsSet() {
        var effects = effects();
        effects.state().put(B, bytes("1"));
        effects.state().put(A, bytes("1"));
        effects.state().put(B, bytes("2"));

        assertThat(effects.endState(true).writes())
                .containsExactly(
                        new StateWrite(A, Optional.of(bytes("1"))),
                        new StateWrite(B, Optional.of(bytes("2"))));
    }

    @Test
    void aJobThatOnlyLooksWritesNothing() {
        var effects = effects();
        effects.state().find(A);
        effects.state().delete(A);

        assertThat(effects.endState(true).writes()).isEmpty();
    }

    @Test
    void namesAreFoundByHowTheyBegin() {
        var first = effects();
        List.of("a", "a/1", "a/2", "b", "a/3")
                .forEach(it -> first.state().put(new StateName(it), bytes("x")));
        first.endState(true);
        var state = effects().state();
        state.delete(new StateName("a/2"));
        state.put(new StateName("a/0"), bytes("x"));

        assertThat(names(state, "a/", "", 9)).containsExactly("a/0", "a/1", "a/3");
        assertThat(names(state, "a", "", 9)).containsExactly("a", "a/0", "a/1", "a/3");
        assertThat(names(state, "", "", 9)).containsExactly("a", "a/0", "a/1", "a/3", "b");
        assertThat(names(state, "a/", "a/0", 1)).containsExactly("a/1");
        assertThat(names(state, "a/", "a", 1)).containsExactly("a/0");
        assertThat(names(state, "a/", "a/3", 9)).isEmpty();
        assertThat(names(state, "a/", "b", 9)).isEmpty();
        assertThat(names(state, "c", "", 9)).isEmpty();
    }

    @Test
    void aValueThatIsTooLargeEndsTheJob() {
        var state = effects(TestingLimits.state(3, 9, 99, 9_999)).state();
        state.put(A, bytes("123"));

        assertTooLarge(() -> state.put(A, bytes("1234")), "max-state-value-bytes: 3");
    }

    @Test
    void tooManyNamesEndTheJob() {
        var state = effects(TestingLimits.state(3, 1, 99, 9_999)).state();
        state.put(A, bytes("1"));
        state.put(A, bytes("2"));

        assertTooLarge(() -> state.put(B, bytes("1")), "more of its state than 1 names");
    }

    @Test
    void tooManyBytesEndTheJob() {
        var state = effects(TestingLimits.state(9, 9, 5, 9_999)).state();
        state.put(A, bytes("1234"));
        state.put(A, bytes("12"));

        assertTooLarge(() -> state.put(B, bytes("12")), "more of its state than 5 bytes");
    }

    @Test
    void whereATenantHasItsShareNothingChanges() {
        var state = effects(TestingLimits.state(99, 9, 999, 500)).state();

        assertThat(state.put(A, bytes("1"))).isTrue();
        assertThat(state.put(B, bytes("1"))).isFalse();
        assertThat(state.put(A, bytes("x".repeat(99)))).isFalse();

        assertThat(state.find(A)).contains(bytes("1"));
        assertThat(state.find(B)).isEmpty();
    }

    @Test
    void whatIsDeletedMakesRoomInTheSameJob() {
        var state = effects(TestingLimits.state(99, 9, 999, 500)).state();
        state.put(A, bytes("1"));

        state.delete(A);

        assertThat(state.put(B, bytes("1"))).isTrue();
    }

    private static List<String> names(KeptState state, String prefix, String after, int max) {
        var behind = Optional.of(after).filter(it -> !it.isEmpty()).map(StateName::new);
        return state.names(prefix, behind, max).stream().map(StateName::value).toList();
    }

    private static void assertTooLarge(ThrowingCallable write, String detail) {
        var stopped = catchThrowableOfType(JobStopped.class, write);

        assertThat(stopped.code()).isEqualTo(ErrorCode.STATE_TOO_LARGE);
        assertThat(stopped.detail()).contains(detail);
    }

    private Effects effects() {
        return effects(TestingLimits.ROOMY);
    }

    private Effects effects(Limits limits) {
        return TestingStates.effects(TestingContexts.context(limits), states);
    }

    private static Payload bytes(String text) {
        return Payload.ofUtf8(text);
    }
}
