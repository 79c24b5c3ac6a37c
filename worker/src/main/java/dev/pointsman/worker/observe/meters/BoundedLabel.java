package dev.pointsman.worker.observe.meters;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values that a label of a metric takes: those that an operator has configured, up to so many.
 * Whatever a publisher makes up is {@code _other}, and costs no series. Safe on every thread.
 */
public final class BoundedLabel {
    /** What all other values are called; no name of a tenant or a module begins like this. */
    public static final String OTHER = "_other";

    private final int max;
    private final Map<String, String> values = new ConcurrentHashMap<>();

    public BoundedLabel(int max) {
        this.max = max;
    }

    /**
     * The value itself, if it is configured and there is room for it, or already a label. The same
     * object each time: each job has its name from its own record, and labels are compared a lot.
     */
    public String of(String value, boolean isConfigured) {
        if (!isConfigured) {
            return OTHER;
        }
        var known = values.get(value);
        if (known != null) {
            return known;
        }
        // Two threads at once may overrun it by one; that is bounded too.
        return values.size() < max && values.putIfAbsent(value, value) == null ? value : OTHER;
    }
}
