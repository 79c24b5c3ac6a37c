package dev.pointsman.contracts;

import java.util.Set;

/**
 * The names of the record headers on the wire: CloudEvents 1.0 Kafka binding, binary mode
 * (attributes carry the prefix {@code ce_}), and W3C Trace Context. Public API.
 */
public final class HeaderName {
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TENANT = "ce_tenant";
    public static final String MODULE = "ce_module";
    public static final String FUNCTION = "ce_function";
    public static final String EXPIRY_TIME = "ce_expirytime";
    public static final String TIME = "ce_time";
    public static final String SUBJECT = "ce_subject";
    public static final String DATA_SCHEMA = "ce_dataschema";
    public static final String CORRELATION_ID = "ce_correlationid";
    public static final String CAUSATION_ID = "ce_causationid";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACE_PARENT = "traceparent";
    public static final String TRACE_STATE = "tracestate";

    public static final String MODULE_DIGEST = "ce_moduledigest";
    public static final String OUTCOME = "ce_outcome";
    public static final String ERROR_TYPE = "ce_errortype";
    public static final String EXIT_CODE = "ce_exitcode";
    public static final String ATTEMPT = "ce_attempt";
    public static final String DURATION_MILLIS = "ce_durationms";
    public static final String POLICY_VERSION = "ce_policyversion";

    /** The bill: what the job used, as {@code fuel=N;hosttimeus=N;…}. */
    public static final String USAGE = "ce_usage";

    /** Without all of these a record is not a job. */
    public static final Set<String> REQUIRED_OF_JOBS =
            Set.of(SPEC_VERSION, ID, SOURCE, TYPE, TENANT, MODULE);

    /** What else the worker reads from a job; other headers are left alone. */
    public static final Set<String> OPTIONAL_OF_JOBS =
            Set.of(
                    FUNCTION,
                    EXPIRY_TIME,
                    TIME,
                    SUBJECT,
                    DATA_SCHEMA,
                    CORRELATION_ID,
                    CAUSATION_ID,
                    CONTENT_TYPE,
                    TRACE_PARENT,
                    TRACE_STATE);

    /** What the worker reads from a cancel, all of it required. */
    public static final Set<String> REQUIRED_OF_CANCELS =
            Set.of(SPEC_VERSION, ID, SOURCE, TYPE, TENANT);

    /** Every result carries these. */
    public static final Set<String> REQUIRED_OF_RESULTS =
            Set.of(
                    SPEC_VERSION,
                    ID,
                    SOURCE,
                    TYPE,
                    TIME,
                    CAUSATION_ID,
                    OUTCOME,
                    ATTEMPT,
                    DURATION_MILLIS,
                    CONTENT_TYPE);

    /** What a result carries when it is known or applies. */
    public static final Set<String> OPTIONAL_OF_RESULTS =
            Set.of(
                    TENANT,
                    MODULE,
                    MODULE_DIGEST,
                    SUBJECT,
                    ERROR_TYPE,
                    EXIT_CODE,
                    POLICY_VERSION,
                    USAGE,
                    CORRELATION_ID,
                    TRACE_PARENT,
                    TRACE_STATE);

    private HeaderName() {}
}
