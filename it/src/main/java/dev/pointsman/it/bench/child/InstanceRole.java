package dev.pointsman.it.bench.child;

import dev.pointsman.it.bench.instance.BenchGuest;
import dev.pointsman.it.bench.instance.InstanceMeasure;
import dev.pointsman.it.bench.instance.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Measures what a guest costs, each time it is asked by the guest's name. For one thread. */
record InstanceRole(InstanceMeasure measure) implements Role {
    /**
     * @param arguments the side, and the folder where modules are
     */
    static InstanceRole start(List<String> arguments) {
        var side = Side.valueOf(arguments.getFirst());
        return new InstanceRole(new InstanceMeasure(side, Path.of(arguments.getLast())));
    }

    @Override
    public String introduction() {
        return "instance";
    }

    @Override
    public Optional<String> answer(String question) {
        return Optional.of(Long.toString(measure.nanos(BenchGuest.valueOf(question))));
    }

    @Override
    public long committed() {
        return 0;
    }

    @Override
    public void close() {
        measure.close();
    }
}
