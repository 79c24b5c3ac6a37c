package dev.pointsman.worker.sandbox;

import static dev.pointsman.worker.testing.TestingContexts.ACME;
import static dev.pointsman.worker.testing.TestingContexts.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What was looked at last for each tenant. */
class LatestLooksTest {
    private static final ModuleDigest ONE = ModuleDigest.of(Payload.ofUtf8("one"));
    private static final ModuleDigest OTHER = ModuleDigest.of(Payload.ofUtf8("other"));
    private static final TenantId UMBRELLA = new TenantId("umbrella");

    private static final Admission FOUND =
            new Admission.Refused(ErrorCode.MODULE_REFUSED, "some sentence");

    /** Room for two. */
    private final LatestLooks looks = new LatestLooks(2L * FOUND.bytes() + 1);

    @Test
    void eachTenantHasItsOwn() {
        looks.add(ACME, ONE, found());
        looks.add(GLOBEX, OTHER, found());

        assertThat(looks.of(ACME, ONE)).isPresent();
        assertThat(looks.of(GLOBEX, OTHER)).isPresent();
        assertThat(looks.of(ACME, OTHER)).isEmpty();
        assertThat(looks.of(GLOBEX, ONE)).isEmpty();
    }

    @Test
    void onlyTheLast() {
        looks.add(ACME, ONE, found());
        looks.add(ACME, OTHER, found());

        assertThat(looks.of(ACME, ONE)).isEmpty();
        assertThat(looks.of(ACME, OTHER)).isPresent();
    }

    @Test
    void whatIsUnderWayIsNotKnown() {
        var underWay = new CompletableFuture<Admission>();
        looks.add(ACME, ONE, underWay);

        assertThat(looks.of(ACME, ONE)).isEmpty();
        underWay.complete(FOUND);
        assertThat(looks.of(ACME, ONE)).isPresent();
    }

    @Test
    void theOldestGoesWhenThereIsNoRoom() {
        looks.add(ACME, ONE, found());
        looks.add(GLOBEX, ONE, found());
        looks.add(UMBRELLA, ONE, found());
        looks.add(new TenantId("initech"), ONE, found());

        assertThat(looks.of(ACME, ONE)).isEmpty();
        assertThat(looks.of(GLOBEX, ONE)).isPresent();
        assertThat(looks.of(UMBRELLA, ONE)).isPresent();
    }

    @Test
    void theNewestStaysWhateverItTakes() {
        var small = new LatestLooks(0);
        small.add(ACME, ONE, found());

        assertThat(small.of(ACME, ONE)).isPresent();
        small.add(GLOBEX, OTHER, found());
        assertThat(small.of(ACME, ONE)).isEmpty();
        assertThat(small.of(GLOBEX, OTHER)).isPresent();
    }

    /** One that is asked for takes nothing yet, so that it is looked at again when it has ended. */
    @Test
    void whatEndsLaterIsNoRoomEither() {
        var small = new LatestLooks(0);
        var first = new CompletableFuture<Admission>();
        var second = new CompletableFuture<Admission>();
        small.add(ACME, ONE, first);
        small.add(GLOBEX, OTHER, second);

        first.complete(FOUND);
        second.complete(FOUND);

        assertThat(small.of(ACME, ONE)).isEmpty();
        assertThat(small.of(GLOBEX, OTHER)).isPresent();
    }

    @Test
    void whatCouldNotBeReadIsToldOnce() {
        looks.add(ACME, ONE, CompletableFuture.completedFuture(Modules.UNREADABLE));

        assertThat(looks.of(ACME, ONE)).isPresent();
        assertThat(looks.of(ACME, ONE)).isEmpty();
    }

    private static CompletableFuture<Admission> found() {
        return CompletableFuture.completedFuture(FOUND);
    }
}
