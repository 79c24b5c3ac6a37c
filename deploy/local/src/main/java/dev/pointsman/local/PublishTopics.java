package dev.pointsman.local;

import dev.pointsman.worker.Main;
import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.tenant.LiveTenants;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The topics a tenants file lets jobs publish to, as far as it names them in full. Stateless. */
public final class PublishTopics {
    private PublishTopics() {}

    public static Set<String> in(Path tenants) throws ConfigException, TenantsFileException {
        var limits = Main.defaultLimits();
        return LiveTenants.open(tenants, limits).current().policies().values().stream()
                .flatMap(policy -> policy.allPublishTopics().stream())
                .map(NamePattern::toString)
                .filter(name -> !name.contains("*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
