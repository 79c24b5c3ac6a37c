package dev.pointsman.worker.observe.meters;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values that a label of a metric takes: those that an operator has configured, up to so many.
 * Whatever a publisher makes up is {@code _other}, and costs no series. Safe on every thread.
 */
public final class BoundedLabel {
    /** What all other values are called; no name of a tenant or a module begins like this. */
    public static final String OTHER = "_other";

    private final int max;
    private final Set<String> values = ConcurrentHashMap.newKeySet();

    public BoundedLabel(int max) {
        this.max = max;
    }

    /** The value itself, if it is configured and there is room for it, or already a label. */
    public String of(String value, boolean isConfigured) {
        if (!isConfigured) {
            return OTHER;
        }
        if (values.contains(value)) {
            return value;
        }
        // Two threads at once may overrun it by one; that is bounded too.
        return values.size() < max && values.add(value) ? value : OTHER;
    }
}
