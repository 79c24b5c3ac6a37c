package dev.pointsman.worker.sandbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Payload;
import java.util.function.Supplier;

/**
 * The modules looked at so far: each digest once, refusals remembered too. Bounded; what was used
 * least goes first. Safe on every thread.
 */
public final class Modules {
    private final Gate gate;
    private final Cache<ModuleDigest, Admission> admissions;

    public Modules(Gate gate, int maxModules) {
        this.gate = gate;
        this.admissions = Caffeine.newBuilder().maximumSize(maxModules).build();
    }

    /**
     * What is thought of the module with this digest; its bytes are asked for only the first time.
     */
    public Admission admission(ModuleDigest digest, Supplier<Payload> bytes) {
        return admissions.get(digest, _ -> gate.admit(bytes.get()));
    }
}
