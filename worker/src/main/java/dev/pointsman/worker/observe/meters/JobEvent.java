package dev.pointsman.worker.observe.meters;

import dev.pointsman.worker.job.FinishedJob;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A run of a job, in a flight recording. Owned by the thread that makes it. */
@Name("pointsman.Job")
@Label("Job")
@Category("Pointsman")
@StackTrace(false)
final class JobEvent extends Event {
    @Label("Tenant")
    String tenant = "";

    @Label("Module")
    String module = "";

    @Label("Job")
    String job = "";

    @Label("Outcome")
    String outcome = "";

    @Label("Fuel")
    long fuel;

    void commit(FinishedJob finished) {
        end();
        if (shouldCommit()) {
            var result = finished.result();
            tenant = result.tenant().map(it -> it.value()).orElse("");
            module = result.module().map(it -> it.name().value()).orElse("");
            job = result.id().value();
            outcome = result.outcome().word();
            fuel = result.execution().usage().map(it -> it.fuel()).orElse(0L);
            commit();
        }
    }
}
