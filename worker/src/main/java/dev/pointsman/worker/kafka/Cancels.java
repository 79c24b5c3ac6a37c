package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Withdrawal;
import dev.pointsman.worker.job.JobListener;
import java.util.List;

/** Has cancels looked into when they are taken, and tells of it. Owned by the poll thread. */
final class Cancels {
    private final SharedFlow flow;
    private final List<JobListener> listeners;

    Cancels(SharedFlow flow, List<JobListener> listeners) {
        this.flow = flow;
        this.listeners = List.copyOf(listeners);
    }

    /** Of these, which were offered under the claim, some may be cancels. */
    void lookInto(Claim claim, List<TakenJob> taken) {
        for (var job : taken) {
            if (job instanceof TakenJob.ToCancel) {
                flow.withdraw(claim).forEach(this::tell);
                return;
            }
        }
    }

    private void tell(Withdrawal<TakenJob> withdrawal) {
        if (withdrawal.cancel() instanceof TakenJob.ToCancel(var polled, var cancel, _, _, _)) {
            listeners.forEach(it -> it.cancelCame(cancel, polled.origin(), withdrawal.jobs()));
        }
    }
}
