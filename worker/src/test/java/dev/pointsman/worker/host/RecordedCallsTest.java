package dev.pointsman.worker.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.ModuleName;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.RecordedAnswer.Answered;
import dev.pointsman.contracts.RecordedAnswer.Clock;
import dev.pointsman.contracts.RecordedAnswer.Ended;
import dev.pointsman.contracts.RecordedAnswer.Field;
import dev.pointsman.contracts.RecordedAnswer.Http;
import dev.pointsman.contracts.RecordedAnswer.Room;
import dev.pointsman.contracts.RecordedAnswer.StateNext;
import dev.pointsman.contracts.RecordedAnswer.StateRoom;
import dev.pointsman.contracts.RecordedAnswer.StateValue;
import dev.pointsman.contracts.StateName;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.host.wasi.Wasi;
import dev.pointsman.worker.tenant.Audit;
import dev.pointsman.worker.tenant.Grants;
import dev.pointsman.worker.tenant.HttpGrant;
import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Recorded;
import dev.pointsman.worker.tenant.WebOrigin;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingMemory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of a job's answers; and that a policy that keeps nothing has nothing in the way. */
class RecordedCallsTest {
    private static final String URL = "https://api.example.com:443/?key=a-canary";
    private static final int OUT = 1_024;

    private final TestingMemory memory = new TestingMemory();
    private HttpAnswer answer = new HttpAnswer.Failed(HttpFault.DNS_ERROR);
    private final HostFunctions functions =
            new HostFunctions(Wasi.functions())
                    .with(Capabilities.functions((_, _, _) -> answer))
                    .with(List.of(foreign()));

    @Test
    void aPolicyThatRecordsNothingHasTheCallsThemselves() {
        var table = new HostTables(functions).of(policy(Recorded.NONE), new ModuleName("job"));

        for (var index = 0; index < functions.list().size(); index++) {
            assertThat(table.at(index)).isSameAs(functions.at(index).call());
        }
    }

    @Test
    void whatFollowsFromTheJobIsNotRecorded() {
        var recorded = new HostTables(functions).of(policy(Recorded.FAILURES), new ModuleName("a"));

        for (var name : List.of("context_get", "publish", "log", "metric_add")) {
            var index = index("pointsman/v1", name);
            assertThat(recorded.at(index)).isSameAs(functions.at(index).call());
        }
    }

    @Test
    void anAnswerOfTheWebIsKeptWithoutCookiesAndWithoutThePath() {
        answer =
                new HttpAnswer.Answered(
                        200,
                        List.of(
                                new HttpHeader("content-type", "text/plain"),
                                new HttpHeader("set-cookie", "a-canary")),
                        Payload.ofUtf8("fine"));
        var guest = guest();

        ask(guest);

        assertThat(guest.effects().recorder().answers())
                .containsExactly(
                        new Http(
                                "GET https://api.example.com:443",
                                new Answered(
                                        200,
                                        List.of(
                                                new Field("content-type", "text/plain"),
                                                new Field("set-cookie", "********")),
                                        Payload.ofUtf8("fine"))));
    }

    @Test
    void aRequestThatEndsTheJobIsKeptAsSuch() {
        var guest = guest();
        var refusing =
                new HostFunctions(
                        Capabilities.functions((_, _, _) -> {
                            throw new JobStopped(ErrorCode.CAPABILITY_DENIED, "private");
                        }));
        var index = refusing.indexOf("pointsman/v1", "http_request").orElseThrow();
        var table = new HostTables(refusing).of(guest.context().policy(), new ModuleName("job"));

        assertThatThrownBy(() -> table.at(index).answer(guest, question()))
                .isInstanceOf(JobStopped.class);

        assertThat(guest.effects().recorder().answers())
                .containsExactly(
                        new Http(
                                "GET https://api.example.com:443",
                                new Ended(ErrorCode.CAPABILITY_DENIED, "private")));
    }

    @Test
    void stateIsKeptAsItWasFound() {
        var guest = guest();
        memory.put(0, "n");

        call(guest, "pointsman/v1", "state_get", 0, 1, OUT, 100);
        call(guest, "pointsman/v1", "state_set", 0, 1, 0, 1);
        call(guest, "pointsman/v1", "state_get", 0, 1, OUT, 100);
        call(guest, "pointsman/v1", "state_list", 0, 0, 0, 0, OUT, 100);

        var name = new StateName("n");
        assertThat(guest.effects().recorder().answers())
                .containsExactly(
                        new StateValue(name, Optional.empty()),
                        new StateRoom(Room.ENOUGH),
                        new StateNext(Optional.empty(), Optional.empty()),
                        new StateNext(Optional.of(name), Optional.empty()));
    }

    @Test
    void aClockThatStandsStillTakesNoRoom() {
        var guest = guest();

        for (var i = 0; i < 10_000; i++) {
            call(guest, "wasi_snapshot_preview1", "clock_time_get", 0, 0, OUT);
        }

        assertThat(guest.effects().recorder().answers())
                .containsExactly(new Clock(TestingContexts.NOON.toEpochMilli(), 10_000));
    }

    @Test
    void whatIsNotOursIsNamed() {
        var guest = guest();

        call(guest, "embedder", "stock");

        assertThat(guest.effects().recorder().foreign()).containsExactly("embedder.stock");
        assertThat(guest.effects().recorder().answers()).isEmpty();
    }

    private void ask(Guest guest) {
        call(guest, "pointsman/v1", "http_request", question());
    }

    private long[] question() {
        memory.put(0, "GET");
        memory.put(16, URL);
        return new long[] {0, 3, 16, URL.length(), 0, 0, 0, 0, OUT, 4_096};
    }

    private long call(Guest guest, String module, String name, long... arguments) {
        return new HostTables(functions)
                .of(guest.context().policy(), new ModuleName("job"))
                .at(index(module, name))
                .answer(guest, arguments);
    }

    private int index(String module, String name) {
        return functions.indexOf(module, name).orElseThrow();
    }

    private Guest guest() {
        return memory.guest(
                TestingContexts.context(policy(Recorded.FAILURES), TestingContexts.request("")));
    }

    private static HostFunction foreign() {
        return new HostFunction(
                "embedder", "stock", List.of(), Optional.empty(), Optional.empty(), (_, _) -> 0);
    }

    private static Policy policy(Recorded record) {
        var all = List.of(NamePattern.of("*"));
        var http =
                new HttpGrant(
                        List.of(WebOrigin.of("https://api.example.com")),
                        List.of(),
                        Map.of(),
                        1_000,
                        1_000);
        return TestingContexts.allowing(TestingContexts.ACME, TestingLimits.ROOMY)
                .granting(
                        new Grants(
                                all,
                                all,
                                http,
                                Map.of(),
                                List.of(),
                                Map.of(),
                                Map.of(),
                                Audit.NONE,
                                record));
    }
}
