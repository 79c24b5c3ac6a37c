package dev.pointsman.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.config.ConfigLoader;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.tenant.LiveTenants;
import dev.pointsman.worker.tenant.Tenants;
import dev.pointsman.worker.tenant.TenantsFileException;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that may take more than its heap does not start. */
class HeapBudgetTest {
    private static final long MIB = 1024 * 1024;
    private static final Tenants NOBODY = new Tenants("v1", Map.of());

    /** Its jobs may write to a quarter of a gibibyte each. */
    private static final String LARGE =
            "tenants: { globex: { limits: { max-pages: 4096, max-dirty-pages: 4096 } } }";

    @Test
    void theDefaultsFitIntoHalfAGibibyte() throws Exception {
        var budget = budget(NOBODY, Map.of());

        assertThatCode(() -> budget.requireWithin(512 * MIB)).doesNotThrowAnyException();
    }

    @Test
    void aHeapThatIsTooSmallIsRefusedWithAllTheNumbers() throws Exception {
        var budget = budget(NOBODY, Map.of("pointsman.concurrency", "100"));

        assertThatThrownBy(() -> budget.requireWithin(512 * MIB))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a heap of 512 MiB (expected: at least 26")
                .hasMessageContaining("100 jobs at once, the largest of them 22 MiB")
                .hasMessageContaining("(pointsman.modules.max-cached-bytes): 64 MiB");
    }

    @Test
    void whatATenantMayWriteToCountsAndWhatItMayOnlyHaveDoesNot() throws Exception {
        var frugal = budget(tenant(TestingLimits.dirtyPages(1)), Map.of());
        var greedy = budget(tenant(TestingLimits.pages(16_384)), Map.of());

        assertThat(frugal.bytes()).isEqualTo(budget(NOBODY, Map.of()).bytes());
        assertThat(greedy.bytes() - frugal.bytes()).isLessThan(16 * MIB);
    }

    /** Two arrays of pointers to leaves of 4 KiB, and four tables of 65,536 slots. */
    @Test
    void whatHoldsMemoryTogetherCountsAndTablesDo() throws Exception {
        var few = bytesOfJob(Map.of());
        var many = bytesOfJob(Map.of("pointsman.limits.max-pages", "8448"));

        assertThat(many - few).isEqualTo(8_192 * 2 * 16 * 4);
        assertThat(few - 256 * 64 * 1024 - 4 * 900_000).isGreaterThan(4 * 65_536 * 8);
    }

    /** Jobs and results, and a 64th of it for remembered cancels, which had no share. */
    @Test
    void whatIsHeldOfJobsCountsTwiceAndOfCancelsBeside() throws Exception {
        var usual = budget(NOBODY, Map.of());
        var larger = budget(NOBODY, Map.of("pointsman.kafka.max-buffered-bytes", "" + 128 * MIB));

        assertThat(larger.bytes() - usual.bytes()).isEqualTo((2 * 64 + 1) * MIB);
    }

    /** They had no share, and publishers choose what is in them. */
    @Test
    void spansThatWaitForACollectorCountWhereThereIsOne() throws Exception {
        var usual = budget(NOBODY, Map.of());
        var traced = budget(NOBODY, Map.of("pointsman.traces.endpoint", "http://collector:4318"));

        assertThat(traced.bytes() - usual.bytes()).isBetween(6 * MIB, 7 * MIB);
        assertThat(traced.objection(0).orElseThrow())
                .contains("spans that wait for the collector (pointsman.traces.endpoint): 7 MiB");
    }

    /** What one more at once makes of it. */
    private static long bytesOfJob(Map<String, String> limits) throws ConfigException {
        var more = new HashMap<>(limits);
        more.put("pointsman.concurrency", "3");
        return budget(NOBODY, more).bytes() - budget(NOBODY, limits).bytes();
    }

    @Test
    void tenantsThatNeedMoreThanThereIsAreRefusedInTheirFilesName(@TempDir Path folder)
            throws Exception {
        var file = Files.writeString(folder.resolve("tenants.yaml"), LARGE);

        assertThatThrownBy(() -> tenants(file))
                .isInstanceOf(TenantsFileException.class)
                .hasMessageStartingWith(file + ": a heap of 512 MiB (expected: at least ")
                .hasMessageContaining("the largest of them 2");
    }

    /** They were taken, for the heap was looked at when the worker started, and never again. */
    @Test
    void tenantsThatComeToNeedMoreAreNotTaken(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("tenants.yaml"), "tenants: { acme: }");
        var tenants = tenants(file);
        Files.writeString(file, LARGE);

        tenants.refresh();
        tenants.refresh();

        assertThat(tenants.current().policyOf(TestingContexts.ACME)).isPresent();
    }

    private static LiveTenants tenants(Path file) throws Exception {
        var config =
                ConfigLoader.load(
                        Optional.empty(),
                        Map.of(),
                        Map.of("pointsman.tenants.file", file.toString()));
        return Main.tenants(config, Main.limits(config.limits()), 512 * MIB);
    }

    private static Tenants tenant(Limits limits) {
        var acme = TestingContexts.ACME;
        return new Tenants("v1", Map.of(acme, TestingContexts.allowing(acme, limits)));
    }

    private static HeapBudget budget(Tenants tenants, Map<String, String> settings)
            throws ConfigException {
        var config = ConfigLoader.load(Optional.empty(), Map.of(), settings);
        return HeapBudget.of(config, Main.limits(config.limits()), tenants);
    }
}
