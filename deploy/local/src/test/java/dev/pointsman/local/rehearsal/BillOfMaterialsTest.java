package dev.pointsman.local.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A bill of two jars, of which one is not what it was when the bill was made. */
class BillOfMaterialsTest {
    @TempDir private Path folder;

    @BeforeEach
    void makeBill() throws Exception {
        Files.writeString(folder.resolve("same-1.jar"), "as published");
        Files.writeString(folder.resolve("other-2.jar"), "rewritten");
        Files.writeString(
                bill(),
                """
                {
                  "bomFormat": "CycloneDX",
                  "components": [
                    { "name": "same", "version": "1", "hashes": [{ "alg": "SHA-256", "content": "%1$s" }] },
                    {
                      "name": "other",
                      "version": "2",
                      "hashes": [
                        { "alg": "SHA-256", "content": "%1$s" },
                        { "alg": "SHA3-512", "content": "%2$s" }
                      ]
                    },
                    { "name": "elsewhere", "version": "3", "hashes": [{ "alg": "SHA-256", "content": "%1$s" }] }
                  ]
                }
                """
                        .formatted(
                                digest("SHA-256", "as published"),
                                digest("SHA3-512", "as published")));
    }

    @Test
    void aJarThatWasRewrittenHasItsDigestsAndIsSaidToBe() throws Exception {
        BillOfMaterials.correct(bill(), folder);

        var other = component(1);
        assertThat(other.at("/hashes/0/content").asString())
                .isEqualTo(digest("SHA-256", "rewritten"));
        assertThat(other.at("/hashes/1/content").asString())
                .isEqualTo(digest("SHA3-512", "rewritten"));
        assertThat(other.at("/pedigree/notes").asString()).isEqualTo(BillOfMaterials.NOTE);
    }

    @Test
    void theOthersStayAsTheyWere() throws Exception {
        var same = component(0);
        var elsewhere = component(2);

        BillOfMaterials.correct(bill(), folder);

        assertThat(component(0)).isEqualTo(same);
        assertThat(component(2)).isEqualTo(elsewhere);
    }

    /** Maven makes none when it is offline. */
    @Test
    void withoutABillThereIsNothingToCorrect() throws Exception {
        Files.delete(bill());

        assertThatCode(() -> BillOfMaterials.correct(bill(), folder)).doesNotThrowAnyException();
        assertThat(bill()).doesNotExist();
    }

    private Path bill() {
        return folder.resolve("bom.json");
    }

    private JsonNode component(int index) throws IOException {
        return JsonMapper.shared().readTree(Files.readAllBytes(bill())).at("/components/" + index);
    }

    private static String digest(String algorithm, String text) throws Exception {
        var digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8));
        return HexFormat.of().formatHex(digest);
    }
}
