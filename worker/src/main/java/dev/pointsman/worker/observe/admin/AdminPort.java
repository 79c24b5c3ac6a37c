package dev.pointsman.worker.observe.admin;

import dev.pointsman.worker.observe.meters.Meters;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Which answers the admin port has under which paths. Stateless. */
public final class AdminPort {
    private AdminPort() {}

    /**
     * Opens it.
     *
     * @param trouble why the worker is not ready; asked for each time
     * @param metrics in the text format of Prometheus
     */
    public static AdminServer open(
            AdminAddress address,
            Supplier<Optional<String>> trouble,
            Supplier<String> metrics,
            Overview overview)
            throws IOException {
        var page = StaticFile.read("page.html", "text/html");
        var script = StaticFile.read("page.js", "text/javascript");
        var style = StaticFile.read("page.css", "text/css");
        Map<String, Supplier<Answer>> pages =
                Map.of(
                        // Answers whatever Kafka does: a restart would not mend that.
                        "/livez", () -> Answer.line(Answer.OK, "alive"),
                        "/readyz", () -> readiness(trouble.get()),
                        "/metrics", () -> Answer.ok(Meters.TYPE, metrics.get()),
                        "/", () -> page,
                        "/page.js", () -> script,
                        "/page.css", () -> style);
        return AdminServer.open(address, pages, new Events(() -> overview.json(trouble.get())));
    }

    private static Answer readiness(Optional<String> trouble) {
        return trouble.map(it -> Answer.line(Answer.UNAVAILABLE, it))
                .orElseGet(() -> Answer.line(Answer.OK, "ready"));
    }
}
