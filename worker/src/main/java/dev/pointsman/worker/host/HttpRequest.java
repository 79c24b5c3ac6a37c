package dev.pointsman.worker.host;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.tenant.ReservedHeaders;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code http_request}: asks somebody on the web, at once, and waits for the answer. Where it may
 * go is the policy's; who asks is told by the worker, not by the guest. Immutable, so safe on every
 * thread.
 */
final class HttpRequest implements HostCall {
    /** Method, URL, headers, body, and where the answer goes: pointer and length each. */
    static final int PARAMETERS = 10;

    private static final int MAX_METHOD_BYTES = 16;
    private static final int MAX_URL_BYTES = 2_048;
    private static final int MAX_HEADER_BYTES = 8_192;

    private final HttpDoor door;

    HttpRequest(HttpDoor door) {
        this.door = door;
    }

    @Override
    public long answer(Guest guest, long... arguments) {
        var question = question(guest, arguments);
        guest.effects().audit().about(question.toString());
        requireAllowed(guest.context(), question);
        var outside = guest.outside();
        var answer = outside.answer(question, () -> HttpText.of(ask(guest, question)));
        var written = Answers.bytes(guest.memory(), answer, (int) arguments[8], (int) arguments[9]);
        if (written < 0) {
            outside.keep(question, answer);
        }
        return written;
    }

    private static HttpQuestion question(Guest guest, long... arguments) {
        var memory = guest.memory();
        guest.memory().requireRange((int) arguments[8], arguments[9] & 0xFFFF_FFFFL);
        return HttpText.question(
                memory.readText((int) arguments[0], (int) arguments[1], MAX_METHOD_BYTES),
                memory.readText((int) arguments[2], (int) arguments[3], MAX_URL_BYTES),
                memory.readText((int) arguments[4], (int) arguments[5], MAX_HEADER_BYTES),
                body(guest, (int) arguments[6], (int) arguments[7]));
    }

    private static Payload body(Guest guest, int pointer, int length) {
        var most = guest.context().policy().http().maxRequestBytes();
        return Payload.takingOver(guest.memory().read(pointer, length, most));
    }

    private static void requireAllowed(JobContext context, HttpQuestion question) {
        var http = context.policy().http();
        if (!http.allows(question.origin())) {
            throw new JobStopped(
                    ErrorCode.CAPABILITY_DENIED,
                    "tenant "
                            + context.tenant()
                            + " may not ask "
                            + question.origin()
                            + " (its policy grants "
                            + Wording.few(http.origins())
                            + ")");
        }
        http.credentialFor(question.origin())
                .filter(credential -> hasHeader(question, credential.header()))
                .ifPresent(credential -> {
                    throw new JobStopped(
                            ErrorCode.HOST_CALL_INVALID,
                            "http_request: header "
                                    + credential.header()
                                    + " (expected: none of those the worker sets)");
                });
    }

    private static boolean hasHeader(HttpQuestion question, String name) {
        return question.headers().stream()
                .anyMatch(header -> ReservedHeaders.areOne(header.name(), name));
    }

    private HttpAnswer ask(Guest guest, HttpQuestion question) {
        var waiting = guest.outside().waiting();
        var key = guest.context().request().identity().digest() + ":" + guest.outside().nextCall();
        guest.effects().audit().keyed(key);
        var added = added(guest.context(), question, key);
        try {
            var answer = waiting.during(() -> door.ask(question, added, waiting.left()));
            guest.outside().ear().heard(question, answer);
            return answer;
        } catch (JobStopped end) {
            guest.outside().ear().ended(question, end);
            throw end;
        }
    }

    /** What a guest can neither forge nor, where it is a secret, see. */
    private static List<HttpHeader> added(JobContext context, HttpQuestion question, String key) {
        var added = new ArrayList<HttpHeader>();
        added.add(new HttpHeader("idempotency-key", key));
        var links = context.request().links();
        links.traceParent()
                .filter(HttpRequest::isAscii)
                .ifPresent(it -> added.add(new HttpHeader("traceparent", it)));
        links.traceState()
                .filter(HttpRequest::isAscii)
                .ifPresent(it -> added.add(new HttpHeader("tracestate", it)));
        context.policy()
                .http()
                .credentialFor(question.origin())
                .ifPresent(it -> added.add(new HttpHeader(it.header(), it.value().reveal())));
        return added;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
