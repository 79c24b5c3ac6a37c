package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.load.Work;

/** Which jobs are measured: how they lie in their topic, and what they do. Immutable. */
record Jobs(Shape shape, Work work) {
    /** What the name of a ratio ends with where it is not of the usual shape. */
    String suffix(Shape usual) {
        if (shape.equals(usual)) {
            return "";
        }
        var tenants = shape.tenants() == usual.tenants() ? "" : "_" + shape.tenants() + "_tenants";
        return "_" + shape.partitions() + (shape.keys() == 0 ? "_unkeyed" : "_keyed") + tenants;
    }
}
