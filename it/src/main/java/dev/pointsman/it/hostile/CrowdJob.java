package dev.pointsman.it.hostile;

import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.job.FinishedJob;
import java.util.concurrent.CompletableFuture;

/**
 * A job on its way through a {@link CrowdFlow}, whose lock guards its numbers.
 *
 * <p>How long it waits is counted in what others had of the worker meanwhile, which is the same on
 * a machine that is busy.
 */
final class CrowdJob {
    private final TenantId tenant;
    private final String module;
    private final CompletableFuture<FinishedJob> end = new CompletableFuture<>();
    private int others;
    private int mostBegun;
    private int mostLookedAt;

    CrowdJob(TenantId tenant, String module) {
        this.tenant = tenant;
        this.module = module;
    }

    TenantId tenant() {
        return tenant;
    }

    String module() {
        return module;
    }

    CompletableFuture<FinishedJob> end() {
        return end;
    }

    /** It waits from now on, when others have had so much. */
    void waitsSince(int count) {
        others = count;
    }

    /** Its turn for a thread has come, after so many others' jobs. */
    void hasThread(int count) {
        mostBegun = Math.max(mostBegun, count - others);
    }

    /** Its module has been looked at, after so many of others. */
    void hasModule(int count) {
        mostLookedAt = Math.max(mostLookedAt, count - others);
    }

    /** How many jobs of others were given a thread while this one waited for its own. */
    int mostBegun() {
        return mostBegun;
    }

    /** How many modules of others were looked at while this one waited for its own. */
    int mostLookedAt() {
        return mostLookedAt;
    }
}
