package dev.pointsman.contracts;

import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;

/**
 * A result as it stands on its topic, for who is to miss none: a newer worker may say what this
 * version does not know, such as an error of another name.
 */
public sealed interface StoredResult {
    /** The job's. */
    JobId id();

    /** Whose job it was, if that can be read. */
    Optional<TenantId> tenant();

    /** The result, if this version knows all of it. */
    default Optional<JobResult> known() {
        return switch (this) {
            case Known(var result) -> Optional.of(result);
            case Newer _ -> Optional.empty();
        };
    }

    /** One that this version knows. */
    record Known(JobResult result) implements StoredResult {
        @Override
        public JobId id() {
            return result.id();
        }

        @Override
        public Optional<TenantId> tenant() {
            return result.tenant();
        }
    }

    /**
     * What can be read of one that it does not.
     *
     * @param outcome the word for it, be it one of ours or not
     * @param error its word, be it one of ours or not
     * @param value what the guest wrote, or a problem document
     * @param why a sentence that names the header, its value and what was expected
     */
    record Newer(
            JobId id,
            Optional<TenantId> tenant,
            Optional<ModuleRef> module,
            Optional<String> outcome,
            Optional<ErrorType> error,
            Payload value,
            String why)
            implements StoredResult {
        private static final String SUCCESS = "success";

        /** Whether the value is what the guest wrote. */
        public boolean isSuccess() {
            return outcome.filter(SUCCESS::equals).isPresent();
        }

        /** What happened, in a sentence, if the value says so. */
        public Optional<String> detail() {
            return isSuccess() ? Optional.empty() : Problem.detail(value);
        }
    }

    /** What such a record says; nothing of one that is no result. Never throws. */
    static Optional<StoredResult> read(Iterable<Header> headers, Payload value) {
        return switch (JobResultCodec.read(headers, value)) {
            case Reading.Accepted(var result) -> Optional.of(new Known(result));
            case Reading.Rejected(var why) ->
                    BadHeader.salvage(headers, HeaderName.TYPE, Function.identity())
                            .filter(JobResult.TYPE::equals)
                            .flatMap(_ -> why.id())
                            .map(id -> newer(id, headers, value, why));
        };
    }

    private static StoredResult newer(
            JobId id, Iterable<Header> headers, Payload value, Rejection why) {
        return new Newer(
                id,
                why.tenant(),
                BadHeader.salvage(headers, HeaderName.MODULE, ModuleRef::parse),
                BadHeader.salvage(headers, HeaderName.OUTCOME, Function.identity()),
                BadHeader.salvage(headers, HeaderName.ERROR_TYPE, ErrorType::new),
                value,
                why.detail());
    }
}
