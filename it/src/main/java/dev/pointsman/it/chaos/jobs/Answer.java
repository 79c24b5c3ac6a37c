package dev.pointsman.it.chaos.jobs;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What must come of a record on the jobs topic. Immutable, so safe on every thread.
 *
 * @param key the record's key, which its result keeps
 * @param events how many records it publishes
 * @param attempts how many it takes
 */
public record Answer(
        JobId id,
        Optional<TenantId> tenant,
        Optional<ModuleRef> module,
        Optional<String> key,
        Outcome outcome,
        int events,
        int attempts) {
    /** What failed is put aside. */
    public int deadLetters() {
        return outcome.reason().isPresent() ? 1 : 0;
    }

    /** Whether its number hangs on those before it. */
    public boolean isCounter() {
        return module.filter(it -> it.name().value().equals(JobKind.COUNT.module())).isPresent();
    }

    /** The same answer, with this as its output. */
    public Answer saying(String output) {
        return new Answer(
                id,
                tenant,
                module,
                key,
                new Outcome.Succeeded(Payload.ofUtf8(output)),
                events,
                attempts);
    }

    /** That of the same job, published once more. */
    public Answer again() {
        var code = ErrorCode.DUPLICATE;
        var ended = new Outcome.Cancelled(code, code.title());
        return new Answer(id, tenant, module, key, ended, 0, 1);
    }

    /** That of the same job, if it is withdrawn before this attempt. */
    public Answer withdrawn(int attempt) {
        var code = ErrorCode.WITHDRAWN;
        var ended = new Outcome.Cancelled(code, code.title());
        return new Answer(id, tenant, module, key, ended, 0, attempt);
    }

    /**
     * Whose jobs have to end in order: tenant and key. Empty if it is no job or has no key, or is
     * tried again, for then it leaves that order, unless its tenant would have it kept.
     */
    public String lane() {
        return module.isEmpty() || (attempts > 1 && !Tenants.isStrict(tenant))
                ? ""
                : key.flatMap(text -> tenant.map(owner -> owner + "/" + text)).orElse("").intern();
    }

    /** What of it a result must show. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(outcome, tenant, key);
    }

    /**
     * As much of an outcome as two are compared by. Immutable, so safe on every thread.
     *
     * @param outcome word, and what makes it this one: the checksum of an output, a code
     */
    public record Fingerprint(String outcome, String tenant, String key) {
        /** That of this outcome. */
        public static Fingerprint of(
                Outcome outcome, Optional<TenantId> tenant, Optional<String> key) {
            return new Fingerprint(
                    outcome.word() + ":" + detail(outcome),
                    tenant.map(TenantId::value).orElse("").intern(),
                    key.orElse("").intern());
        }

        private static String detail(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Succeeded(var output) -> checksum(output.toBytes());
                case Outcome.Failed(var exitCode, _) -> Integer.toString(exitCode);
                case Outcome.Errored(var code, _) -> code.code();
                case Outcome.Cancelled(var code, _) -> code.code();
            };
        }

        private static String checksum(byte[] bytes) {
            var crc = new CRC32();
            crc.update(bytes);
            return bytes.length + "-" + Long.toHexString(crc.getValue());
        }
    }
}
