package dev.pointsman.local.demo;

import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.local.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The jobs of the demo: one module for two tenants, who see it behave differently; a tenant who may
 * run nothing, one nobody knows, and one whose guest asks for what it was not granted.
 */
final class DemoJobs {
    private static final String ORDER_PRICE = "order-price";
    private static final String WEATHER_ALERT = "weather-alert";
    private static final String TABLE_TO_JSON = "table-to-json";

    private final List<DemoJob> jobs = new ArrayList<>();

    private DemoJobs() {}

    static List<DemoJob> from(Home home) throws IOException {
        var made = new DemoJobs();
        var orders = documents(home.documents().resolve("orders"));
        var months = documents(home.documents().resolve("weather"));
        for (var order : orders) {
            made.add("acme", ORDER_PRICE, order);
            made.add("globex", ORDER_PRICE, order);
        }
        for (var month : months) {
            made.add("acme", WEATHER_ALERT, month);
            made.add("acme", TABLE_TO_JSON, month);
        }
        made.add("acme", ORDER_PRICE, months.getFirst());
        made.add("globex", WEATHER_ALERT, months.getLast());
        made.add("initech", ORDER_PRICE, orders.getFirst());
        made.add("umbrella", ORDER_PRICE, orders.getFirst());
        return List.copyOf(made.jobs);
    }

    private void add(String tenant, String module, Path document) throws IOException {
        var name = document.getFileName().toString().replaceFirst("\\.csv$", "");
        var event =
                Event.of("urn:pointsman:demo", "dev.pointsman.demo.document.v1")
                        .withContentType("text/csv");
        var input = Payload.takingOver(Files.readAllBytes(document));
        var id = new JobId(String.format("job-%02d-%s", jobs.size() + 1, name));
        var request =
                JobRequest.of(id, new TenantId(tenant), ModuleRef.named(module), event, input);
        jobs.add(new DemoJob(request, Payload.ofUtf8(name)));
    }

    private static List<Path> documents(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
        }
    }
}
