package dev.pointsman.contracts;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The value of a result that is no success: a problem document, RFC 9457. Its schema is {@code
 * problem.schema.json} beside this class.
 */
final class Problem {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final String DETAIL = "detail";
    private static final JsonFactory JSON = new JsonFactory();

    private Problem() {}

    static Payload write(JobResult result, ErrorCode code, String detail) {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("type", code.urn());
            json.writeStringProperty("title", code.title());
            json.writeStringProperty(DETAIL, detail);
            json.writeStringProperty("instance", instance(result.id()));
            result.tenant().ifPresent(tenant -> json.writeStringProperty("tenant", tenant.value()));
            result.module()
                    .ifPresent(module -> json.writeStringProperty("module", module.toString()));
            json.writeNumberProperty("attempt", result.execution().attempt());
            json.writeBooleanProperty("worthRetrying", result.outcome().isWorthRetrying());
            json.writeEndObject();
        }
        return Payload.takingOver(bytes.toByteArray());
    }

    /** The detail of a problem document, if the bytes are one. */
    static Optional<String> detail(Payload document) {
        try (var json = JSON.createParser(ObjectReadContext.empty(), document.toBytes())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = json.currentName();
                var isText = json.nextToken() == JsonToken.VALUE_STRING;
                if (name.equals(DETAIL)) {
                    return isText ? Optional.of(json.getString()) : Optional.empty();
                }
                json.skipChildren();
            }
            return Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** RFC 9457 wants a URI reference; a job id may be any text. */
    private static String instance(JobId id) {
        return "urn:pointsman:job:"
                + URLEncoder.encode(id.value(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
