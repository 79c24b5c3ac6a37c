package dev.pointsman.worker.observe.admin;

import dev.pointsman.contracts.Payload;

/** What a request is answered. Immutable, so safe on every thread. */
record Answer(int status, String type, Payload body) {
    static final int OK = 200;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int MISDIRECTED = 421;
    static final int UNAVAILABLE = 503;

    private static final String TEXT = "text/plain; charset=utf-8";

    static Answer ok(String type, String text) {
        return new Answer(OK, type, Payload.ofUtf8(text));
    }

    /** One line for people and probes. */
    static Answer line(int status, String text) {
        return new Answer(status, TEXT, Payload.ofUtf8(text + "\n"));
    }
}
