package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lane is one tenant's and one key's, also where hashes say that two are the same. */
class LaneTest {
    private static final Lane LANE = lane("c0", "key");

    @Test
    void jobsOfTheSameTenantAndKeyShareOne() {
        assertThat(lane("c0", "key")).isEqualTo(LANE).hasSameHashCodeAs(LANE);
    }

    @Test
    void anotherTenantOrKeyHasAnother() {
        assertThat(lane("an", "key")).hasSameHashCodeAs(LANE).isNotEqualTo(LANE);
        assertThat(lane("c0", "kfZ")).hasSameHashCodeAs(LANE).isNotEqualTo(LANE);
    }

    /** A map looks at all that share a hash, one after another, unless they have an order. */
    @Test
    void lanesThatShareTheirHashHaveAnOrder() {
        var lanes = new ArrayList<>(List.of(lane("c0", "kfZ"), LANE, lane("an", "key")));

        Collections.sort(lanes);

        assertThat(lanes).containsExactly(lane("an", "key"), LANE, lane("c0", "kfZ"));
        assertThat(LANE).isEqualByComparingTo(lane("c0", "key"));
        assertThat(Comparable.class).isAssignableFrom(LanePlace.class);
    }

    @Test
    void theSameOfAnotherClaimIsAnotherPlace() {
        var claim = new Claim(Progress.upTo(0));

        assertThat(new LanePlace(claim, LANE))
                .isEqualTo(new LanePlace(claim, lane("c0", "key")))
                .hasSameHashCodeAs(new LanePlace(claim, lane("c0", "key")))
                .isNotEqualTo(new LanePlace(claim, lane("an", "key")))
                .isNotEqualTo(new LanePlace(new Claim(Progress.upTo(0)), LANE));
    }

    private static Lane lane(String tenant, String key) {
        return new Lane(new TenantId(tenant), Payload.ofUtf8(key));
    }
}
