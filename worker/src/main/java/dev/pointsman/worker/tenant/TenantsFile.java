package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code tenants.yaml}, whole or not at all. Stateless, so safe on every thread. */
final class TenantsFile {
    private static final int VERSION_DIGITS = 12;

    /**
     * An unknown word in the file is a grant that was meant and not made: refused, never skipped.
     */
    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private TenantsFile() {}

    static Tenants read(Path file, Limits defaults) throws TenantsFileException {
        try {
            var bytes = Files.readAllBytes(file);
            var version = ModuleDigest.of(Payload.copyOf(bytes)).hex().substring(0, VERSION_DIGITS);
            return YAML.readValue(bytes, TenantsDocument.class).check(version, defaults);
        } catch (IOException e) {
            throw new TenantsFileException(file + ": cannot be read: " + e, e);
        } catch (JacksonException e) {
            throw new TenantsFileException(file + place(e) + ": " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new TenantsFileException(file + ": " + e.getMessage(), e);
        }
    }

    private static String place(JacksonException e) {
        var at = e.getLocation();
        return at == null || at.getLineNr() < 1
                ? ""
                : ":" + at.getLineNr() + ":" + at.getColumnNr();
    }
}
