package dev.pointsman.local.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Corrects a bill of materials (CycloneDX), which is made of jars as they are published: of those
 * that were rewritten since, whoever compares would otherwise find others than the bill says.
 * Stateless.
 */
final class BillOfMaterials {
    /** What the bill says of a jar that is another than the published one. */
    static final String NOTE =
            "Rewritten when the image was built: classes in a newer form, or added to (see RATIONALE.md)";

    private static final JsonMapper JSON = JsonMapper.shared();

    private BillOfMaterials() {}

    /**
     * Gives each component the digests that its jar has now.
     *
     * @param bill in JSON; there may be none
     * @param lib the folder with the jars
     */
    static void correct(Path bill, Path lib) throws IOException {
        if (!Files.exists(bill)) {
            return;
        }
        var document = JSON.readTree(Files.readAllBytes(bill));
        for (var component : document.path("components")) {
            var jar =
                    lib.resolve(
                            text(component, "name") + "-" + text(component, "version") + ".jar");
            if (Files.exists(jar)) {
                correct((ObjectNode) component, Files.readAllBytes(jar));
            }
        }
        Files.write(bill, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document));
    }

    private static void correct(ObjectNode component, byte[] jar) {
        for (var hash : component.path("hashes")) {
            var now = digest(text(hash, "alg"), jar);
            if (!now.equals(text(hash, "content"))) {
                ((ObjectNode) hash).put("content", now);
                component.putObject("pedigree").put("notes", NOTE);
            }
        }
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    /** CycloneDX calls them as the JDK does. */
    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "bill of materials: " + algorithm + " (expected: a digest that the JDK has)",
                    e);
        }
    }
}
