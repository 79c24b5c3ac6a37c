package dev.pointsman.worker.state;

import dev.pointsman.contracts.SeenJob;
import dev.pointsman.contracts.SeenKey;
import dev.pointsman.contracts.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * The jobs of one partition that are remembered, as is committed: each tenant's so many, the oldest
 * of which are forgotten early when there are more. What is forgotten stands on the topic until a
 * later transaction takes it out. For whoever holds its monitor.
 */
final class SeenJobs {
    /** So many of one tenant, in one partition. */
    static final int MOST_OF_A_TENANT = 10_000;

    private final SeenRoom room;
    private final Map<TenantId, SequencedMap<SeenKey, SeenJob>> tenants = new HashMap<>();

    /** Forgotten, and still on the topic; they have their room still. */
    private final LinkedHashSet<SeenKey> spent = new LinkedHashSet<>();

    /** How many there are, those that are forgotten included. */
    private int held;

    /** How many were forgotten before they were over. */
    private long early;

    SeenJobs(SeenRoom room) {
        this.room = room;
        room.open();
    }

    /** Whether any of the tenant's are remembered. */
    boolean isAnyOf(TenantId tenant) {
        return tenants.containsKey(tenant);
    }

    Optional<SeenJob> find(SeenKey key) {
        return Optional.ofNullable(tenants.get(key.tenant())).map(jobs -> jobs.get(key));
    }

    /**
     * It stands on the topic. If there is no room for it, one that is of no use goes, or else the
     * oldest of whoever has most.
     *
     * @param now jobs that count up to an earlier moment are over
     */
    void remember(SeenKey key, SeenJob job, Instant now) {
        forget(key);
        var jobs = tenants.computeIfAbsent(key.tenant(), _ -> new LinkedHashMap<>());
        while (!jobs.isEmpty() && (isOver(jobs, now) || jobs.size() >= MOST_OF_A_TENANT)) {
            spent.add(forgetOldest(jobs));
        }
        if (takesRoom() || isReplaceable(jobs, now)) {
            jobs.put(key, job);
        } else {
            isForgotten(job);
        }
        if (jobs.isEmpty()) {
            tenants.remove(key.tenant());
        }
    }

    private boolean takesRoom() {
        var hasRoom = room.take(held);
        held += hasRoom ? 1 : 0;
        return hasRoom;
    }

    private boolean isReplaceable(SequencedMap<SeenKey, SeenJob> jobs, Instant now) {
        if (!spent.isEmpty()) {
            spent.removeFirst();
            return true;
        }
        return tenants.values().stream()
                        .anyMatch(it -> isOver(it, now) && it.pollFirstEntry() != null)
                || isReplacedBy(giving(jobs));
    }

    private boolean isReplacedBy(SequencedMap<SeenKey, SeenJob> giving) {
        if (giving.isEmpty()) {
            return false;
        }
        forgetOldest(giving);
        return true;
    }

    private SeenKey forgetOldest(SequencedMap<SeenKey, SeenJob> jobs) {
        var oldest = jobs.pollFirstEntry();
        isForgotten(oldest.getValue());
        return oldest.getKey();
    }

    private void isForgotten(SeenJob job) {
        early += room.figures().isForgottenEarly(job) ? 1 : 0;
    }

    /** How many were forgotten, or never remembered, before they were over. */
    long forgottenEarly() {
        return early;
    }

    /**
     * Whose oldest goes for another of these: their own, unless somebody has more, so that no
     * tenant with many makes one with few forgotten.
     */
    private SequencedMap<SeenKey, SeenJob> giving(SequencedMap<SeenKey, SeenJob> jobs) {
        if ((long) jobs.size() * tenants.size() >= held) {
            return jobs;
        }
        return tenants.values().stream()
                .filter(other -> other.size() > jobs.size() + 1)
                .max(Comparator.comparingInt(Map::size))
                .orElse(jobs);
    }

    private static boolean isOver(SequencedMap<SeenKey, SeenJob> jobs, Instant now) {
        return !jobs.isEmpty() && jobs.firstEntry().getValue().until().isBefore(now);
    }

    /** There is nothing of it on the topic. */
    void forget(SeenKey key) {
        var jobs = tenants.get(key.tenant());
        var wasKept = jobs != null && jobs.remove(key) != null;
        if (wasKept || spent.remove(key)) {
            giveBack(1);
        }
    }

    private void giveBack(int jobs) {
        held -= jobs;
        room.giveBack(jobs);
    }

    /**
     * Takes some of those that are to go from the topic; where there is no room for the next, the
     * oldest of whoever has most goes for it.
     *
     * @param isComing whether another job of that name is under way, whose record goes over it
     */
    List<SeenKey> takeSpent(TenantId tenant, int most, Predicate<SeenKey> isComing) {
        makeRoom(tenant);
        var taken = new ArrayList<SeenKey>();
        while (taken.size() < most && !spent.isEmpty()) {
            var key = spent.removeFirst();
            if (isComing.test(key)) {
                giveBack(1);
            } else {
                taken.add(key);
            }
        }
        return taken;
    }

    private void makeRoom(TenantId tenant) {
        var excess = room.excess(held) - spent.size();
        if (excess <= 0) {
            return;
        }
        var own = tenants.getOrDefault(tenant, new LinkedHashMap<>());
        for (; excess > 0; excess--) {
            var giving = giving(own);
            if (!giving.isEmpty()) {
                spent.add(forgetOldest(giving));
            }
        }
    }

    /** These are on the topic still. */
    void putBack(SequencedCollection<SeenKey> keys) {
        keys.forEach(spent::add);
    }

    /** These are not any more. */
    void gone(SequencedCollection<SeenKey> keys) {
        giveBack(keys.size());
    }

    /** The partition is not ours any more. */
    void close() {
        room.close(held);
        held = 0;
        tenants.clear();
        spent.clear();
    }
}
