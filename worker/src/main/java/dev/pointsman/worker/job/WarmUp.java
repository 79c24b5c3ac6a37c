package dev.pointsman.worker.job;

import dev.pointsman.contracts.ModuleName;
import dev.pointsman.worker.module.ModuleStore;
import dev.pointsman.worker.module.StoredModule;
import dev.pointsman.worker.sandbox.Admission;
import dev.pointsman.worker.sandbox.Modules;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Tenants;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the modules that policies name looked at before a job asks for them, so that no job waits for
 * a compiler that is cold itself. Called by one thread.
 */
public final class WarmUp {
    private static final Logger LOGGER = LoggerFactory.getLogger(WarmUp.class);

    private final Supplier<Tenants> tenants;
    private final ModuleStore store;
    private final Modules modules;

    public WarmUp(Supplier<Tenants> tenants, ModuleStore store, Modules modules) {
        this.tenants = tenants;
        this.store = store;
        this.modules = modules;
    }

    /** All of it; one that is refused is said in the log, where it is early enough to mend. */
    public void run() {
        tenants.get().policies().values().forEach(this::lookAtThoseOf);
    }

    private void lookAtThoseOf(Policy policy) {
        for (var name : policy.namedModules()) {
            store.find(policy.tenant(), name).ifPresent(stored -> lookAt(policy, name, stored));
        }
    }

    private void lookAt(Policy policy, ModuleName name, StoredModule stored) {
        var admission =
                modules.admission(stored.digest(), () -> JobPreparation.bytesOf(store, stored));
        if (admission instanceof Admission.Refused(var code, var detail)) {
            LOGGER.atWarn()
                    .addKeyValue("tenant", policy.tenant())
                    .addKeyValue("module", name)
                    .addKeyValue("error.type", code.code())
                    .log("a module that a policy names will not run: {}", detail);
        }
    }
}
