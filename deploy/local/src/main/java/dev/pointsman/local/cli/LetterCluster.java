package dev.pointsman.local.cli;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Wording;
import dev.pointsman.local.client.Letter;
import dev.pointsman.local.client.LetterPlace;
import dev.pointsman.local.client.Letters;
import dev.pointsman.local.client.SavedLetter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** Where a command finds dead letters: on a cluster, or one of them in a file. */
final class LetterCluster {
    @Mixin private ClusterOptions cluster = new ClusterOptions();

    ClusterOptions options() {
        return cluster;
    }

    Letters letters() {
        return new Letters(
                cluster.cluster(),
                cluster.deadLetters(),
                cluster.effects(),
                LetterCluster::tellProgress);
    }

    /** Some topics take their time. */
    static void tellProgress(long seen) {
        System.err.println("looked at " + seen + " records ...");
    }

    /** The letter at this place, or the newest of the job with this id. */
    Optional<Letter> find(String place) throws IOException {
        var at = LetterPlace.parse(place);
        if (at.isPresent()) {
            return letters().at(at.get());
        }
        var found = letters().of(place);
        if (found.size() > 1) {
            throw new IOException(
                    "several tenants or sources have a job "
                            + Wording.quote(place)
                            + " (expected: one of "
                            + found.stream().map(LetterCluster::described).toList()
                            + ", by its place)");
        }
        return found.stream().findFirst();
    }

    private static String described(Letter letter) {
        return letter.place() + " of " + Wording.printable(letter.owner());
    }

    /** The same, with its recording; a file that is there is read instead. */
    Optional<SavedLetter> findWithRecording(String place) throws IOException {
        var isPlace = LetterPlace.parse(place).isPresent();
        if (!isPlace && Files.isRegularFile(Path.of(place))) {
            return Optional.of(SavedLetter.readFrom(Path.of(place)));
        }
        return find(place).map(letter -> new SavedLetter(letter, recordingOf(letter)));
    }

    Optional<Payload> recordingOf(Letter letter) {
        return letters().recordingOf(letter);
    }

    /** Tells that there is none; the exit code. */
    int missed(String place) {
        System.err.println(
                "pointsman: no dead letter "
                        + Wording.quote(place)
                        + " on topic "
                        + cluster.deadLetters()
                        + " (expected: partition:offset, or the id of a job; see: "
                        + cluster.line("dlq list")
                        + ")");
        return 1;
    }
}
