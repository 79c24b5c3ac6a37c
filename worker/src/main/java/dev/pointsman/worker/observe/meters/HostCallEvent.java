package dev.pointsman.worker.observe.meters;

import dev.pointsman.worker.context.JobContext;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A call of a capability, in a flight recording. Owned by the thread that makes it. */
@Name("pointsman.HostCall")
@Label("Host call")
@Category("Pointsman")
@StackTrace(false)
final class HostCallEvent extends Event {
    @Label("Tenant")
    String tenant = "";

    @Label("Job")
    String job = "";

    @Label("Capability")
    String capability = "";

    void commit(JobContext context, String called) {
        end();
        if (shouldCommit()) {
            tenant = context.tenant().value();
            job = context.jobId().value();
            capability = called;
            commit();
        }
    }
}
