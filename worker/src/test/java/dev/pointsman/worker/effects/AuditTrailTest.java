package dev.pointsman.worker.effects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is kept of the calls a guest makes. */
class AuditTrailTest {
    private final AuditTrail trail = new AuditTrail();

    /** A letter that cannot be printed becomes six, and the target was cut before that. */
    @Test
    void aTargetIsCutAsItIsTold() {
        trail.begin();
        trail.about("\u0001".repeat(256));
        trail.allowed("config/v1/get", -1, 5);

        assertThat(trail.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.target()).isEqualTo("\\u0001".repeat(42)));
    }

    @Test
    void aTargetThatIsShortEnoughIsToldWhole() {
        trail.begin();
        trail.about("t".repeat(256));
        trail.allowed("config/v1/get", -1, 5);

        assertThat(trail.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.target()).isEqualTo("t".repeat(256)));
    }
}
