package dev.pointsman.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.DeadLetter;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Event;
import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobRequest;
import dev.pointsman.contracts.JobRequestCodec;
import dev.pointsman.contracts.LetterExtras;
import dev.pointsman.contracts.ModuleRef;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Reading;
import dev.pointsman.contracts.StoredLetter;
import dev.pointsman.contracts.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of a dead letter, and what cannot be. */
class RepublisherTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final JobRequest JOB =
            JobRequest.of(
                            new JobId("job-1"),
                            new TenantId("acme"),
                            ModuleRef.named("echo"),
                            Event.of("urn:test", "test.v1"),
                            Payload.ofUtf8("hello"))
                    .withExpiry(NOON);
    private static final DeadLetter REASON =
            new DeadLetter("jobs.acme", 3, 42, 0, ErrorCode.GUEST_TRAP, "it trapped", 1);

    @TempDir private Path folder;

    @Test
    void aJobIsTheSameButForItsIdAndItsCause() {
        var letter = letter(headers(), LetterExtras.of(Optional.of(Payload.ofUtf8("r")), 5));

        var again = (Republisher.Made.Again) new Republisher(() -> "new", "jobs", true).of(letter);

        var record = again.record();
        assertThat(record.topic()).isEqualTo("jobs.acme");
        assertThat(record.key()).isEqualTo(Payload.ofUtf8("key").toBytes());
        assertThat(record.value()).isEqualTo(Payload.ofUtf8("hello").toBytes());
        assertThat(names(record.headers()))
                .contains("x-own", "ce_expirytime")
                .doesNotHaveDuplicates();
        assertThat(names(record.headers())).noneMatch(name -> name.startsWith("__pointsman."));
        assertThat(JobRequestCodec.read(record.headers(), JOB.input()))
                .isInstanceOfSatisfying(
                        Reading.Accepted.class,
                        read -> {
                            var job = (JobRequest) read.value();
                            assertThat(job.id()).isEqualTo(new JobId("new"));
                            assertThat(job.links().causationId()).contains("job-1");
                            assertThat(job.module()).isEqualTo(JOB.module());
                        });
    }

    @Test
    void anExpiryIsLeftOutIfAsked() {
        var again =
                (Republisher.Made.Again)
                        new Republisher(() -> "new", "jobs", false)
                                .of(letter(headers(), LetterExtras.NONE));

        assertThat(names(again.record().headers())).doesNotContain("ce_expirytime");
    }

    @Test
    void whatIsNoJobOrLacksItsPayloadIsNotPublished() {
        var republisher = new Republisher(() -> "new", "jobs", true);

        assertThat(republisher.of(letter(headers().subList(1, 4), LetterExtras.NONE)))
                .isInstanceOf(Republisher.Made.Not.class);
        assertThat(republisher.of(letter(headers(), LetterExtras.withoutPayload())))
                .isEqualTo(
                        new Republisher.Made.Not(
                                "the letter lacks key and value, which were too large (publish the"
                                        + " record 42 of jobs.acme-3 again yourself)"));
    }

    /** A letter is bytes from Kafka: it does not say where an operator publishes. */
    @Test
    void aJobIsPublishedOnTopicsOfJobsOnly() {
        for (var topic : List.of("results", "jobs.globex", "jobs.", "other.acme")) {
            var forged = new DeadLetter(topic, 3, 42, 0, ErrorCode.GUEST_TRAP, "it trapped", 1);

            assertThat(republisher().of(letter(forged, headers(), 0, LetterExtras.NONE)))
                    .as(topic)
                    .isEqualTo(
                            new Republisher.Made.Not(
                                    "the letter says that its job is from topic '"
                                            + topic
                                            + "' (expected: jobs or jobs.acme)"));
        }
    }

    @Test
    void aJobThatLostHeadersIsNotPublishedAsAnother() {
        assertThat(republisher().of(letter(REASON, headers(), 2, LetterExtras.NONE)))
                .isInstanceOf(Republisher.Made.Not.class);
    }

    @Test
    void aJobWithAsManyHeadersAsItMayHaveIsNotMadeUnreadableByItsCause() {
        var full = headers();
        while (full.size() < 64) {
            full.add(PlainHeader.of("x-" + full.size(), "x"));
        }

        assertThat(republisher().of(letter(full, LetterExtras.NONE)))
                .isEqualTo(
                        new Republisher.Made.Not(
                                "with the id of its cause the record would be no job: headers: more"
                                        + " than 64 (leave out a header, and publish it yourself)"));
        assertThat(republisher().of(letter(full.subList(0, 63), LetterExtras.NONE)))
                .isInstanceOf(Republisher.Made.Again.class);
    }

    @Test
    void aSavedLetterIsItsOwnersAndKeepsAllThatIsKnown() throws Exception {
        var failed = Instant.parse("2026-11-25T08:00:00Z");
        var reason =
                new DeadLetter(
                        "jobs.acme",
                        3,
                        42,
                        0,
                        ErrorCode.GUEST_TRAP,
                        "it trapped",
                        3,
                        Optional.of(failed));
        var file = Files.writeString(folder.resolve("letter.json"), "what was there");

        new SavedLetter(letter(reason, headers(), 2, LetterExtras.NONE), Optional.empty())
                .writeTo(file);

        var read = SavedLetter.readFrom(file).letter().stored();
        assertThat(read.letter()).isEqualTo(reason);
        assertThat(read.droppedHeaders()).isEqualTo(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private static Republisher republisher() {
        return new Republisher(() -> "new", "jobs", true);
    }

    @Test
    void aLetterIsReadFromItsFileAsItWasSaved() throws Exception {
        var extras = LetterExtras.of(Optional.of(Payload.ofUtf8("r")), 5);
        var file = folder.resolve("letter.json");

        new SavedLetter(letter(headers(), extras), extras.recording()).writeTo(file);

        var read = SavedLetter.readFrom(file);
        assertThat(read.letter().key()).contains(Payload.ofUtf8("key"));
        assertThat(read.letter().job()).isEqualTo(letter(headers(), extras).job());
        assertThat(read.letter().stored().letter()).isEqualTo(REASON);
        assertThat(read.recording()).contains(Payload.ofUtf8("r"));
    }

    @Test
    void aFileThatIsNoLetterIsRefused() throws Exception {
        for (var text : List.of("", "{}", "[1]", "{\"pointsman-dead-letter\":1}", "no")) {
            var file = Files.writeString(folder.resolve("bad.json"), text);

            assertThatThrownBy(() -> SavedLetter.readFrom(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not a saved dead letter");
        }
    }

    /** An empty one would be replaced. */
    @Test
    void aFolderIsNotSavedOver() {
        var saved = new SavedLetter(letter(headers(), LetterExtras.NONE), Optional.empty());

        assertThatThrownBy(() -> saved.writeTo(folder))
                .hasMessage(folder + ": a folder (expected: the name of a file)");
        assertThat(folder).isDirectory();
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws Exception {
        var file = Files.write(folder.resolve("bad.json"), new byte[] {(byte) 0xff, 1, 2});

        assertThatThrownBy(() -> SavedLetter.readFrom(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not UTF-8");
    }

    private static Letter letter(List<Header> originals, LetterExtras extras) {
        return letter(REASON, originals, 0, extras);
    }

    private static Letter letter(
            DeadLetter reason, List<Header> originals, int dropped, LetterExtras extras) {
        return new Letter(
                new LetterPlace(0, 17),
                NOON,
                Optional.of(Payload.ofUtf8("key")),
                Optional.of(JOB.input()),
                new StoredLetter(reason, originals, dropped, extras));
    }

    private static List<Header> headers() {
        var headers = new ArrayList<>(JobRequestCodec.write(JOB));
        headers.add(PlainHeader.of("x-own", "x"));
        return headers;
    }

    private static List<String> names(Iterable<Header> headers) {
        var names = new ArrayList<String>();
        headers.forEach(header -> names.add(header.key()));
        return names;
    }
}
