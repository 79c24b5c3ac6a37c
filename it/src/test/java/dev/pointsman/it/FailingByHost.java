package dev.pointsman.it;

import static dev.pointsman.it.GuestCode.EXIT;
import static dev.pointsman.it.GuestCode.EXIT_BY_ANSWER;
import static dev.pointsman.it.GuestCode.OUT;
import static dev.pointsman.it.GuestCode.named;
import static dev.pointsman.it.GuestCode.ours;
import static dev.pointsman.it.GuestCode.wasi;

import dev.pointsman.worker.testing.WasmBytes;
import java.util.ArrayList;
import java.util.List;

/** Jobs that fail by what their host refuses them, or tells them. Owned by one thread. */
final class FailingByHost {
    private static final String TAG = "h";

    /** A pointer and a length that lead beyond the memory. */
    private static final String FAR = " i32.const 65530 i32.const 100";

    private final List<FailingJob> jobs = new ArrayList<>();
    private final String server;

    /**
     * @param server who is asked by those that ask somebody
     */
    FailingByHost(String server) {
        this.server = server;
    }

    List<FailingJob> all() {
        denials();
        badArguments();
        badArgumentsOfOthers();
        badArgumentsOfWasi();
        answersOfTheWeb();
        state();
        whatIsTold();
        return jobs;
    }

    private void add(String name, String tenant, WasmBytes module) {
        jobs.add(new FailingJob(name + "-" + TAG + jobs.size(), tenant, module));
    }

    private void denials() {
        add(
                "denied",
                FailingJob.BARE,
                ours("log", "iii>i", "", "i32.const 1 i32.const 0 i32.const 1 call 0 drop"));
        for (var name :
                List.of("config_get", "context_get", "secret_get", "state_get", "state_set")) {
            add("denied", FailingJob.BARE, ours(name, "iiii>i", "x", named(1) + OUT + " drop"));
        }
        add(
                "denied",
                FailingJob.BARE,
                ours("state_delete", "ii>i", "x", named(1) + " call 0 drop"));
        add(
                "denied",
                FailingJob.BARE,
                ours("state_list", "iiiiii>i", "x", named(1) + named(0) + OUT + " drop"));
        add(
                "denied",
                FailingJob.BARE,
                ours("metric_add", "iiI>i", "x", named(1) + " i64.const 1 call 0 drop"));
        add("denied", FailingJob.BARE, asking("/ok", EXIT));
        add(
                "metric-denied",
                FailingJob.FREE,
                ours("metric_add", "iiI>i", "x", named(1) + " i64.const 1 call 0 drop"));
        add("place-denied", FailingJob.FREE, GuestCode.asking("http://10.1.2.3:80", "/", EXIT));
        add(
                "topic-denied",
                FailingJob.FREE,
                ours(
                        "publish",
                        "iiiiiiiiii>i",
                        "elsewhere",
                        named(9) + named(0) + named(1) + named(1) + named(1) + " call 0 drop"));
    }

    private void badArguments() {
        add("far-name", FailingJob.FREE, ours("config_get", "iiii>i", "", FAR + OUT + " drop"));
        add(
                "far-answer",
                FailingJob.FREE,
                ours("config_get", "iiii>i", "greeting", named(8) + FAR + " call 0 drop"));
        add(
                "far-secret",
                FailingJob.FREE,
                ours("secret_get", "iiii>i", "token", named(5) + FAR + " call 0 drop"));
        add(
                "long-name",
                FailingJob.FREE,
                ours("context_get", "iiii>i", "", named(300) + OUT + " drop"));
        add(
                "no-utf8",
                FailingJob.FREE,
                ours("config_get", "iiii>i", "", named(2) + OUT + " drop")
                        .data(0, (byte) -1, (byte) -2));
        add(
                "no-level",
                FailingJob.FREE,
                ours("log", "iii>i", "", "i32.const 9 i32.const 0 i32.const 1 call 0 drop"));
    }

    private void badArgumentsOfOthers() {
        add(
                "negative",
                FailingJob.FREE,
                ours("metric_add", "iiI>i", "orders", named(6) + " i64.const -1 call 0 drop"));
        add(
                "no-state-name",
                FailingJob.FREE,
                ours("state_get", "iiii>i", "", named(0) + OUT + " drop"));
        add(
                "far-state",
                FailingJob.FREE,
                ours("state_set", "iiii>i", "n", named(1) + FAR + " call 0 drop"));
        add("no-url", FailingJob.FREE, GuestCode.asking("gopher://x", "/", EXIT));
        add(
                "far-web",
                FailingJob.FREE,
                ours(
                        "http_request",
                        "iiiiiiiiii>i",
                        "GET",
                        named(3) + FAR + named(0) + named(0) + OUT + " drop"));
    }

