package dev.pointsman.it.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultDeckTest {
    @Test
    void theSameSeedDealsTheSameFaults() {
        assertThat(deal(7, 60)).isEqualTo(deal(7, 60)).isNotEqualTo(deal(8, 60));
    }

    @Test
    void oneDeckHasEveryKind() {
        var kinds = deal(1, FaultKind.all().size()).stream().map(Fault::kind).toList();

        assertThat(kinds).contains(FaultKind.values());
    }

    @Test
    void theFirstFaultSurelyHitsATransaction() {
        assertThat(deal(3, 1).getFirst().kind()).isEqualTo(FaultKind.KILL_AT_OFFSETS_SENT);
    }

    @Test
    void aTimeByTheDiceStaysWithinItsBounds() {
        assertThat(deal(5, 200))
                .allSatisfy(fault ->
                        assertThat(fault.millisBetween(300, 2_500)).isBetween(300L, 2_500L));
    }

    @Test
    void everyFifthKillIsLeftAlone() {
        var kills = deal(2, 230).stream().filter(fault -> fault.kind().isKill()).toList();

        assertThat(kills.stream().filter(Fault::isAlone)).hasSize(kills.size() / 5);
        assertThat(deal(2, 230).stream().filter(Fault::isAlone))
                .allMatch(fault -> fault.kind().isKill());
    }

    private static List<Fault> deal(long seed, int count) {
        var deck = new FaultDeck(FaultKind.all(), seed);
        return Stream.generate(deck::next).limit(count).toList();
    }
}
