package dev.pointsman.local.cli;

import dev.pointsman.worker.tenant.Grants;
import dev.pointsman.worker.tenant.ModuleGrants;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.Policy;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a policy grants by halves: a capability without anything to use it on, or the other way
 * round. Nothing is wrong with it for a worker; but whoever wrote it meant something. Stateless.
 */
final class HalfGrants {
    private static final List<Half> HALVES =
            List.of(
                    new Half("publish/v1/send", "publish.topics", Grants::publishTopics),
                    new Half("http/v1/request", "http.allow", grants -> grants.http().origins()),
                    new Half("secret/v1/get", "secrets", grants -> grants.secrets().keySet()),
                    new Half("metric/v1/add", "metrics", Grants::metrics));

    private HalfGrants() {}

    /** Sentences about a tenant's policy, some of its modules' grants included. */
    static List<String> of(Policy policy) {
        var all =
                Stream.concat(
                                Stream.of(policy.grants()),
                                policy.forModules().stream().map(ModuleGrants::grants))
                        .toList();
        return HALVES.stream().flatMap(half -> half.in(all)).toList();
    }

    /**
     * A capability, and the words that say on what it may be used.
     *
     * @param used what these words name
     */
    private record Half(String capability, String words, Function<Grants, Collection<?>> used) {
        Stream<String> in(List<Grants> all) {
            var isNamed = all.stream().anyMatch(grants -> !used.apply(grants).isEmpty());
            if (isNamed) {
                return isGranted(all, _ -> true)
                        ? Stream.empty()
                        : Stream.of(words + " names some, and " + capability + " is not granted");
            }
            return isGranted(all, this::isMeant)
                    ? Stream.of(capability + " is granted, and " + words + " names none")
                    : Stream.empty();
        }

        private boolean isGranted(List<Grants> all, Predicate<NamePattern> such) {
            return all.stream()
                    .flatMap(grants -> grants.capabilities().stream())
                    .anyMatch(pattern -> pattern.matches(capability) && such.test(pattern));
        }

        /** Whoever grants everything may have had something else in mind. */
        private boolean isMeant(NamePattern pattern) {
            return !pattern.toString().startsWith("*");
        }
    }
}
