package dev.pointsman.contracts;

import java.util.HexFormat;

/**
 * Which job it is, however often it is published: CloudEvents makes source and id unique together,
 * and no tenant can name another's.
 */
public record JobIdentity(TenantId tenant, String source, JobId id) {
    /**
     * The same for those who know neither tenants nor sources, in 64 hexadecimal digits: no two
     * jobs have one in common, and nobody can read a name out of it.
     */
    public String digest() {
        return HexFormat.of().formatHex(TextDigest.of(tenant.value(), source, id.value()));
    }
}
