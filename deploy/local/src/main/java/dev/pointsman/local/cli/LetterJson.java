package dev.pointsman.local.cli;

import dev.pointsman.local.client.LetterSummary;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Dead letters as a JSON array, for programs. Stateless. */
final class LetterJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private LetterJson() {}

    static String of(List<LetterSummary> letters) {
        var array = JSON.createArrayNode();
        letters.forEach(letter -> write(letter, array.addObject()));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array);
    }

    private static void write(LetterSummary letter, ObjectNode node) {
        node.put("place", letter.place().toString());
        node.put("putAsideAt", letter.writtenAt().toString());
        node.put("job", letter.job());
        node.put("tenant", letter.tenant());
        node.put("module", letter.module());
        node.put("error", letter.error());
        node.put("message", letter.message());
        node.put("attempts", letter.attempts());
        node.put("recording", letter.recording());
    }
}
