package dev.pointsman.contracts;

import java.util.Comparator;
import java.util.HexFormat;

/**
 * Which job it is, however often it is published: CloudEvents makes source and id unique together,
 * and no tenant can name another's. Ordered, for a map has nothing else to go by where publishers
 * choose ids that share their hash.
 */
public record JobIdentity(TenantId tenant, String source, JobId id)
        implements Comparable<JobIdentity> {
    private static final Comparator<JobIdentity> ORDER =
            Comparator.comparing(JobIdentity::tenant)
                    .thenComparing(JobIdentity::source)
                    .thenComparing(job -> job.id.value());

    /**
     * The same for those who know neither tenants nor sources, in 64 hexadecimal digits: no two
     * jobs have one in common, and nobody can read a name out of it.
     */
    public String digest() {
        return HexFormat.of().formatHex(TextDigest.of(tenant.value(), source, id.value()));
    }

    @Override
    public int compareTo(JobIdentity other) {
        return ORDER.compare(this, other);
    }
}
