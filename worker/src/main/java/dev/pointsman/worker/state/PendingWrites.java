package dev.pointsman.worker.state;

import dev.pointsman.contracts.StateScope;
import java.util.List;
import java.util.Optional;

/** What a job has written that ended well, until it is known whether it is committed. */
public interface PendingWrites {
    /** Those of a job that wrote nothing. */
    PendingWrites NONE = new None();

    /** Whose they are; nobody's if there are none. */
    Optional<StateScope> scope();

    /** In the order of their names. */
    List<StateWrite> writes();

    /** They are committed. */
    void commit();

    /**
     * They will never be committed, while those of other jobs will.
     *
     * @return whether nobody has seen them; if not, they are still there, and the jobs that come
     *     after are not to be committed either
     */
    boolean withdraw();

    /** Nothing at all. */
    final class None implements PendingWrites {
        private None() {}

        @Override
        public Optional<StateScope> scope() {
            return Optional.empty();
        }

        @Override
        public List<StateWrite> writes() {
            return List.of();
        }

        @Override
        public void commit() {}

        @Override
        public boolean withdraw() {
            return true;
        }
    }
}
