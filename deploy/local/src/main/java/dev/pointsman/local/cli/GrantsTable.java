package dev.pointsman.local.cli;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.RetryOrder;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.host.Capabilities;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunctions;
import dev.pointsman.worker.tenant.Grants;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Recorded;
import dev.pointsman.worker.tenant.RetryPolicy;
import dev.pointsman.worker.tenant.Tenants;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a tenants file comes to, in lines for people. Immutable, so safe on every thread. */
final class GrantsTable {
    private static final String NOTHING = "nothing";

    private final List<String> capabilities;
    private final UnusualLimits unusual;

    /**
     * @param usual the limits of tenants that have none of their own
     */
    GrantsTable(HostFunctions functions, Limits usual) {
        var known = new TreeSet<String>();
        functions.list().stream()
                .map(HostFunction::capability)
                .forEach(capability -> capability.ifPresent(known::add));
        known.add(Capabilities.GUEST_LOGS);
        this.capabilities = List.copyOf(known);
        this.unusual = new UnusualLimits(usual);
    }

    /** For all modules of each tenant, and what some have beyond that. */
    List<String> of(Tenants tenants) {
        var lines = new ArrayList<String>();
        sorted(tenants).forEach(policy -> addTenant(lines, policy));
        return lines;
    }

    /** For one module, all together, with each tenant that may run it. */
    List<String> of(Tenants tenants, ModuleName module) {
        var lines = new ArrayList<String>();
        sorted(tenants)
                .filter(policy -> policy.mayRun(module))
                .forEach(policy -> {
                    lines.add(policy.tenant() + " may run " + module);
                    addTerms(lines, policy.inForce(module, Optional.empty()));
                });
        return lines.isEmpty() ? List.of("nobody may run " + module) : lines;
    }

    private static Stream<Policy> sorted(Tenants tenants) {
        return tenants.policies().values().stream()
                .sorted(Comparator.comparing(policy -> policy.tenant().value()));
    }

    private void addTenant(List<String> lines, Policy policy) {
        lines.add(policy.tenant() + " may run " + shown(policy.modules()));
        addTerms(lines, policy);
        for (var some : policy.forModules()) {
            lines.add(policy.tenant() + ", modules " + some.modules() + ", beyond that");
            addGrants(lines, some.grants());
            some.retries().ifPresent(retries -> addRetries(lines, retries));
            addIfOfNone(lines, policy, some.modules());
        }
    }

    private void addTerms(List<String> lines, Policy policy) {
        addGrants(lines, policy.grants());
        addRetries(lines, policy.retries());
        if (policy.duplicates().isPositive()) {
            lines.add("  duplicates not run within " + policy.duplicates());
        }
        add(lines, "  limits    ", unusual.of(policy.limits()));
        HalfGrants.of(policy).forEach(half -> lines.add("  warning   " + half));
    }

    /** Nothing is wrong with it for a worker; but whoever wrote it meant something. */
    private static void addIfOfNone(List<String> lines, Policy policy, NamePattern modules) {
        if (policy.modules().stream().noneMatch(modules::overlaps)) {
            lines.add(
                    "  warning   "
                            + Wording.quote(modules.toString())
                            + " is the name of no module the tenant may run");
        }
    }

    private void addGrants(List<String> lines, Grants grants) {
        lines.add("  use       " + shown(granted(grants)));
        add(lines, "  publish   ", grants.publishTopics());
        add(lines, "  ask       ", grants.http().origins());
        add(lines, "  networks  ", grants.http().networks());
        add(
                lines,
                "  headers   ",
                grants.http().credentials().values().stream().map(it -> it.header()).toList());
        add(lines, "  sizes     ", UnusualLimits.of(grants.http().caps()));
        add(lines, "  secrets   ", new TreeSet<>(grants.secrets().keySet()));
        add(lines, "  count     ", grants.metrics());
        add(lines, "  config    ", new TreeSet<>(grants.config().keySet()));
        add(lines, "  audit     ", List.of(grants.audit()));
        if (grants.record() != Recorded.NONE) {
            add(lines, "  record    ", List.of(grants.record()));
        }
        grants.capabilities().forEach(pattern -> addIfVain(lines, pattern));
    }

    private static void addRetries(List<String> lines, RetryPolicy retries) {
        lines.add("  retries   " + (retries.attempts() == 1 ? "none" : waits(retries)));
        if (retries.attempts() > 1) {
            add(lines, "  also      ", codes(retries.also()));
        }
    }

    private static String waits(RetryPolicy retries) {
        var waits = retries.backOff();
        return retries.attempts()
                + " attempts, after "
                + waits.first()
                + " x "
                + BigDecimal.valueOf(waits.factor()).stripTrailingZeros().toPlainString()
                + ", at most "
                + waits.most()
                + ", within "
                + retries.within()
                + (retries.order() == RetryOrder.STRICT ? ", order strict" : "");
    }

    private static Collection<String> codes(Collection<ErrorCode> errors) {
        return new TreeSet<>(errors.stream().map(ErrorCode::code).toList());
    }

    private List<String> granted(Grants grants) {
        return capabilities.stream()
                .filter(name -> grants.capabilities().stream().anyMatch(it -> it.matches(name)))
                .toList();
    }

    /** Nothing is wrong with it for a worker, which may have functions of its embedder's. */
    private void addIfVain(List<String> lines, NamePattern pattern) {
        if (capabilities.stream().noneMatch(pattern::matches)) {
            var near = Wording.nearest(pattern.toString(), capabilities);
            lines.add(
                    "  warning   "
                            + Wording.quote(pattern.toString())
                            + " grants nothing this worker has"
                            + near.map(name -> " (did you mean " + name + "?)").orElse(""));
        }
    }

    private static void add(List<String> lines, String label, Collection<?> values) {
        if (!values.isEmpty()) {
            lines.add(label + shown(values));
        }
    }

    private static String shown(Collection<?> values) {
        return values.isEmpty()
                ? NOTHING
                : String.join(", ", values.stream().map(Object::toString).toList());
    }
}
