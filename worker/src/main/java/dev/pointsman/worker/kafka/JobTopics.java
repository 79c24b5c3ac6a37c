package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.JobCancel;
import dev.pointsman.contracts.JobRecord;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.Rejection;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.contracts.Wording;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * Where jobs come from, and whose word their tenant is: one topic, whose publishers are trusted
 * with it, or one for each tenant, {@code jobs.<tenant>}, guarded by the cluster, with which a
 * job's header must agree. Immutable, so safe on every thread.
 *
 * @param name the topic, or what stands before the dot and the tenant
 * @param retries the same of the topic of jobs that are to be tried again; for each of jobs there
 *     is one, and a job keeps the number of its partition
 */
record JobTopics(String name, String retries, boolean ofTenants) {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    static JobTopics one(String name) {
        return new JobTopics(name, "retries", false);
    }

    /** Where jobs of this partition wait for another attempt. */
    TopicPartition retriesOf(TopicPartition jobs) {
        return new TopicPartition(retriesOf(jobs.topic()), jobs.partition());
    }

    /** Where jobs of this topic wait for another attempt. */
    String retriesOf(String jobs) {
        return retries + jobs.substring(name.length());
    }

    /** One that comes to be while a worker runs is taken from, too. */
    void subscribe(Consumer<byte[], byte[]> consumer, ConsumerRebalanceListener listener) {
        if (ofTenants) {
            consumer.subscribe(pattern(), listener);
        } else {
            consumer.subscribe(List.of(name), listener);
        }
    }

    boolean includes(String topic) {
        return includes(name, topic);
    }

    /** Whether jobs wait in this topic for another attempt. */
    boolean isOfRetries(String topic) {
        return includes(retries, topic);
    }

    private boolean includes(String all, String topic) {
        return ofTenants ? isOneTenants(all, topic) : topic.equals(all);
    }

    private static boolean isOneTenants(String all, String topic) {
        return topic.startsWith(all)
                && topic.startsWith(".", all.length())
                && LABEL.matcher(topic.substring(all.length() + 1)).matches();
    }

    /**
     * The reading of a record of this topic, which is no job if it names another tenant than its
     * topic does. Whatever it names, its answer is the topic's tenant's.
     */
    Reading<JobRecord> agreed(String topic, Reading<JobRecord> reading) {
        return owner(topic).map(owner -> agreed(topic, owner, reading)).orElse(reading);
    }

    /** Whose jobs alone are on this topic, if they are one tenant's. */
    Optional<TenantId> owner(String topic) {
        return ofTenants
                ? Optional.of(new TenantId(topic.substring(name.length() + 1)))
                : Optional.empty();
    }

    /** Why a record of this topic is no job; its answer is the topic's tenant's. */
    Rejection rejection(String topic, Rejection why) {
        return owner(topic).map(owner -> of(owner, why)).orElse(why);
    }

    private static Rejection of(TenantId owner, Rejection why) {
        return new Rejection(why.kind(), why.detail(), why.id(), Optional.of(owner));
    }

    private static Reading<JobRecord> agreed(
            String topic, TenantId owner, Reading<JobRecord> reading) {
        return switch (reading) {
            case Reading.Accepted(var job) ->
                    job.tenant().equals(owner)
                            ? reading
                            : new Reading.Rejected<>(another(job, topic, owner));
            case Reading.Rejected(var why) -> new Reading.Rejected<>(of(owner, why));
        };
    }

    private static Rejection another(JobRecord job, String topic, TenantId owner) {
        var rejection =
                new Rejection(
                        Rejection.Kind.MALFORMED,
                        "ce_tenant: "
                                + job.tenant()
                                + " (expected: "
                                + owner
                                + ", whose topic "
                                + Wording.quote(topic)
                                + " is)",
                        Optional.of(job.id()),
                        Optional.of(owner));
        return switch (job) {
            case JobRequest _ -> rejection;
            case JobCancel _ -> rejection.ofNoJob();
        };
    }

    /** As messages name it. */
    @Override
    public String toString() {
        return ofTenants ? name + ".<tenant>" : name;
    }

    private Pattern pattern() {
        return Pattern.compile(Pattern.quote(name + ".") + LABEL.pattern());
    }
}
