package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Payload;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code tenants.yaml}, whole or not at all. Stateless, so safe on every thread. */
final class TenantsFile {
    /** As much as a ConfigMap of Kubernetes holds; the parser's time grows with the square. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final int VERSION_DIGITS = 12;

    /**
     * An unknown word in the file is a grant that was meant and not made: refused, never skipped. A
     * number where a text should be is refused too, for what YAML takes for a number surprises.
     */
    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .withCoercionConfig(
                            LogicalType.Textual,
                            text ->
                                    text.setCoercion(
                                                    CoercionInputShape.Integer, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Float, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private TenantsFile() {}

    static Tenants read(Path file, Limits defaults, SecretSources sources)
            throws TenantsFileException {
        var bytes = bytesOf(file);
        var complaints = new TenantsComplaints(file, new YamlPlaces(YAML, bytes));
        complaints.requireNoAlias();
        try {
            var version = ModuleDigest.of(Payload.copyOf(bytes)).hex().substring(0, VERSION_DIGITS);
            return Optional.ofNullable(YAML.readValue(bytes, TenantsDocument.class))
                    .orElse(TenantsDocument.EMPTY)
                    .check(version, defaults, sources);
        } catch (JacksonException e) {
            throw complaints.about(e);
        } catch (PolicyFault e) {
            throw complaints.about(e);
        }
    }

    private static byte[] bytesOf(Path file) throws TenantsFileException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new TenantsFileException(
                        file + ": too large (expected: at most " + MAX_BYTES + " bytes)");
            }
            return bytes;
        } catch (IOException e) {
            throw new TenantsFileException(file + ": " + reason(file, e), e);
        }
    }

    /** Docker makes a folder where a file is to be mounted that is not there. */
    static String reason(Path file, IOException failure) {
        if (Files.isDirectory(file)) {
            return "is a folder (expected: a tenants file; Docker makes a folder where the file to"
                    + " mount does not exist)";
        }
        return failure instanceof AccessDeniedException
                ? "may not be read by this user (expected: a file with the right to; chmod a+r, or in"
                        + " the image for user 10001)"
                : "cannot be read: " + failure;
    }
}
