package dev.pointsman.worker.flow.sim;

import java.util.function.Supplier;

/** Hears what happens; a supplier, because a million simulations are heard by nobody. */
interface Trace {
    Trace SILENT = what -> {};

    void event(Supplier<String> what);
}
