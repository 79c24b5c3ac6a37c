package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.runtime.Memory;

/**
 * A memory of one thread: nobody to lock out, to wait for or to wake. Admission refuses the
 * instructions that would ask for it.
 */
@SuppressWarnings("removal")
interface UnsharedMemory extends Memory {
    @Override
    default boolean shared() {
        return false;
    }

    @Override
    default Object lock(int address) {
        throw new UnsupportedOperationException("atomic access to a memory of one thread");
    }

    @Override
    default int waitOn(int address, int expected, long timeout) {
        throw new UnsupportedOperationException("waiting on a memory of one thread");
    }

    @Override
    default int waitOn(int address, long expected, long timeout) {
        throw new UnsupportedOperationException("waiting on a memory of one thread");
    }

    @Override
    default int notify(int address, int maxThreads) {
        throw new UnsupportedOperationException("waking at a memory of one thread");
    }
}
