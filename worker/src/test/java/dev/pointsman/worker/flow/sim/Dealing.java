package dev.pointsman.worker.flow.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who of a group's members is to have which partitions. */
@FunctionalInterface
interface Dealing {
    Map<String, Set<Integer>> deal(Set<String> members);

    /** Each partition to anyone, which moves more of them than any real assignor does. */
    static Dealing byChance(Dice dice, int partitions) {
        return members -> deal(dice, partitions, List.copyOf(members));
    }

    /** The same, with the partition in the member's hand. */
    static Map<String, Set<Integer>> moved(
            Map<String, Set<Integer>> hands, int partition, String member) {
        var moved = new HashMap<String, Set<Integer>>();
        hands.forEach((name, hand) -> moved.put(name, new TreeSet<>(hand)));
        moved.values().forEach(hand -> hand.remove(partition));
        moved.computeIfAbsent(member, _ -> new TreeSet<>()).add(partition);
        return moved;
    }

    private static Map<String, Set<Integer>> deal(Dice dice, int partitions, List<String> members) {
        var hands = new HashMap<String, Set<Integer>>();
        for (var partition = 0; partition < partitions && !members.isEmpty(); partition++) {
            hands.computeIfAbsent(dice.oneOf(members), _ -> new TreeSet<>()).add(partition);
        }
        return hands;
    }
}
