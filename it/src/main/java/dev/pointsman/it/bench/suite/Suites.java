package dev.pointsman.it.bench.suite;

import java.util.List;

/** All suites, in the order they run in. Stateless. */
public final class Suites {
    private Suites() {}

    public static List<Suite> all() {
        var fullLoad = new FullLoad();
        return List.of(
                new CopySuite(),
                new IntakeSuite(),
                new WorkerSuite(fullLoad),
                new PeersSuite(),
                new LatencySuite(fullLoad),
                new SlowSuite(),
                new InstanceSuite(),
                new DensitySuite(),
                new ScaleSuite(),
                new StartSuite());
    }
}
