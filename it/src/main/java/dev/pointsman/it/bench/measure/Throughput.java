package dev.pointsman.it.bench.measure;

/**
 * How much was done, and what a record cost. Immutable.
 *
 * @param perSecond records committed in a second
 * @param clientMicros CPU of the measured process, in microseconds a record
 * @param brokerMicros the same of the broker's
 * @param allocatedKibibytes what its JVM has allocated a record; 0 where it is none
 * @param residentMebibytes what it has of the machine's memory in the end
 */
public record Throughput(
        double perSecond,
        double clientMicros,
        double brokerMicros,
        double allocatedKibibytes,
        double residentMebibytes) {
    public double micros() {
        return clientMicros + brokerMicros;
    }
}
