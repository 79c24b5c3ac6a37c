package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The value of a result that is no success. */
class ProblemTest {
    private static final JobResult TRAP =
            Wire.result(new Outcome.Errored(ErrorCode.GUEST_TRAP, "unreachable"));

    @Test
    void aProblemSaysWhatWentWrongWithWhichJob() {
        var document = new JsonMapper().readTree(JobResultCodec.value(TRAP).toBytes());

        assertThat(document)
                .isEqualTo(
                        new JsonMapper()
                                .readTree(
                                        """
                                        {"type": "urn:pointsman:error:guest-trap",
                                         "title": "The guest trapped",
                                         "detail": "unreachable",
                                         "instance": "urn:pointsman:job:order-17",
                                         "tenant": "acme",
                                         "module": "invoice",
                                         "attempt": 2,
                                         "worthRetrying": false}\
                                        """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b/c?d#e", "../..", "100%", "größer \u202e", "🚂", "\"\\", "a+b*c~d"})
    void anyJobIdMakesAUri(String id) {
        var result =
                new JobResult(
                        new JobId(id),
                        TRAP.tenant(),
                        TRAP.module(),
                        TRAP.outcome(),
                        TRAP.execution(),
                        TRAP.source(),
                        TRAP.time(),
                        TRAP.links());

        assertThat(Schemas.complaintsAboutJson(Schemas.PROBLEM, JobResultCodec.value(result)))
                .isEmpty();
    }

    @Test
    void aDetailCutInsideACharacterIsWrittenAllTheSame() {
        var cut = "🚂".substring(0, 1);

        var value =
                JobResultCodec.value(
                        TRAP.withOutcome(new Outcome.Errored(ErrorCode.GUEST_TRAP, cut + "x")));

        assertThat(Schemas.complaintsAboutJson(Schemas.PROBLEM, value)).isEmpty();
        assertThat(Problem.detail(value)).contains(cut + "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"detail\"",
                "[\"detail\", \"x\"]",
                "{}",
                "{\"detail\"",
                "{\"detail\":",
                "{\"detail\": null}",
                "{\"detail\": 7}",
                "{\"detail\": {}}",
                "{\"detail\": [\"x\"]}",
                "{\"detail\": \"x",
                "{\"other\": {\"detail\": \"x\"}}",
                "\ufeff",
                "<html>"
            })
    void whatIsNoProblemDocumentHasNoDetail(String value) {
        assertThat(Problem.detail(Payload.ofUtf8(value))).isEmpty();
    }

    @Test
    void aDetailIsFoundBehindAnythingElse() {
        var value = "{\"a\": [{\"detail\": 1}], \"b\": {\"detail\": 2}, \"detail\": \"x\"}";

        assertThat(Problem.detail(Payload.ofUtf8(value))).isEqualTo(Optional.of("x"));
    }

    @Test
    void aTowerOfBracketsIsNoProblemDocument() {
        var tower = "{\"a\": " + "[".repeat(1_000_000);

        assertThat(Problem.detail(Payload.ofUtf8(tower))).isEmpty();
    }

    @Test
    void textInAnotherEncodingIsNoProblemDocument() {
        var bytes = "{\"detail\": \"ä\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Problem.detail(Payload.copyOf(bytes))).isEmpty();
    }
}
