package dev.pointsman.contracts;

import java.util.Optional;

/** Who a job belongs to: a DNS label, 1 to 63 characters. */
public record TenantId(String value) {
    public TenantId {
        DnsLabel.require("tenant", value);
    }

    /** The name of a tenant, if the text is one. */
    public static Optional<TenantId> parse(String text) {
        return DnsLabel.isOne(text) ? Optional.of(new TenantId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
