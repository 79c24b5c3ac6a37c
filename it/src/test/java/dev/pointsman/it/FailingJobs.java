package dev.pointsman.it;

import java.util.List;
import java.util.stream.Stream;

/** More than a hundred jobs, each of which fails in another way. Stateless. */
final class FailingJobs {
    private FailingJobs() {}

    /** All of them; some ask this server. */
    static List<FailingJob> all(String server) {
        return Stream.of(new FailingAlone(server).all(), new FailingByHost(server).all())
                .flatMap(List::stream)
                .toList();
    }
}
