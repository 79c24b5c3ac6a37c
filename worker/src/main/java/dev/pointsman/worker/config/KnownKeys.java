package dev.pointsman.worker.config;

import dev.pointsman.contracts.Wording;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The keys the mapping knows, under their two names, and complaints about others and about values
 * that will not do. SmallRye by itself ignores an unknown variable of the environment without a
 * word, and leaves out of its complaints where a value is from. Immutable, so safe on every thread.
 */
final class KnownKeys {
    /** All keys begin with it. */
    static final String PREFIX = "pointsman.";

    private static final Pattern NOT_IN_VARIABLES = Pattern.compile("[^A-Za-z0-9]");

    private final Map<String, Property> keys =
            new TreeMap<>(
                    ConfigMappings.getProperties(ConfigClass.configClass(WorkerConfig.class)));
    private final Map<String, String> keyOfVariable = new TreeMap<>();

    KnownKeys() {
        keys.keySet().forEach(key -> keyOfVariable.put(variable(key), key));
    }

    /** All keys, in the order of the alphabet. */
    Collection<String> all() {
        return keys.keySet();
    }

    /** The key's default, if it has one. */
    Optional<String> defaultOf(String key) {
        return Optional.of(property(key))
                .filter(Property::hasDefaultValue)
                .map(Property::getDefaultValue);
    }

    /** The key with this name, be it the key itself or its variable in the environment. */
    Optional<String> keyOf(String name) {
        return keys.containsKey(name)
                ? Optional.of(name)
                : Optional.ofNullable(keyOfVariable.get(name));
    }

    /** A sentence about a setting that is none. */
    String unknown(Setting setting) {
        var name = setting.name();
        var asVariable = name.equals(name.toUpperCase(Locale.ROOT));
        var candidates = asVariable ? keyOfVariable.keySet() : keys.keySet();
        var fix =
                Wording.nearest(name, candidates)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("expected one of: " + String.join(", ", candidates));
        return Wording.quote(name) + ", set in " + setting.source() + ": no such key (" + fix + ")";
    }

    /** A sentence about a value that is none of this key's. */
    Optional<String> fault(String key, Setting setting) {
        return ValueForm.of(property(key).getMethod().getReturnType())
                .complaint(setting.value().strip())
                .map(expected ->
                        key
                                + ": "
                                + Wording.quote(setting.value())
                                + ", set in "
                                + setting.source()
                                + " (expected: "
                                + expected
                                + ")");
    }

    private Property property(String key) {
        return Optional.ofNullable(keys.get(key)).orElseThrow();
    }

    private static String variable(String key) {
        return NOT_IN_VARIABLES.matcher(key).replaceAll("_").toUpperCase(Locale.ROOT);
    }
}
