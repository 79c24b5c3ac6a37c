package dev.pointsman.worker.host;

/** Why there is no answer to an HTTP request: the error codes of wasi-http that can occur here. */
public enum HttpFault {
    DNS_ERROR("DNS-error"),
    DESTINATION_UNAVAILABLE("destination-unavailable"),
    CONNECTION_REFUSED("connection-refused"),
    CONNECTION_TERMINATED("connection-terminated"),
    CONNECTION_TIMEOUT("connection-timeout"),
    CONNECTION_LIMIT_REACHED("connection-limit-reached"),
    TLS_PROTOCOL_ERROR("TLS-protocol-error"),
    TLS_CERTIFICATE_ERROR("TLS-certificate-error"),
    RESPONSE_HEADER_SECTION_SIZE("HTTP-response-header-section-size"),
    RESPONSE_BODY_SIZE("HTTP-response-body-size"),
    PROTOCOL_ERROR("HTTP-protocol-error"),
    INTERNAL_ERROR("internal-error");

    private final String code;

    HttpFault(String code) {
        this.code = code;
    }

    /** As wasi-http names it. */
    public String code() {
        return code;
    }
}
