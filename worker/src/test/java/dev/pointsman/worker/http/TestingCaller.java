package dev.pointsman.worker.http;

import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.host.Capabilities;
import dev.pointsman.worker.host.Guest;
import dev.pointsman.worker.host.HostFunctions;
import dev.pointsman.worker.tenant.Audit;
import dev.pointsman.worker.tenant.Credential;
import dev.pointsman.worker.tenant.Grants;
import dev.pointsman.worker.tenant.HttpGrant;
import dev.pointsman.worker.tenant.IpRange;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.WebOrigin;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingMemory;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A guest without an engine that asks the web, by names that lead where a test wants. */
final class TestingCaller {
    private static final int OUT = 20_000;
    private static final int CAPACITY = 40_000;

    private final AtomicInteger lookUps = new AtomicInteger();
    private final TestingMemory memory = new TestingMemory();
    private final HostFunctions functions;
    private final Guest guest;

    /** Each look-up answers the next of these addresses, the first again after the last. */
    private TestingCaller(List<List<InetAddress>> answers, HttpGrant http, JobRequest job) {
        this.functions =
                new HostFunctions(
                        Capabilities.functions(
                                new WebDoor(_ ->
                                        answers.get(lookUps.getAndIncrement() % answers.size()))));
        this.guest = memory.guest(TestingContexts.context(policy(http), job));
    }

    /** All names lead to these addresses. */
    static TestingCaller to(HttpGrant http, String... addresses) {
        return to(http, TestingContexts.request(""), addresses);
    }

    static TestingCaller to(HttpGrant http, JobRequest job, String... addresses) {
        var all = Stream.of(addresses).map(InetAddress::ofLiteral).toList();
        return new TestingCaller(List.of(all), http, job);
    }

    /** A name leads to one of these addresses, and to another each time it is looked up. */
    static TestingCaller flipping(HttpGrant http, String... addresses) {
        var each = Stream.of(addresses).map(InetAddress::ofLiteral).map(List::of).toList();
        return new TestingCaller(each, http, TestingContexts.request(""));
    }

    static HttpGrant allowing(String origin, String... networks) {
        return granting(origin, Map.of(), networks);
    }

    static HttpGrant granting(
            String origin, Map<WebOrigin, Credential> credentials, String... networks) {
        return new HttpGrant(
                List.of(WebOrigin.of(origin)),
                Stream.of(networks).map(IpRange::of).toList(),
                credentials,
                1_000,
                10_000);
    }

    int lookUps() {
        return lookUps.get();
    }

    /** What the guest reads when it asks for this. */
    String get(String url) {
        return ask("GET", url, "", "");
    }

    String ask(String method, String url, String headers, String body) {
        var length = ask(CAPACITY, method, url, headers, body);
        return memory.text(OUT, (int) length);
    }

    long ask(int capacity, String method, String url, String headers, String body) {
        var arguments = new long[10];
        var at = 0;
        var texts = List.of(method, url, headers, body);
        for (var i = 0; i < texts.size(); i++) {
            memory.put(at, texts.get(i));
            arguments[2 * i] = at;
            arguments[2 * i + 1] = Payload.ofUtf8(texts.get(i)).size();
            at += (int) arguments[2 * i + 1];
        }
        arguments[8] = OUT;
        arguments[9] = capacity;
        var index = functions.indexOf(Capabilities.MODULE, "http_request").orElseThrow();
        return functions.at(index).call().answer(guest, arguments);
    }

    private static Policy policy(HttpGrant http) {
        var all = TestingContexts.allowing(TestingContexts.ACME, TestingLimits.ROOMY);
        return all.granting(
                new Grants(
                        all.grants().capabilities(),
                        List.of(),
                        http,
                        Map.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Audit.NONE));
    }
}
