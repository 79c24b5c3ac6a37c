package dev.pointsman.contracts;

import java.time.Duration;

/**
 * What a job used of its worker: its bill.
 *
 * @param fuel calls, backward branches, and what moving bytes and table slots costs
 * @param hostTime how long host functions worked for it, a part of its duration
 * @param peakPages the most linear memory it had, in pages of 64 KiB
 * @param bytesIn what host functions copied into its memory
 * @param bytesOut what host functions copied out of its memory
 * @param hostCalls how many calls it made to host functions
 */
public record Usage(
        long fuel, Duration hostTime, long peakPages, long bytesIn, long bytesOut, long hostCalls) {
    public Usage {
        if (hostTime.isNegative()) {
            throw new IllegalArgumentException(
                    "host time: " + hostTime + " (expected: 0 or longer)");
        }
        require("fuel", fuel);
        require("peak pages", peakPages);
        require("bytes in", bytesIn);
        require("bytes out", bytesOut);
        require("host calls", hostCalls);
    }

    private static void require(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 0 or more)");
        }
    }
}
