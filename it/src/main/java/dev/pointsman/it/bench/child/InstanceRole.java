package dev.pointsman.it.bench.child;

import dev.pointsman.it.bench.instance.InstanceMeasure;

/** Measures what guests cost, and says it. Immutable, so safe on every thread. */
record InstanceRole(String introduction) implements Role {
    static InstanceRole start(String side) {
        return new InstanceRole(
                switch (side) {
                    case "sandbox" -> InstanceMeasure.sandbox();
                    case "engine" -> InstanceMeasure.engine();
                    default ->
                            throw new IllegalArgumentException(
                                    "side: " + side + " (expected: sandbox or engine)");
                });
    }

    @Override
    public long committed() {
        return 0;
    }

    @Override
    public void close() {}
}
