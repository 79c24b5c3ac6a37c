package dev.pointsman.worker.flow;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;

/** Jobs of one tenant and one key; inside a partition they run one after another, in order. */
public record Lane(TenantId tenant, Payload key) {}
