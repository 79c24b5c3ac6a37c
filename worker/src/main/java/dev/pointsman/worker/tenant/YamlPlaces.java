package dev.pointsman.worker.tenant;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Where words stand in a YAML file. Immutable, so safe on every thread. */
final class YamlPlaces {
    private final YAMLMapper yaml;
    private final byte[] bytes;

    YamlPlaces(YAMLMapper yaml, byte[] bytes) {
        this.yaml = yaml;
        this.bytes = bytes.clone();
    }

    /** Where the last word of this path stands, or the last of them that is there. */
    Optional<TokenStreamLocation> of(List<String> path) {
        try (var parser = yaml.createParser(bytes)) {
            return find(parser, path);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** What stands behind the last word of this path, if that is one text or number. */
    Optional<String> text(List<String> path) {
        try (var parser = yaml.createParser(bytes)) {
            var found =
                    find(parser, path).isPresent() && path.getLast().equals(parser.currentName());
            return found && parser.nextToken() != null && parser.currentToken().isScalarValue()
                    ? Optional.of(parser.getString())
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** Where an alias stands, if there is one: the parser takes its name for a text. */
    Optional<TokenStreamLocation> ofAlias() {
        try (var parser = (YAMLParser) yaml.createParser(bytes)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    return Optional.of(parser.currentTokenLocation());
                }
            }
        } catch (JacksonException _) {
            // Whoever reads the file will say so.
        }
        return Optional.empty();
    }

    private static Optional<TokenStreamLocation> find(JsonParser parser, List<String> path) {
        var found = Optional.<TokenStreamLocation>empty();
        var pointer = JsonPointer.empty();
        for (var word : path) {
            pointer = pointer.appendProperty(word);
            if (!skipTo(parser, pointer)) {
                return found;
            }
            found = Optional.of(parser.currentTokenLocation());
        }
        return found;
    }

    private static boolean skipTo(JsonParser parser, JsonPointer pointer) {
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.PROPERTY_NAME
                    && parser.streamReadContext().pathAsPointer().equals(pointer)) {
                return true;
            }
        }
        return false;
    }
}
