package dev.pointsman.it.bench.measure;

/**
 * How much was done, and what a record cost. Immutable.
 *
 * @param perSecond records committed in a second
 * @param clientMicros CPU of the measured process, in microseconds a record
 * @param brokerMicros the same of the broker's
 */
public record Throughput(double perSecond, double clientMicros, double brokerMicros) {
    public double micros() {
        return clientMicros + brokerMicros;
    }
}
