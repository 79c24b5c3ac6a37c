package dev.pointsman.worker.host;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.tenant.ReservedHeaders;
import dev.pointsman.worker.tenant.WebOrigin;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How requests and answers are written between guest and host. An answer is its status as a number,
 * a line for each header, an empty line, and the body; where there is none, the first line is
 * {@code 0} and the fault's name. Stateless.
 */
final class HttpText {
    /** A list, so that a message names them in one order; it is compared when a job is replayed. */
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");
    private static final Pattern URL = Pattern.compile("(https?://[^/?#]+)([/?][!$-~]*)?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]{1,64}");
    private static final int MAX_HEADERS = 32;

    private HttpText() {}

    /** The request of these texts; a guest that words it badly is ended. */
    static HttpQuestion question(String method, String url, String headers, Payload body) {
        if (!METHODS.contains(method)) {
            throw invalid(
                    "method " + Wording.quote(method) + " (expected: one of " + METHODS + ")");
        }
        if (WITHOUT_BODY.contains(method) && body.size() > 0) {
            throw invalid("a body with " + method + " (expected: none)");
        }
        var match = URL.matcher(url);
        if (!match.matches()) {
            throw invalid(
                    "URL "
                            + Wording.quote(place(url))
                            + " (expected: http or https, host, path and query, in ASCII without"
                            + " spaces; no user, no fragment)");
        }
        var target = match.group(2) == null ? "/" : match.group(2);
        return new HttpQuestion(
                method,
                origin(url, match.group(1)),
                target.startsWith("?") ? "/" + target : target,
                headers(headers),
                body);
    }

    /** What a guest reads of an answer. */
    static Payload of(HttpAnswer answer) {
        return switch (answer) {
            case HttpAnswer.Failed(var fault) -> Payload.ofUtf8("0 " + fault.code() + "\n\n");
            case HttpAnswer.Answered(var status, var headers, var body) -> {
                var text = new StringBuilder().append(status).append('\n');
                headers.forEach(
                        it -> text.append(it.name()).append(": ").append(it.value()).append('\n'));
                yield joined(Payload.ofUtf8(text.append('\n').toString()), body);
            }
        };
    }

    /** In one array of its size: a body may be as large as much of a job's memory. */
    private static Payload joined(Payload head, Payload body) {
        var bytes = new byte[head.size() + body.size()];
        ByteBuffer.wrap(bytes).put(head.asReadOnlyBuffer()).put(body.asReadOnlyBuffer());
        return Payload.takingOver(bytes);
    }

    private static WebOrigin origin(String url, String text) {
        try {
            return WebOrigin.of(text);
        } catch (IllegalArgumentException _) {
            throw invalid(
                    "URL "
                            + Wording.quote(place(url))
                            + " (expected: a host as https://api.example.com has it, or an address"
                            + " in its usual form; no user)");
        }
    }

    /** Of a URL that is none where it leads: what is before and behind that may be a secret. */
    private static String place(String url) {
        var slashes = url.indexOf("//");
        var begin = slashes < 0 ? 0 : slashes + 2;
        var end = begin;
        while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        var user = url.substring(begin, end).lastIndexOf('@') + 1;
        return url.substring(0, begin) + url.substring(begin + user, end);
    }

    private static List<HttpHeader> headers(String text) {
        var headers = text.lines().filter(line -> !line.isEmpty()).map(HttpText::header).toList();
        if (headers.size() > MAX_HEADERS) {
            throw invalid(headers.size() + " headers (expected: at most " + MAX_HEADERS + ")");
        }
        return headers;
    }

    private static HttpHeader header(String line) {
        var colon = line.indexOf(':');
        var name = line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
        var value = line.substring(colon + 1).strip();
        if (!NAME.matcher(name).matches() || !value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw invalid("header " + Wording.quote(name) + " (expected: name: value, in ASCII)");
        }
        if (ReservedHeaders.isNoGuests(name)) {
            throw invalid("header " + name + " (expected: none of those the worker sets)");
        }
        return new HttpHeader(name, value);
    }

    private static JobStopped invalid(String what) {
        return new JobStopped(ErrorCode.HOST_CALL_INVALID, "http_request: " + what);
    }
}
