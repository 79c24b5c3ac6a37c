package dev.pointsman.worker.host.wasi;

import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.host.Guest;
import dev.pointsman.worker.host.GuestMemory;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a job looks like to a program: its arguments, its environment, its randomness. */
final class Program {
    private static final int POINTER_BYTES = 4;
    private static final int MAX_RANDOM_BYTES = 64 * 1024;
    private static final int RANDOM_PART_BYTES = 4 * 1024;

    /**
     * As long for each moment, with three digits of a second: what a guest reads costs it fuel, and
     * that is the same on every run.
     */
    private static final DateTimeFormatter MOMENT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Program() {}

    /** {@code args_get(out_pointers, out_bytes)}. */
    static long argsGet(Guest guest, long... arguments) {
        return writeAll(guest.memory(), arguments(guest.context()), arguments);
    }

    /** {@code args_sizes_get(out_count, out_bytes)}. */
    static long argsSizesGet(Guest guest, long... arguments) {
        return writeSizes(guest.memory(), arguments(guest.context()), arguments);
    }

    /** {@code environ_get(out_pointers, out_bytes)}. */
    static long environGet(Guest guest, long... arguments) {
        return writeAll(guest.memory(), environment(guest.context()), arguments);
    }

    /** {@code environ_sizes_get(out_count, out_bytes)}. */
    static long environSizesGet(Guest guest, long... arguments) {
        return writeSizes(guest.memory(), environment(guest.context()), arguments);
    }

    /**
     * {@code random_get(out, length)}: in parts that are a multiple of 8, so that the bytes are
     * those of one piece, and a guest that asks for nothing else leaves the collector little.
     */
    static long randomGet(Guest guest, long... arguments) {
        var length = arguments[1] & 0xFFFF_FFFFL;
        if (length > MAX_RANDOM_BYTES) {
            return Errno.INVAL;
        }
        var begin = (int) arguments[0];
        guest.memory().requireRange(begin, length);
        var rest = (int) length % RANDOM_PART_BYTES;
        var whole = (int) length - rest;
        if (whole > 0) {
            writeRandomParts(guest, begin, whole);
        }
        writeRandom(guest, begin + whole, new byte[rest]);
        return Errno.SUCCESS;
    }

    private static void writeRandomParts(Guest guest, int begin, int length) {
        var part = new byte[RANDOM_PART_BYTES];
        for (var at = 0; at < length; at += part.length) {
            writeRandom(guest, begin + at, part);
        }
    }

    private static void writeRandom(Guest guest, int pointer, byte[] room) {
        guest.io().nextRandom(room);
        guest.memory().write(pointer, room);
    }

    private static List<byte[]> arguments(JobContext job) {
        var texts = new ArrayList<byte[]>();
        texts.add(terminated(job.module().value()));
        job.request().function().ifPresent(function -> texts.add(terminated(function)));
        return texts;
    }

    private static List<byte[]> environment(JobContext job) {
        var event = job.request().event();
        var texts = new ArrayList<byte[]>();
        add(texts, "JOB_ID", job.jobId().value());
        add(texts, "JOB_TENANT", job.tenant().value());
        add(texts, "JOB_MODULE", job.module().value());
        add(texts, "JOB_TYPE", event.type());
        add(texts, "JOB_SOURCE", event.source());
        add(texts, "JOB_ATTEMPT", Integer.toString(job.attempt()));
        add(texts, "JOB_DEADLINE", MOMENT.format(job.deadline()));
        add(texts, "JOB_SUBJECT", event.subject());
        add(texts, "JOB_CONTENT_TYPE", event.contentType());
        add(texts, "TRACEPARENT", job.request().links().traceParent());
        job.policy().environment().forEach((name, value) -> add(texts, name, value));
        return texts;
    }

    private static void add(List<byte[]> texts, String name, Optional<String> value) {
        value.ifPresent(present -> add(texts, name, present));
    }

    private static void add(List<byte[]> texts, String name, String value) {
        texts.add(terminated(name + "=" + value));
    }

    /** A C string; a zero inside would end it early and begin what looks like another one. */
    private static byte[] terminated(String text) {
        return (text.replace('\0', '?') + "\0").getBytes(StandardCharsets.UTF_8);
    }

    private static long writeSizes(GuestMemory memory, List<byte[]> texts, long... out) {
        memory.writeInt((int) out[0], texts.size());
        memory.writeInt((int) out[1], texts.stream().mapToInt(text -> text.length).sum());
        return Errno.SUCCESS;
    }

    private static long writeAll(GuestMemory memory, List<byte[]> texts, long... out) {
        var pointer = (int) out[0];
        var bytes = (int) out[1];
        for (var text : texts) {
            memory.writeInt(pointer, bytes);
            memory.write(bytes, text);
            pointer += POINTER_BYTES;
            bytes += text.length;
        }
        return Errno.SUCCESS;
    }
}
