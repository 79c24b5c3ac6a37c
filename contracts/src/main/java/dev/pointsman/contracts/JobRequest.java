package dev.pointsman.contracts;

import java.time.Instant;
import java.util.Optional;

/**
 * A job as its publisher words it: run this tenant's module on this input. Immutable, so safe on
 * every thread.
 *
 * @param id the publisher's name for the job, and the id of its result
 * @param tenant on whose behalf the module runs
 * @param module what to run
 * @param function handed to the guest as its second argument, for modules that do several things
 * @param expiry not started after this moment, and stopped at it
 * @param event what CloudEvents says about the job
 * @param links how it hangs together with other events
 * @param input what the guest reads from its standard input
 */
public record JobRequest(
        JobId id,
        TenantId tenant,
        ModuleRef module,
        Optional<String> function,
        Optional<Instant> expiry,
        Event event,
        Links links,
        Payload input)
        implements JobRecord {
    @Override
    public String source() {
        return event.source();
    }

    /** A job without the optional parts. */
    public static JobRequest of(
            JobId id, TenantId tenant, ModuleRef module, Event event, Payload input) {
        return new JobRequest(
                id, tenant, module, Optional.empty(), Optional.empty(), event, Links.NONE, input);
    }

    /** The same job with this function named. */
    public JobRequest withFunction(String name) {
        return new JobRequest(id, tenant, module, Optional.of(name), expiry, event, links, input);
    }

    /** The same job, not started after this moment. */
    public JobRequest withExpiry(Instant moment) {
        return new JobRequest(
                id, tenant, module, function, Optional.of(moment), event, links, input);
    }

    /** Whether it is not to be started any more. */
    public boolean isExpired(Instant now) {
        return expiry.filter(moment -> !moment.isAfter(now)).isPresent();
    }

    /** The same job with these links. */
    public JobRequest withLinks(Links others) {
        return new JobRequest(id, tenant, module, function, expiry, event, others, input);
    }
}
