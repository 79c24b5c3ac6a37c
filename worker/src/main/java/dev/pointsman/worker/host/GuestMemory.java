package dev.pointsman.worker.host;

/**
 * The linear memory of the calling guest. Every pointer and length comes from the guest and is
 * checked before anything is allocated or touched; a bad one ends the job with {@code
 * host-call-invalid}. Owned by the thread that runs the job.
 */
public interface GuestMemory {
    /** Copies bytes out; refuses more than {@code maxLength} of them, whatever the guest says. */
    byte[] read(int pointer, int length, int maxLength);

    /** Copies UTF-8 text out; refuses more than {@code maxLength} bytes, and what is not UTF-8. */
    String readText(int pointer, int length, int maxLength);

    /** Copies bytes in. */
    void write(int pointer, byte[] bytes);

    /** Reads four bytes, little-endian. */
    int readInt(int pointer);

    /** Writes four bytes, little-endian. */
    void writeInt(int pointer, int value);

    /** Writes eight bytes, little-endian. */
    void writeLong(int pointer, long value);

    /** Refuses a range that does not lie wholly inside the memory. */
    void requireRange(int pointer, long length);
}
