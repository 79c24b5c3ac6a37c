package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that exists is right. */
class ValuesTest {
    private static final String EMPTY_SHA256 =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "acme", "a-b", "a--b", "4cme"})
    void aDnsLabelNamesTenantsAndModules(String name) {
        assertThat(new TenantId(name)).hasToString(name);
        assertThat(new ModuleName(name)).hasToString(name);
        assertThat(ModuleRef.parse(name)).isEqualTo(ModuleRef.named(name)).hasToString(name);
    }

    @Test
    void aDnsLabelHasUpTo63Characters() {
        var longest = "a" + "-".repeat(61) + "b";

        assertThat(new TenantId(longest)).hasToString(longest);
    }

    @Test
    void namesAreEqualByTheirTextAndOfOneKind() {
        assertThat(new TenantId("acme"))
                .isEqualTo(TenantId.parse("acme").orElseThrow())
                .hasSameHashCodeAs(TenantId.parse("acme").orElseThrow())
                .isNotEqualTo(new TenantId("acmf"))
                .isNotEqualTo(new ModuleName("acme"));
        assertThat(new ModuleName("acme"))
                .isEqualTo(ModuleName.parse("acme").orElseThrow())
                .hasSameHashCodeAs(ModuleName.parse("acme").orElseThrow())
                .isNotEqualTo(new ModuleName("acmf"))
                .isNotEqualTo(new TenantId("acme"));
    }

    /** A map looks at all that share a hash, one after another, unless they have an order. */
    @Test
    void jobsThatShareTheirHashHaveAnOrder() {
        var job = new JobIdentity(new TenantId("c0"), "urn:Aa", new JobId("Aa"));
        var others =
                List.of(
                        new JobIdentity(new TenantId("an"), "urn:Aa", new JobId("Aa")),
                        new JobIdentity(new TenantId("c0"), "urn:BB", new JobId("Aa")),
                        new JobIdentity(new TenantId("c0"), "urn:Aa", new JobId("BB")));

        assertThat(others).extracting(JobIdentity::hashCode).containsOnly(job.hashCode());
        assertThat(others).allSatisfy(other -> assertOrdered(job, other));
        assertThat(job)
                .isEqualByComparingTo(
                        new JobIdentity(new TenantId("c0"), "urn:Aa", new JobId("Aa")));
    }

    private static void assertOrdered(JobIdentity one, JobIdentity other) {
        assertThat(one).isNotEqualTo(other).isNotEqualByComparingTo(other);
        assertThat(Integer.signum(one.compareTo(other)))
                .isEqualTo(-Integer.signum(other.compareTo(one)));
    }

    @ParameterizedTest
    @MethodSource("dev.pointsman.contracts.HeaderFormsTest#noDnsLabels")
    void anythingElseDoesNot(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TenantId(name))
                .withMessageStartingWith("tenant: " + Wording.quote(name) + " (expected: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModuleName(name))
                .withMessageStartingWith("module: " + Wording.quote(name) + " (expected: ");
    }

    @Test
    void aDigestIsTheSha256OfTheBytes() {
        var digest = ModuleDigest.of(Payload.EMPTY);

        assertThat(digest).hasToString("sha256:" + EMPTY_SHA256);
        assertThat(ModuleDigest.parse("sha256:" + EMPTY_SHA256)).isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256", "sha256:", "sha256:00", "md5:00", " sha256:00"})
    void aDigestInAnotherFormIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModuleDigest.parse(text))
                .withMessageStartingWith("digest: '")
                .withMessageContaining("(expected: ");
    }

    @Test
    void aPinnedModuleIsReadAsItIsWritten() {
        var text = "invoice@sha256:" + EMPTY_SHA256;

        var pinned = ModuleRef.parse(text);

        assertThat(pinned.name()).isEqualTo(new ModuleName("invoice"));
        assertThat(pinned.pin()).isEqualTo(Optional.of(new ModuleDigest(EMPTY_SHA256)));
        assertThat(pinned).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a b", "../..", "größer", "🚂", "{\"a\":1}"})
    void aJobIdIsAnyText(String id) {
        assertThat(new JobId(id)).hasToString(id);
    }

    @Test
    void aJobIdHasUpTo256CharactersOfAnyPlane() {
        var longest = "🚂".repeat(256);

        assertThat(new JobId(longest)).hasToString(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> new JobId(longest + "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2003", "a\0", "a\n", "a\u007f", "a\u0085", "\u001b[2J"})
    void aJobIdIsNotEmptyAndHasNoControlCharacters(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JobId(id))
                .withMessageStartingWith("job id: " + Wording.quote(id) + " (expected: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256})
    void aFailureHasAnExitCodeFrom1To255(int code) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Outcome.Failed(code, "no"));
    }

    @Test
    void anExecutionHasAnAttemptAndADuration() {
        var none = Execution.NONE;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Execution(none.basis(), 0, Duration.ZERO, none.usage()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.lasting(Duration.ofNanos(-1), usage(0, Duration.ZERO)));
    }

    @ParameterizedTest
    @CsvSource({
        "75, GUEST_TRAP, true, false",
        "1, DEADLINE_EXCEEDED, false, false",
        "74, WORKER_FAULT, false, true",
        "76, PUBLISH_FAILED, false, true",
        "2, FUEL_EXHAUSTED, false, false",
        "3, JOB_MALFORMED, false, false"
    })
    void whatMayEndOtherwiseNextTimeIsWorthRetrying(
            int exitCode, ErrorCode code, boolean failure, boolean error) {
        assertThat(new Outcome.Failed(exitCode, "no").isWorthRetrying()).isEqualTo(failure);
        assertThat(new Outcome.Errored(code, "no").isWorthRetrying()).isEqualTo(error);
        assertThat(new Outcome.Succeeded(Payload.EMPTY).isWorthRetrying()).isFalse();
    }

    @Test
    void nothingOnABillIsLessThanNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> usage(-1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> usage(0, Duration.ofNanos(-1)));
    }

    private static Usage usage(long number, Duration time) {
        return new Usage(number, time, number, number, number, number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEventHasASourceAndAType(String empty) {
        assertThatIllegalArgumentException().isThrownBy(() -> Event.of(empty, "type"));
        assertThatIllegalArgumentException().isThrownBy(() -> Event.of("urn:shop", empty));
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyErrorIsFoundByItsCodeAndSaysWhoseFaultItIs(ErrorCode error) {
        assertThat(ErrorCode.of(error.code())).contains(error);
        assertThat(error.code()).matches("[a-z]+(-[a-z]+)*");
        assertThat(error.urn()).isEqualTo("urn:pointsman:error:" + error.code());
        assertThat(error.title()).matches("[A-Z][a-zA-Z' ,-]{1,79}");
        assertThat(error.blame()).isNotNull();
    }
}
