package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.SeenJob;
import dev.pointsman.contracts.SeenKey;
import dev.pointsman.contracts.TenantId;
import java.time.Instant;
import org.apache.kafka.common.Uuid;

/**
 * The mark on the state topic that a group has begun a partition of jobs, and so has an offset
 * there, be it that the broker has forgotten it. It looks like a job that is remembered for ever of
 * a tenant there need not be, for that is what a worker of an older version can make nothing wrong
 * of. Stateless.
 */
final class Begun {
    /** What the mark's record has as its value. */
    static final SeenJob VALUE = new SeenJob(0, Instant.ofEpochMilli(Long.MAX_VALUE));

    private static final TenantId OURS = new TenantId("pointsman");
    private static final String FORM = "begun/1";

    private Begun() {}

    /**
     * The key of the mark, on the partition of the state topic with the number of that of the jobs.
     *
     * @param topic the one of jobs; one that is made anew under its name is another
     */
    static SeenKey key(String group, String name, Uuid topic) {
        return SeenKey.of(OURS, FORM, group, name, topic.toString());
    }

    /** Whether it is the mark of some group or topic, and no job. */
    static boolean isOne(SeenKey key, SeenJob job) {
        return key.tenant().equals(OURS) && job.until().equals(VALUE.until());
    }
}
