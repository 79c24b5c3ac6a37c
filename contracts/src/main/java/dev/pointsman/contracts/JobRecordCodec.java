package dev.pointsman.contracts;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;

/**
 * Reads whatever may stand on the jobs topic, and writes cancels; {@link JobRequestCodec} writes
 * jobs. Stateless, so safe on every thread.
 */
public final class JobRecordCodec {
    private JobRecordCodec() {}

    /**
     * Reads a job or a cancel. Never throws, whatever the bytes. A cancel that cannot be read is
     * answered under no job's id: who waits for the job is to see one result.
     *
     * @param headers the record's headers
     * @param value the record's value, of which a cancel has no use
     */
    public static JobReading read(Iterable<Header> headers, Payload value) {
        try {
            var bag = HeaderBag.read(headers, JobRequestCodec.NAMES);
            var accepted = new Reading.Accepted<>(record(bag, value));
            return new JobReading(accepted, bag.sum(), bag.textBytes());
        } catch (BadHeader bad) {
            var rejected = new Reading.Rejected<JobRecord>(rejection(headers, bad));
            return new JobReading(rejected, HeaderSum.of(headers), 0);
        }
    }

    private static JobRecord record(HeaderBag headers, Payload value) {
        return isCancel(headers.text(HeaderName.TYPE))
                ? cancel(headers)
                : JobRequestCodec.request(headers, value);
    }

    private static Rejection rejection(Iterable<Header> headers, BadHeader bad) {
        var rejection = bad.rejection(headers);
        var type = BadHeader.salvage(headers, HeaderName.TYPE, Function.identity());
        return isCancel(type) ? rejection.ofNoJob() : rejection;
    }

    /** The headers of a cancel's record, which needs no value. */
    public static List<Header> write(JobCancel cancel) {
        return new HeaderField.Headers()
                .add(HeaderField.SPEC_VERSION)
                .add(HeaderName.ID, cancel.id())
                .add(HeaderName.SOURCE, cancel.source())
                .add(HeaderName.TYPE, JobCancel.TYPE)
                .add(HeaderName.TENANT, cancel.tenant())
                .list();
    }

    private static JobCancel cancel(HeaderBag headers) {
        headers.requireSpecVersion();
        return new JobCancel(
                headers.required(HeaderName.ID, JobId::new),
                headers.required(HeaderName.TENANT, TenantId::new),
                headers.required(HeaderName.SOURCE, JobRequestCodec::filled));
    }

    private static boolean isCancel(Optional<String> type) {
        return type.filter(JobCancel.TYPE::equals).isPresent();
    }
}
