package dev.pointsman.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The house plan of RATIONALE.md, as data: which room may know which, and where each library lives.
 */
@AnalyzeClasses(packages = "dev.pointsman", importOptions = ImportOption.DoNotIncludeTests.class)
class HousePlanTest {
    private static final String ROOT = "dev.pointsman.worker";

    /** All rooms may know the contracts besides. */
    private static final Map<String, List<String>> MAY_USE =
            Map.ofEntries(
                    Map.entry("config", List.of()),
                    Map.entry("tenant", List.of()),
                    Map.entry("context", List.of("tenant")),
                    Map.entry("state", List.of()),
                    Map.entry("effects", List.of("context", "state", "tenant")),
                    Map.entry("module", List.of()),
                    Map.entry("host", List.of("context", "effects", "tenant")),
                    Map.entry("http", List.of("context", "host", "tenant")),
                    Map.entry("sandbox", List.of("context", "effects", "host", "state", "tenant")),
                    Map.entry(
                            "job",
                            List.of("context", "effects", "module", "sandbox", "state", "tenant")),
                    Map.entry(
                            "replay",
                            List.of("context", "effects", "host", "sandbox", "state", "tenant")),
                    Map.entry("flow", List.of()),
                    Map.entry(
                            "kafka",
                            List.of("context", "effects", "flow", "job", "sandbox", "state")),
                    Map.entry(
                            "observe",
                            List.of(
                                    "context", "effects", "host", "job", "kafka", "sandbox",
                                    "state", "tenant")));

    /** Where each foreign library lives. */
    private static final Map<String, String> HOMES =
            Map.ofEntries(
                    Map.entry("com.dylibso.chicory..", ROOT + ".sandbox.."),
                    Map.entry("com.github.benmanes.caffeine..", ROOT + ".sandbox.."),
                    Map.entry("okhttp3..", ROOT + ".http.."),
                    Map.entry("org.apache.kafka.clients..", ROOT + ".kafka.."),
                    Map.entry("io.smallrye..", ROOT + ".config.."),
                    Map.entry("io.micrometer..", ROOT + ".observe.."),
                    Map.entry("io.opentelemetry..", ROOT + ".observe.."),
                    Map.entry("ch.qos.logback..", ROOT + ".observe.."),
                    Map.entry("co.elastic.logging..", ROOT + ".observe.."),
                    Map.entry("com.sun.net.httpserver..", ROOT + ".observe.."),
                    Map.entry("tools.jackson.databind..", ROOT + ".tenant.."),
                    Map.entry("tools.jackson.dataformat..", ROOT + ".tenant.."));

    @ArchTest static final ArchRule ARROWS_FOLLOW_THE_PLAN = plan();

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_PUBLIC_KAFKA =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.kafka..internals..", "org.apache.kafka..internal..");

    @ArchTest
    static final ArchRule ONLY_THE_CODEC_READS_HEADERS =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "..")
                    .should()
                    .callMethod(
                            "org.apache.kafka.common.header.Headers",
                            "lastHeader",
                            "java.lang.String");

    /** What decides is a state machine: time comes in as a number, and nothing is waited for. */
    @ArchTest
    static final ArchRule FLOW_HAS_NO_THREADS_OR_CLOCKS =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".flow..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.util.concurrent.locks..")
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(Thread.class, Clock.class, InstantSource.class)
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Instant.class, "now");

    @ArchTest
    static void librariesStayAtHome(JavaClasses classes) {
        HOMES.forEach((library, home) -> livesOnlyIn(library, home).check(classes));
    }

    private static ArchRule plan() {
        var plan = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (var room : MAY_USE.keySet()) {
            plan = plan.layer(room).definedBy(ROOT + "." + room + "..");
        }
        for (var room : MAY_USE.entrySet()) {
            var layer = plan.whereLayer(room.getKey());
            plan =
                    room.getValue().isEmpty()
                            ? layer.mayNotAccessAnyLayer()
                            : layer.mayOnlyAccessLayers(room.getValue().toArray(String[]::new));
        }
        return plan;
    }

    private static ArchRule livesOnlyIn(String library, String home) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .and()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
