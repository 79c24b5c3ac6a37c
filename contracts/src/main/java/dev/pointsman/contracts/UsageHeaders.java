package dev.pointsman.contracts;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A job's bill as headers of its result: all of them, or none for a job that never began. */
final class UsageHeaders {
    private static final long MAX_NUMBER = 999_999_999_999_999_999L;
    private static final Duration MICRO = ChronoUnit.MICROS.getDuration();

    private UsageHeaders() {}

    static HeaderField.Headers add(HeaderField.Headers headers, Optional<Usage> usage) {
        return headers.add(HeaderName.FUEL, usage.map(Usage::fuel))
                .add(
                        HeaderName.HOST_TIME_MICROS,
                        usage.map(used -> used.hostTime().dividedBy(MICRO)))
                .add(HeaderName.PEAK_PAGES, usage.map(Usage::peakPages))
                .add(HeaderName.BYTES_IN, usage.map(Usage::bytesIn))
                .add(HeaderName.BYTES_OUT, usage.map(Usage::bytesOut))
                .add(HeaderName.HOST_CALLS, usage.map(Usage::hostCalls));
    }

    /** A result that names its fuel has to name the rest. */
    static Optional<Usage> read(HeaderBag headers) {
        return headers.text(HeaderName.FUEL)
                .map(_ ->
                        new Usage(
                                number(headers, HeaderName.FUEL),
                                MICRO.multipliedBy(number(headers, HeaderName.HOST_TIME_MICROS)),
                                number(headers, HeaderName.PEAK_PAGES),
                                number(headers, HeaderName.BYTES_IN),
                                number(headers, HeaderName.BYTES_OUT),
                                number(headers, HeaderName.HOST_CALLS)));
    }

    private static long number(HeaderBag headers, String name) {
        return headers.required(name, text -> JobResultCodec.number(text, 0, MAX_NUMBER));
    }
}
