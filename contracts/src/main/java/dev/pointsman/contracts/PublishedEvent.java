package dev.pointsman.contracts;

import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;

/**
 * A record that a job published, as its readers see it: type and content type are the guest's
 * words, everything that says who published it is the worker's.
 *
 * @param number its place among what the job published, from 0; the same on every run of the job
 */
public record PublishedEvent(Publisher publisher, int number, String type, String contentType) {
    /** The headers of the record. */
    public List<Header> headers() {
        var headers = new HeaderField.Headers();
        write(headers);
        return headers.list();
    }

    /**
     * The same, without a list of them.
     *
     * @param into takes one after the other, such as a record does that has been made already
     */
    public void write(Consumer<Header> into) {
        write(new HeaderField.Headers(into));
    }

    private void write(HeaderField.Headers headers) {
        headers.add(HeaderField.SPEC_VERSION)
                .add(HeaderName.ID, publisher.job() + ":" + number)
                .add(publisher.source())
                .add(HeaderName.TYPE, type)
                .add(publisher.circumstances())
                .add(HeaderName.CONTENT_TYPE, contentType);
    }
}
