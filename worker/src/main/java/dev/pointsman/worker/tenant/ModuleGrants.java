package dev.pointsman.worker.tenant;

import java.util.Optional;

/**
 * What some of a tenant's modules are granted beyond what all of them are.
 *
 * @param retries how they are tried again, if not as the others
 */
public record ModuleGrants(NamePattern modules, Grants grants, Optional<RetryPolicy> retries) {
    /** Modules that are tried again as the others are. */
    public ModuleGrants(NamePattern modules, Grants grants) {
        this(modules, grants, Optional.empty());
    }
}
