package dev.pointsman.worker.host;

import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.context.JobContext;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A guest's standard input, clock and randomness. The clock counts milliseconds, too coarse to time
 * its neighbours by, and never runs backwards; the randomness is seeded by tenant, source and job
 * id, so that a second run of a job sees what the first one saw. Owned by the thread that runs the
 * job.
 */
public final class GuestIo {
    private static final int HEX = 16;

    private final Payload input;
    private final InstantSource time;
    private final JobContext context;
    private int position;
    private long newestMillis;
    private Optional<RandomGenerator> random = Optional.empty();

    public GuestIo(JobContext context, InstantSource time) {
        this.input = context.request().input();
        this.time = time;
        this.context = context;
    }

    /** The next bytes of the input, at most {@code maxBytes}; none at its end. */
    public byte[] read(int maxBytes) {
        var from = position;
        position = (int) Math.min((long) position + maxBytes, input.size());
        return input.range(from, position);
    }

    /** The bytes of the input that are still to be read. */
    public int unread() {
        return input.size() - position;
    }

    /** Milliseconds since 1970. */
    public long millis() {
        newestMillis = Math.max(newestMillis, time.millis());
        return newestMillis;
    }

    /** What the guest was last told by its clock. */
    long newestMillis() {
        return newestMillis;
    }

    /**
     * Writes the next random bytes here; 8 of them are taken at a time. Most guests ask for none,
     * and are spared the seed.
     */
    public void nextRandom(byte[] bytes) {
        var generator = random.orElseGet(() -> new SplittableRandom(seed(context)));
        random = Optional.of(generator);
        generator.nextBytes(bytes);
    }

    private static long seed(JobContext context) {
        var job = context.request();
        var name = job.tenant() + "\n" + job.event().source() + "\n" + job.id();
        var hash = ModuleDigest.of(Payload.ofUtf8(name)).hex();
        return Long.parseUnsignedLong(hash.substring(0, HEX), HEX);
    }
}
