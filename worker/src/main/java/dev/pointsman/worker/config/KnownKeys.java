package dev.pointsman.worker.config;

import dev.pointsman.contracts.Wording;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The keys the mapping knows, and complaints about others. SmallRye by itself ignores an unknown
 * variable of the environment without a word. Immutable, so safe on every thread.
 */
final class KnownKeys {
    /** Kubernetes sets these for a service named pointsman in every pod beside it. */
    private static final Pattern SET_BY_KUBERNETES =
            Pattern.compile("POINTSMAN_(SERVICE_|PORT$|PORT_).*");

    private static final Pattern NOT_IN_VARIABLES = Pattern.compile("[^A-Za-z0-9]");

    private final Set<String> keys =
            new TreeSet<>(
                    ConfigMappings.getProperties(ConfigClass.configClass(WorkerConfig.class))
                            .keySet());

    /** A sentence for each name in the sources that is no key. */
    List<String> complaints(List<? extends ConfigSource> sources) {
        var complaints = new ArrayList<String>();
        for (var source : sources) {
            for (var name : new TreeSet<>(source.getPropertyNames())) {
                if (!isKnown(name)) {
                    complaints.add(complaint(name, source.getName()));
                }
            }
        }
        return complaints;
    }

    /** What SmallRye complains about, with the source added, which it leaves out. */
    String explain(String problem, UnaryOperator<String> sourceOf) {
        return keys.stream()
                .filter(problem::contains)
                .max(Comparator.comparingInt(String::length))
                .map(key -> key + ", set in " + sourceOf.apply(key) + ": " + withoutCodes(problem))
                .orElse(problem);
    }

    private boolean isKnown(String name) {
        return keys.contains(name)
                || keys.stream().anyMatch(key -> variable(key).equals(name))
                || SET_BY_KUBERNETES.matcher(name).matches();
    }

    private String complaint(String name, String source) {
        var asVariable = name.equals(name.toUpperCase(Locale.ROOT));
        var candidates = asVariable ? keys.stream().map(KnownKeys::variable).toList() : keys;
        var fix =
                Wording.nearest(name, candidates)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("expected one of: " + String.join(", ", candidates));
        return Wording.quote(name) + ", set in " + source + ": no such key (" + fix + ")";
    }

    /** SmallRye numbers its sentences, SRCFG00039 and the like, for its own developers. */
    private static String withoutCodes(String problem) {
        return problem.replaceAll("SRCFG\\d+: ", "");
    }

    private static String variable(String key) {
        return NOT_IN_VARIABLES.matcher(key).replaceAll("_").toUpperCase(Locale.ROOT);
    }
}
