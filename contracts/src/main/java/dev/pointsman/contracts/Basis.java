package dev.pointsman.contracts;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What jobs are run on: a module, under a policy. Both outlast many jobs, so what every result says
 * of them is put into bytes once, for whoever keeps this. Immutable, so safe on every thread.
 */
public final class Basis {
    /** No module was found, and no policy. */
    public static final Basis NONE = new Basis(Optional.empty(), Optional.empty());

    private final Optional<ModuleDigest> digest;
    private final Optional<String> policyVersion;
    private final List<HeaderField> fields;

    public Basis(Optional<ModuleDigest> digest, Optional<String> policyVersion) {
        this.digest = digest;
        this.policyVersion = policyVersion;
        this.fields =
                Stream.of(
                                digest.map(it ->
                                        HeaderField.of(HeaderName.MODULE_DIGEST, it.toString())),
                                policyVersion.map(
                                        it -> HeaderField.of(HeaderName.POLICY_VERSION, it)))
                        .flatMap(Optional::stream)
                        .toList();
    }

    Optional<ModuleDigest> digest() {
        return digest;
    }

    Optional<String> policyVersion() {
        return policyVersion;
    }

    /** What a result says of them. */
    List<HeaderField> fields() {
        return fields;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Basis that
                && digest.equals(that.digest)
                && policyVersion.equals(that.policyVersion);
    }

    @Override
    public int hashCode() {
        return Objects.hash(digest, policyVersion);
    }

    @Override
    public String toString() {
        return "module " + digest + ", policy " + policyVersion;
    }
}
