package dev.pointsman.worker.state;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What is below, with changes laid over it. Owned by whoever made it. */
public final class Overlay implements StateView {
    private final StateView below;
    private final TreeMap<StateName, Optional<Payload>> changes = new TreeMap<>();

    public Overlay(StateView below) {
        this.below = below;
    }

    @Override
    public Optional<Payload> find(StateName name) {
        var change = changes.get(name);
        return change == null ? below.find(name) : change;
    }

    @Override
    public Optional<StateName> next(Optional<StateName> before) {
        var next = nearest(before);
        while (next.isPresent() && isGone(next.get())) {
            next = nearest(next);
        }
        return next;
    }

    /** The next name of either, also if that has been taken out up here. */
    private Optional<StateName> nearest(Optional<StateName> before) {
        var changed = nextChanged(before);
        var other = below.next(before);
        return other.isEmpty() || (changed.isPresent() && changed.get().compareTo(other.get()) <= 0)
                ? changed
                : other;
    }

    private Optional<StateName> nextChanged(Optional<StateName> before) {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        return before.isPresent()
                ? Optional.ofNullable(changes.higherKey(before.get()))
                : Optional.of(changes.firstKey());
    }

    private boolean isGone(StateName name) {
        var change = changes.get(name);
        return change != null && change.isEmpty();
    }

    /** From here on this is what is seen, whatever is below. */
    public void put(StateWrite write) {
        changes.put(write.name(), write.value());
    }

    /** From here on what is below is seen. */
    void drop(StateName name) {
        changes.remove(name);
    }

    /** What was changed of this name, if it was. */
    public Optional<StateWrite> change(StateName name) {
        return Optional.ofNullable(changes.get(name)).map(value -> new StateWrite(name, value));
    }

    /** How many names were changed. */
    public int size() {
        return changes.size();
    }

    /** All changes, in the order of their names. */
    public List<StateWrite> changes() {
        var all = new ArrayList<StateWrite>();
        changes.forEach((name, value) -> all.add(new StateWrite(name, value)));
        return all;
    }
}
