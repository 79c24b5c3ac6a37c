package dev.pointsman.chart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** Reads manifests into the types of fabric8, which by themselves keep fields they do not know. */
final class StrictTypes {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().setAnnotationIntrospector(new NothingElse());

    private StrictTypes() {}

    static <T> T read(JsonNode manifest, Class<T> type) throws IOException {
        return MAPPER.readValue(manifest.toString(), type);
    }

    private static final class NothingElse extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
