package dev.pointsman.it.chaos.jobs;

import org.apache.kafka.common.header.Header;

/** A header of any bytes. Immutable, so safe on every thread. */
final class RawHeader implements Header {
    private final String name;
    private final byte[] bytes;

    RawHeader(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes.clone();
    }

    @Override
    public String key() {
        return name;
    }

    @Override
    public byte[] value() {
        return bytes.clone();
    }
}
