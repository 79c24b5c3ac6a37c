package dev.pointsman.contracts;

/** Who a job belongs to: a DNS label, 1 to 63 characters. */
public record TenantId(String value) {
    public TenantId {
        DnsLabel.require("tenant", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
