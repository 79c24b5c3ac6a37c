package dev.pointsman.worker.replay;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Recording;
import dev.pointsman.contracts.RecordingCodec;
import dev.pointsman.worker.OfflineRunner;
import dev.pointsman.worker.job.FinishedJob;
import dev.pointsman.worker.tenant.Audit;
import dev.pointsman.worker.tenant.Grants;
import dev.pointsman.worker.tenant.HttpGrant;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Recorded;
import dev.pointsman.worker.tenant.Secret;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.WasmBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a guest as acme's, whose failures are recorded, and again from what was recorded. */
record TestingReplay(Path folder) {
    static final Optional<Payload> KEY = Optional.of(Payload.ofUtf8("key"));

    /** Runs the guest, which has to fail. */
    RecordedJob record(WasmBytes guest) throws Exception {
        var bytes = run(guest, Recorded.FAILURES).account().recording().orElseThrow();
        return job(RecordingCodec.read(bytes.toBytes()).orElseThrow());
    }

    static RecordedJob job(Recording recording) {
        return new RecordedJob(TestingContexts.request(""), KEY, recording);
    }

    FinishedJob run(WasmBytes guest, Recorded record) throws Exception {
        var file = Files.write(folder.resolve("job.wasm"), guest.bytes().toBytes());
        var tenants = new Tenants("v1", Map.of(TestingContexts.ACME, policy(record)));
        return OfflineRunner.run(file, TestingContexts.request(""), KEY, tenants);
    }

    static Replayed replay(RecordedJob job, WasmBytes guest) throws Exception {
        return new Replayer(job, Map.of()).run(guest.bytes());
    }

    static Policy policy(Recorded record) {
        var all = List.of(NamePattern.of("*"));
        return TestingContexts.allowing(TestingContexts.ACME, TestingLimits.ROOMY)
                .granting(
                        new Grants(
                                all,
                                all,
                                HttpGrant.NOWHERE,
                                Map.of("token", new Secret("a-canary")),
                                List.of(),
                                Map.of("greeting", "hello", "large", "x".repeat(300_000)),
                                Map.of("B", "b", "A", "a", "C", "c"),
                                Audit.NONE,
                                record));
    }
}
