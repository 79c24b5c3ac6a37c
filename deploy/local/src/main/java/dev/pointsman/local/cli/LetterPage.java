package dev.pointsman.local.cli;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Recording;
import dev.pointsman.contracts.RecordingCodec;
import dev.pointsman.contracts.Wording;
import dev.pointsman.local.client.Letter;
import dev.pointsman.local.client.LetterSummary;
import dev.pointsman.local.client.SavedLetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;

/** All of a dead letter but its value, as lines for people. Stateless. */
final class LetterPage {
    private LetterPage() {}

    static List<String> of(SavedLetter saved) {
        var letter = saved.letter();
        var summary = LetterSummary.of(letter);
        var lines = new ArrayList<String>();
        lines.add("letter     " + summary.place() + ", put aside at " + summary.writtenAt());
        lines.add(
                "job        "
                        + Wording.printable(summary.job())
                        + ", "
                        + summary.tenant()
                        + "/"
                        + summary.module()
                        + ", record "
                        + origin(letter));
        lines.add("error      " + summary.error() + ": " + Wording.printable(summary.message()));
        lines.add("attempts   " + summary.attempts());
        lines.add("key        " + size(letter.key()));
        lines.add("value      " + size(letter.value()) + payload(letter));
        lines.add("recording  " + saved.recording().map(LetterPage::recording).orElse("none"));
        lines.add("headers");
        letter.stored().originals().forEach(header -> lines.add("  " + line(header)));
        return lines;
    }

    private static String origin(Letter letter) {
        var reason = letter.stored().letter();
        return Wording.printable(reason.topic()) + " " + reason.partition() + ":" + reason.offset();
    }

    private static String size(Optional<Payload> payload) {
        return payload.map(it -> it.size() + " bytes").orElse("null");
    }

    private static String payload(Letter letter) {
        return letter.stored().extras().payloadDropped()
                ? " (key and value were too large for the letter; see the job's record)"
                : "";
    }

    private static String recording(Payload bytes) {
        return bytes.size()
                + " bytes: "
                + RecordingCodec.read(bytes.toBytes())
                        .map(LetterPage::summary)
                        .orElse("not readable by this version");
    }

    private static String summary(Recording recording) {
        var kinds = new TreeMap<String, Integer>();
        recording.answers().forEach(answer -> kinds.merge(answer.word(), 1, Integer::sum));
        return ResultLine.remark(recording.outcome())
                + "; fuel "
                + recording.fuel()
                + ", "
                + recording.hostCalls()
                + " host calls, answers "
                + kinds
                + (recording.cut() ? ", cut" : "");
    }

    private static String line(Header header) {
        var text =
                header.value() == null
                        ? "null"
                        : Wording.printable(new String(header.value(), StandardCharsets.UTF_8));
        return String.format("%-18s %s", Wording.printable(header.key()), text);
    }
}
