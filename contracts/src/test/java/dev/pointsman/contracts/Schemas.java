package dev.pointsman.contracts;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schemas beside the classes, for the tests of this package. */
final class Schemas {
    static final String JOB = "job-headers.schema.json";
    static final String CANCEL = "cancel-headers.schema.json";
    static final String RESULT = "result-headers.schema.json";
    static final String DEAD_LETTER = "dead-letter-headers.schema.json";
    static final String RETRY = "retry-headers.schema.json";
    static final String PUBLISHED_EVENT = "published-event-headers.schema.json";
    static final String REPORT = "report-headers.schema.json";
    static final String GUEST_LOG = "guest-log.schema.json";
    static final String EFFECTS = "effects.schema.json";
    static final String PROBLEM = "problem.schema.json";
    static final String TENANTS = "tenants.schema.json";
    static final String ASYNC_API = "asyncapi.yaml";
    static final List<String> ALL =
            List.of(
                    JOB,
                    CANCEL,
                    RESULT,
                    DEAD_LETTER,
                    RETRY,
                    PUBLISHED_EVENT,
                    REPORT,
                    GUEST_LOG,
                    EFFECTS,
                    PROBLEM,
                    TENANTS);

    private static final JsonMapper JSON = new JsonMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String META = "https://json-schema.org/draft/2020-12/schema";
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Schemas() {}

    /** What the schema says against this object; empty if nothing. */
    static List<String> complaints(String schema, Object object) {
        return complaints(
                SchemaLocation.of("classpath:dev/pointsman/contracts/" + schema),
                JSON.valueToTree(object));
    }

    static List<String> complaintsAboutJson(String schema, Payload json) {
        return complaints(schema, JSON.readTree(json.toBytes()));
    }

    static List<String> complaintsAboutYaml(String schema, String yaml) {
        return complaints(schema, YAML.readTree(yaml));
    }

    /** What JSON Schema itself says against this schema. */
    static List<String> complaintsAboutSchema(String schema) {
        return complaints(SchemaLocation.of(META), document(schema));
    }

    static JsonNode document(String name) {
        try (var in = Schemas.class.getResourceAsStream(name)) {
            return name.endsWith(".yaml") ? YAML.readTree(in) : JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts of a list in the document. */
    static Set<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    private static List<String> complaints(SchemaLocation schema, JsonNode node) {
        var errors =
                REGISTRY.getSchema(schema)
                        .validate(
                                node,
                                context ->
                                        context.executionConfig(
                                                config -> config.formatAssertionsEnabled(true)));
        return errors.stream().map(Error::toString).toList();
    }
}
