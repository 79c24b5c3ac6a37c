package dev.pointsman.contracts;

import java.util.Optional;

/** Who a job belongs to: a DNS label, 1 to 63 characters. */
public record TenantId(String value) implements Comparable<TenantId> {
    public TenantId {
        DnsLabel.require("tenant", value);
    }

    /** The name of a tenant, if the text is one. */
    public static Optional<TenantId> parse(String text) {
        return DnsLabel.isOne(text) ? Optional.of(new TenantId(text)) : Optional.empty();
    }

    /** Written out: asked many times a job, and what a record has by itself is not inlined. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TenantId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(TenantId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
