package dev.pointsman.worker.flow.sim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The classic protocol with cooperative assignment. All members are in one generation, and only
 * that is taken. A partition that moves is withheld from its new owner until its old one has
 * rejoined without it.
 */
final class ClassicGroup implements Group {
    private final Map<String, Member> members = new TreeMap<>();
    private final Set<Integer> withheld = new TreeSet<>();
    private final Dealing dealing;
    private Map<String, Set<Integer>> target = Map.of();
    private boolean preparing;
    private int generation;

    ClassicGroup(Dealing dealing) {
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
        target = dealing.deal(members.keySet());
        prepare();
    }

    @Override
    public void move(int partition, String member) {
        target = Dealing.moved(target, partition, member);
        prepare();
    }

    /** From now on until all have rejoined nothing changes for anybody. */
    private void prepare() {
        if (!preparing) {
            preparing = true;
            members.values().forEach(member -> member.joined = false);
        }
    }

    @Override
    public List<String> members() {
        return List.copyOf(members.keySet());
    }

    @Override
    public Optional<Membership> heartbeat(String name, Set<Integer> owned) {
        var known = Optional.ofNullable(members.get(name));
        known.ifPresent(member -> hear(member, owned));
        return known.map(Member::membership);
    }

    private void hear(Member member, Set<Integer> owned) {
        member.owned = Set.copyOf(owned);
        member.joined = true;
        if (preparing && members.values().stream().allMatch(other -> other.joined)) {
            complete();
        }
        if (!preparing) {
            member.generation = generation;
            member.synced = member.assigned;
            followUp();
        }
    }

    private void complete() {
        preparing = false;
        generation++;
        withheld.clear();
        members.forEach((name, member) ->
                member.assigned = give(member, target.getOrDefault(name, Set.of())));
    }

    private Set<Integer> give(Member member, Set<Integer> wanted) {
        var given = new TreeSet<>(wanted);
        given.removeIf(partition -> isOwnedByAnother(member, partition));
        wanted.stream().filter(partition -> !given.contains(partition)).forEach(withheld::add);
        return given;
    }

    private boolean isOwnedByAnother(Member member, int partition) {
        return members.values().stream()
                .anyMatch(other -> other != member && other.owned.contains(partition));
    }

    private void followUp() {
        var areFree =
                members.values().stream()
                        .flatMap(member -> member.owned.stream())
                        .noneMatch(withheld::contains);
        if (!withheld.isEmpty() && areFree) {
            prepare();
        }
    }

    @Override
    public boolean accepts(Voucher voucher, Set<Integer> partitions) {
        return members.containsKey(voucher.member()) && voucher.epoch() == generation;
    }

    @Override
    public boolean owns(String name, Set<Integer> partitions) {
        return Optional.ofNullable(members.get(name))
                .filter(member -> partitions.stream().allMatch(member::holds))
                .isPresent();
    }

    /** A member, as it last said it was, and as it will be told it is. */
    private static final class Member {
        private Set<Integer> owned = Set.of();
        private Set<Integer> assigned = Set.of();
        private Set<Integer> synced = Set.of();
        private boolean joined;
        private int generation;

        boolean holds(int partition) {
            return owned.contains(partition) || assigned.contains(partition);
        }

        Membership membership() {
            return new Membership(generation, synced);
        }
    }
}