    private void badArgumentsOfWasi() {
        add("far-random", FailingJob.FREE, wasi("random_get", "ii>i", FAR + " call 0 drop"));
        add(
                "far-args",
                FailingJob.FREE,
                wasi("args_sizes_get", "ii>i", " i32.const 65535 i32.const 0 call 0 drop"));
        add(
                "far-environ",
                FailingJob.FREE,
                wasi("environ_get", "ii>i", " i32.const 65500 i32.const 0 call 0 drop"));
        add(
                "far-clock",
                FailingJob.FREE,
                wasi(
                        "clock_time_get",
                        "iIi>i",
                        "i32.const 0 i64.const 0 i32.const 65530 call 0 drop"));
        add(
                "far-vector",
                FailingJob.FREE,
                wasi(
                        "fd_write",
                        "iiii>i",
                        "i32.const 1 i32.const 65533 i32.const 1 i32.const 8 call 0 drop"));
    }

    private void answersOfTheWeb() {
        for (var path : List.of("/ok", "/missing", "/broken", "/cookie", "/elsewhere", "/large")) {
            add("web", FailingJob.FREE, asking(path, EXIT));
            add("web-trap", FailingJob.FREE, asking(path, " drop unreachable"));
        }
        add(
                "web-nobody",
                FailingJob.FREE,
                GuestCode.asking("http://127.0.0.1:1", "/", EXIT_BY_ANSWER));
        add("web-small", FailingJob.FREE, small("/ok"));
    }

    /** The buffer is too small at first, and the answer kept. */
    private WasmBytes small(String path) {
        var question =
                named(3)
                        + " i32.const 16 i32.const "
                        + (server + path).length()
                        + named(0)
                        + named(0);
        return ours(
                        "http_request",
                        "iiiiiiiiii>i",
                        "GET",
                        question
                                + " i32.const 1024 i32.const 4 call 0 drop"
                                + question
                                + OUT
                                + EXIT)
                .data(16, GuestCode.bytes(server + path));
    }

    private void state() {
        add(
                "state-found",
                FailingJob.FREE,
                ours("state_get", "iiii>i", "kept", named(4) + OUT + EXIT_BY_ANSWER));
        add(
                "state-missing",
                FailingJob.FREE,
                ours("state_get", "iiii>i", "lost", named(4) + OUT + EXIT));
        add(
                "state-listed",
                FailingJob.FREE,
                ours("state_list", "iiiiii>i", "", named(0) + named(0) + OUT + EXIT));
        add(
                "state-deleted",
                FailingJob.FREE,
                ours(
                        "state_delete",
                        "ii>i",
                        "kept",
                        named(4) + " call 0 drop" + named(4) + " call 0" + EXIT));
        add(
                "state-set",
                FailingJob.FREE,
                ours(
                        "state_set",
                        "iiii>i",
                        "kept",
                        named(4) + named(2) + " call 0 drop unreachable"));
        add(
                "state-full",
                FailingJob.HASTY,
                ours("state_set", "iiii>i", "n", named(1) + named(700) + " call 0" + EXIT));
    }

    private void whatIsTold() {
        add(
                "config",
                FailingJob.FREE,
                ours("config_get", "iiii>i", "greeting", named(8) + OUT + EXIT_BY_ANSWER));
        add(
                "config-missing",
                FailingJob.FREE,
                ours("config_get", "iiii>i", "nothing", named(7) + OUT + EXIT));
        add(
                "secret",
                FailingJob.FREE,
                ours("secret_get", "iiii>i", "token", named(5) + OUT + EXIT_BY_ANSWER));
        for (var fact : List.of("attempt", "deadline-millis", "policy-version", "job-id", "key")) {
            add(
                    "fact",
                    FailingJob.FREE,
                    ours(
                            "context_get",
                            "iiii>i",
                            fact,
                            named(fact.length()) + OUT + EXIT_BY_ANSWER));
        }
        add(
                "time",
                FailingJob.FREE,
                wasi(
                        "clock_time_get",
                        "iIi>i",
                        "i32.const 0 i64.const 0 i32.const 1024 call 0" + EXIT_BY_ANSWER));
        add(
                "age",
                FailingJob.FREE,
                wasi(
                        "clock_time_get",
                        "iIi>i",
                        "i32.const 1 i64.const 0 i32.const 1024 call 0" + EXIT_BY_ANSWER));
        add(
                "random",
                FailingJob.FREE,
                wasi("random_get", "ii>i", " i32.const 1024 i32.const 8 call 0" + EXIT_BY_ANSWER));
        add(
                "environ",
                FailingJob.FREE,
                wasi(
                        "environ_get",
                        "ii>i",
                        " i32.const 512 i32.const 600 call 0" + EXIT_BY_ANSWER));
    }

    private WasmBytes asking(String path, String after) {
        return GuestCode.asking(server, path, after);
    }
}
