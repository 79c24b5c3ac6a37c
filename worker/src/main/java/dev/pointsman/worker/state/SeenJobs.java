package dev.pointsman.worker.state;

import dev.pointsman.contracts.SeenJob;
import dev.pointsman.contracts.SeenKey;
import dev.pointsman.contracts.TenantId;
import java.time.Instant;
import java.util.ArrayList;
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
    private final Map<TenantId, LinkedHashMap<SeenKey, SeenJob>> tenants = new HashMap<>();

    /** Forgotten, and still on the topic; they have their room still. */
    private final LinkedHashSet<SeenKey> spent = new LinkedHashSet<>();

    SeenJobs(SeenRoom room) {
        this.room = room;
    }

    Optional<SeenJob> find(SeenKey key) {
        return Optional.ofNullable(tenants.get(key.tenant())).map(jobs -> jobs.get(key));
    }

    /**
     * It stands on the topic. If the worker has no room for it, one that is of no use goes, or else
     * the tenant's own oldest: no tenant makes another's forgotten.
     *
     * @param now jobs that count up to an earlier moment are over
     */
    void remember(SeenKey key, SeenJob job, Instant now) {
        forget(key);
        var jobs = tenants.computeIfAbsent(key.tenant(), _ -> new LinkedHashMap<>());
        while (!jobs.isEmpty() && (isOver(jobs, now) || jobs.size() >= MOST_OF_A_TENANT)) {
            spent.add(jobs.pollFirstEntry().getKey());
        }
        if (room.take() || isReplaceable(jobs, now)) {
            jobs.put(key, job);
        }
        if (jobs.isEmpty()) {
            tenants.remove(key.tenant());
        }
    }

    private boolean isReplaceable(SequencedMap<SeenKey, SeenJob> jobs, Instant now) {
        if (!spent.isEmpty()) {
            spent.removeFirst();
            return true;
        }
        return tenants.values().stream()
                        .anyMatch(it -> isOver(it, now) && it.pollFirstEntry() != null)
                || jobs.pollFirstEntry() != null;
    }

    private static boolean isOver(SequencedMap<SeenKey, SeenJob> jobs, Instant now) {
        return !jobs.isEmpty() && jobs.firstEntry().getValue().until().isBefore(now);
    }

    /** There is nothing of it on the topic. */
    void forget(SeenKey key) {
        var jobs = tenants.get(key.tenant());
        var wasKept = jobs != null && jobs.remove(key) != null;
        if (wasKept || spent.remove(key)) {
            room.giveBack(1);
        }
    }

    /**
     * Takes some of those that are to go from the topic; where there is no room for the next, the
     * tenant's own oldest goes for it.
     *
     * @param isComing whether another job of that name is under way, whose record goes over it
     */
    List<SeenKey> takeSpent(TenantId tenant, int most, Predicate<SeenKey> isComing) {
        if (spent.isEmpty() && room.isFull()) {
            Optional.ofNullable(tenants.get(tenant))
                    .map(SequencedMap::pollFirstEntry)
                    .ifPresent(oldest -> spent.add(oldest.getKey()));
        }
        var taken = new ArrayList<SeenKey>();
        while (taken.size() < most && !spent.isEmpty()) {
            var key = spent.removeFirst();
            if (isComing.test(key)) {
                room.giveBack(1);
            } else {
                taken.add(key);
            }
        }
        return taken;
    }

    /** These are on the topic still. */
    void putBack(SequencedCollection<SeenKey> keys) {
        keys.forEach(spent::add);
    }

    /** These are not any more. */
    void gone(SequencedCollection<SeenKey> keys) {
        room.giveBack(keys.size());
    }

    /** The partition is not ours any more. */
    void close() {
        var kept = tenants.values().stream().mapToInt(Map::size).sum();
        room.giveBack(kept + spent.size());
        tenants.clear();
        spent.clear();
    }
}
