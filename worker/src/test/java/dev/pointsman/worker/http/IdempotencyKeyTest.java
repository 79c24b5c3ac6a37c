package dev.pointsman.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.testing.TestingContexts;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * By which servers know a request that is made again: for one job the same each time, and never
 * that of another job, to which they would answer what they answered the first.
 */
class IdempotencyKeyTest {
    private static final String HERE = "127.0.0.1";
    private static final String HEADER = "idempotency-key: ";

    @AutoClose private TestingServer server;

    @BeforeEach
    void listen() throws IOException {
        server = TestingServer.at(HERE, TestingServer.OK);
    }

    @Test
    void isTheSameWhenAJobRunsAgain() {
        var job = job(TestingContexts.ACME, "urn:test", "job-1");

        assertThat(keys(job, job)).hasSize(2).containsOnly(job.identity().digest() + ":1");
    }

    /** Also of those whose ids are alike once they are made fit for a header. */
    @Test
    void isAnotherForEveryTenantSourceAndId() {
        var keys =
                keys(
                        job(TestingContexts.ACME, "urn:test", "job-1"),
                        job(TestingContexts.GLOBEX, "urn:test", "job-1"),
                        job(TestingContexts.ACME, "urn:other", "job-1"),
                        job(TestingContexts.ACME, "urn:test", "a b"),
                        job(TestingContexts.ACME, "urn:test", "a+b"),
                        job(TestingContexts.ACME, "urn:test", "é"),
                        job(TestingContexts.ACME, "urn:test", "%C3%A9"),
                        job(TestingContexts.ACME, "urn:test", "job-1:1"));

        assertThat(Set.copyOf(keys)).hasSize(8).allMatch(key -> key.matches("[0-9a-f]{64}:1"));
    }

    private List<String> keys(JobRequest... jobs) {
        Stream.of(jobs).forEach(this::run);
        return server.requests().stream().map(IdempotencyKeyTest::key).toList();
    }

    private void run(JobRequest job) {
        var origin = "http://allowed.example:" + server.port();
        TestingCaller.to(TestingCaller.allowing(origin, "127.0.0.0/8"), job, HERE).get(origin);
    }

    private static String key(String request) {
        return request.lines()
                .filter(line -> line.startsWith(HEADER))
                .map(line -> line.substring(HEADER.length()))
                .findFirst()
                .orElseThrow();
    }

    private static JobRequest job(TenantId tenant, String source, String id) {
        return JobRequest.of(
                new JobId(id),
                tenant,
                ModuleRef.named("job"),
                Event.of(source, "com.example.test.v1"),
                Payload.ofUtf8(""));
    }
}
