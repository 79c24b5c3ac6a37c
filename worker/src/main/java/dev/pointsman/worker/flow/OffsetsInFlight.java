package dev.pointsman.worker.flow;

import java.util.BitSet;

/**
 * The offsets of one partition from the lowest unfinished one to the last that was taken. An offset
 * no record has, such as that of a transaction's marker or of a record compacted away, counts as
 * finished once a later one is taken. Owned by one thread.
 */
final class OffsetsInFlight {
    private long base;
    private BitSet finished;

    /** The offset after the last that was taken. */
    private long end;

    /** No record that is still to come has a lower offset. */
    private long next;

    OffsetsInFlight(Progress begun) {
        this.base = begun.base();
        this.finished = begun.beyond();
        this.end = base;
        this.next = base;
    }

    /**
     * Whether the offset is near enough to the lowest unfinished one. When nothing is in flight any
     * is: what lies between has no records.
     */
    boolean hasRoomFor(long offset) {
        return isIdle() || offset - base < Progress.WINDOW;
    }

    /** As {@link #hasRoomFor}, of the record that comes next. */
    boolean hasRoomForNext(long offset) {
        next = offset;
        return hasRoomFor(offset);
    }

    /**
     * Whether the next ones have room: the next, if it is known, and so many if no offsets are left
     * out among them. Where some are, it turns out that there is none when the next is offered; and
     * is remembered, or it would be polled for nothing again and again.
     */
    boolean hasRoomForMore(int count) {
        return isIdle() || (hasRoomFor(next) && end - base <= Progress.WINDOW - count);
    }

    /** Whether all that was taken is finished. */
    boolean isIdle() {
        advance();
        return base >= end;
    }

    /**
     * Takes the next offset, for which there must be room.
     *
     * @return whether its job is to be run; else it was finished by an earlier owner
     */
    boolean take(long offset) {
        if (offset < end || !hasRoomFor(offset)) {
            throw new IllegalArgumentException(
                    "offset: " + offset + " (expected: from " + end + " on, in the window)");
        }
        passOver(offset);
        end = offset + 1;
        next = end;
        return offset >= base && !finished.get(place(offset));
    }

    /** No record has an offset between the last that was taken and this one. */
    private void passOver(long offset) {
        if (offset - base >= Progress.WINDOW) {
            base = offset;
            finished.clear();
        } else if (offset > base) {
            finished.set(place(Math.max(base, end)), place(offset));
        }
    }

    /**
     * Passes over what lies before this offset and was never taken, of which there is no record: a
     * transaction's marker, say. While a job is in flight it is let be; that is left for later.
     *
     * @return whether there was any
     */
    boolean passTo(long offset) {
        if (!isIdle() || offset <= base) {
            return false;
        }
        if (offset - base < finished.length()) {
            finished = finished.get(place(offset), finished.length());
        } else {
            finished.clear();
        }
        base = offset;
        end = offset;
        next = offset;
        return true;
    }

    /** The offset's job has ended, and its result goes into the next transaction. */
    void finish(long offset) {
        if (offset < base || offset >= end || finished.get(place(offset))) {
            throw new IllegalArgumentException("offset: " + offset + " is not in flight");
        }
        finished.set(place(offset));
    }

    /** As it is to be committed with what has been finished. */
    Progress progress() {
        advance();
        return Progress.of(base, finished);
    }

    private void advance() {
        var unfinished = finished.nextClearBit(0);
        if (unfinished > 0) {
            finished = finished.get(unfinished, Math.max(unfinished, finished.length()));
            base += unfinished;
        }
    }

    private int place(long offset) {
        return Math.toIntExact(offset - base);
    }
}
