package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.Wording;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of a tenant's counters. Each is a series of every worker's metrics, so a tenant has few of
 * them, those of some of its modules included. Stateless.
 */
final class MetricNames {
    /** So that every system of metrics takes it. */
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private static final int MAX = 64;

    private MetricNames() {}

    /** The name, if it is one. */
    static String of(String name) {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "metric: " + Wording.quote(name) + " (expected: " + FORM + ")");
        }
        return name;
    }

    /** These names, if they are not too many. */
    static <C extends Collection<String>> C few(C names) {
        if (names.size() > MAX) {
            throw new IllegalArgumentException(
                    "metrics: "
                            + names.size()
                            + " (expected: at most "
                            + MAX
                            + " of a tenant, those of for-modules included)");
        }
        return names;
    }

    /** All of a tenant's, whichever of its modules may add to them. */
    static Set<String> all(Grants ofAll, List<ModuleGrants> ofSome) {
        var names = new HashSet<>(ofAll.metrics());
        ofSome.forEach(some -> names.addAll(some.grants().metrics()));
        return names;
    }
}
