package dev.pointsman.worker.flow.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The new protocol (KIP-848, KIP-1251), as broker 4.4.0 has it. A member stays in its epoch as long
 * as it has partitions to give up, and that may be several times in a row: those it gave up first
 * may have a new owner while its epoch is what it was.
 */
final class ConsumerGroup implements Group {
    private final Map<String, Member> members = new TreeMap<>();
    private final Dealing dealing;
    private Map<String, Set<Integer>> target = Map.of();
    private int epoch;

    ConsumerGroup(Dealing dealing) {
        this.dealing = dealing;
    }

    @Override
    public void join(String member) {
        members.put(member, new Member());
        rebalance();
    }

    @Override
    public void remove(String member) {
        members.remove(member);
        rebalance();
    }

    @Override
    public void rebalance() {
        epoch++;
        target = dealing.deal(members.keySet());
    }

    @Override
    public void move(int partition, String member) {
        epoch++;
        target = Dealing.moved(target, partition, member);
    }

    @Override
    public List<String> members() {
        return List.copyOf(members.keySet());
    }

    @Override
    public Optional<Membership> heartbeat(String name, Set<Integer> owned) {
        var known = Optional.ofNullable(members.get(name));
        known.filter(member -> !member.stillOwnsWhatItRevokes(owned))
                .ifPresent(member -> reconcile(name, member, owned));
        return known.map(member -> new Membership(member.epoch, member.assigned.keySet()));
    }

    private void reconcile(String name, Member member, Set<Integer> owned) {
        var wanted = target.getOrDefault(name, Set.of());
        member.revoke(wanted);
        if (member.stillOwnsWhatItRevokes(owned)) {
            return;
        }
        member.revoking.clear();
        member.epoch = epoch;
        wanted.stream()
                .filter(this::isFree)
                .forEach(partition -> member.assigned.put(partition, epoch));
    }

    private boolean isFree(int partition) {
        return members.values().stream().noneMatch(member -> member.holds(partition));
    }

    /** The member's own epoch is taken for whatever partition; an older one only for its own. */
    @Override
    public boolean accepts(Voucher voucher, Set<Integer> partitions) {
        return Optional.ofNullable(members.get(voucher.member()))
                .filter(member -> member.accepts(voucher.epoch(), partitions))
                .isPresent();
    }

    @Override
    public boolean owns(String name, Set<Integer> partitions) {
        return Optional.ofNullable(members.get(name))
                .filter(member -> partitions.stream().allMatch(member::holds))
                .isPresent();
    }

    /** A member, with the epochs since when its partitions are its own. */
    private static final class Member {
        private final Map<Integer, Integer> assigned = new HashMap<>();
        private final Map<Integer, Integer> revoking = new HashMap<>();
        private int epoch;

        /** What was given up before this is free. */
        void revoke(Set<Integer> wanted) {
            revoking.clear();
            revoking.putAll(assigned);
            revoking.keySet().removeAll(wanted);
            assigned.keySet().retainAll(wanted);
        }

        boolean stillOwnsWhatItRevokes(Set<Integer> owned) {
            return revoking.keySet().stream().anyMatch(owned::contains);
        }

        boolean holds(int partition) {
            return assigned.containsKey(partition) || revoking.containsKey(partition);
        }

        boolean accepts(int shown, Set<Integer> partitions) {
            return shown == epoch
                    || shown < epoch
                            && partitions.stream().allMatch(partition -> since(partition) <= shown);
        }

        private int since(int partition) {
            return assigned.getOrDefault(
                    partition, revoking.getOrDefault(partition, Integer.MAX_VALUE));
        }
    }
}
