package dev.pointsman.worker.flow;

import java.util.List;
import java.util.Map;

/**
 * What goes into one transaction.
 *
 * @param jobs in the order they ended, so each lane's in order
 * @param cancels for which nothing is written
 * @param renewed claims whose progress is to be told though nothing of them may have ended
 * @param firsts of each claim of which jobs or cancels are among these, the one that ended first
 * @param progress how far the claims of all these, and those beside them, have got with them
 * @param voucher what the group said last of who we are, before the first of them was gathered: it
 *     vouches for the claims that were held then, and for no others
 */
public record Batch<J, R, V>(
        List<EndedJob<J, R>> jobs,
        List<Ticket<J>> cancels,
        List<Claim> renewed,
        Map<Claim, Ticket<J>> firsts,
        Map<Claim, Progress> progress,
        V voucher) {
    public Batch {
        jobs = List.copyOf(jobs);
        cancels = List.copyOf(cancels);
        renewed = List.copyOf(renewed);
        firsts = Map.copyOf(firsts);
        progress = Map.copyOf(progress);
    }
}
