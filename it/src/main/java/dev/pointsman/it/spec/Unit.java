package dev.pointsman.it.spec;

import dev.pointsman.contracts.Payload;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A module of the suite with what is asserted of it, in order, and the guests that say so. Owned by
 * one thread.
 */
final class Unit {
    /** So many calls fit into a method of Java. */
    private static final int CALLS_A_FUNCTION = 500;

    private static final int CALL = 0x10;
    private static final int END = 0x0B;
    private static final byte[] FOR_EVER = {0x03, 0x40, 0x0C, 0x00, END};

    private final String file;
    private final byte[] bytes;
    private final List<Assertion> assertions = new ArrayList<>();
    private boolean isComplete = true;

    Unit(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Takes it, unless it cannot be said, or comes after one that changes what it is about. */
    boolean add(Assertion assertion) {
        isComplete &= assertion.isExpressible() || assertion.isOfAnother();
        return isComplete && assertion.isExpressible() && assertions.add(assertion);
    }

    String file() {
        return file;
    }

    Payload module() {
        return Payload.takingOver(bytes.clone());
    }

    List<Assertion> results() {
        return assertions.stream().filter(each -> !each.isTrap()).toList();
    }

    List<Assertion> traps() {
        return assertions.stream().filter(Assertion::isTrap).toList();
    }

    /** A guest that makes all calls that answer, and traps at the first wrong answer. */
    Payload checkingResults() {
        var splice = new Splice(bytes);
        var bodies =
                results().stream().map(each -> body(each.checked(splice).orElseThrow())).toList();
        return calling(splice, bodies);
    }

    /** A guest that makes the calls before this one, and this one; if that answers, it loops. */
    Payload trappingAt(Assertion trap) {
        var splice = new Splice(bytes);
        var bodies = new ArrayList<byte[]>();
        for (var each : assertions.subList(0, assertions.indexOf(trap))) {
            if (!each.isTrap()) {
                bodies.add(body(each.called(splice).orElseThrow()));
            }
        }
        var last = new ByteArrayOutputStream();
        last.writeBytes(trap.called(splice).orElseThrow());
        last.writeBytes(FOR_EVER);
        bodies.add(body(last.toByteArray()));
        return calling(splice, bodies);
    }

    /** Which assertion a function of {@link #checkingResults} is, if it is one. */
    int lineOf(int function) {
        var index = function - new Splice(bytes).firstAdded();
        return index >= 0 && index < results().size() ? results().get(index).line() : 0;
    }

    private static Payload calling(Splice splice, List<byte[]> bodies) {
        var all = new ArrayList<>(bodies);
        var callers = new ArrayList<Integer>();
        for (var from = 0; from < bodies.size(); from += CALLS_A_FUNCTION) {
            var until = Math.min(bodies.size(), from + CALLS_A_FUNCTION);
            callers.add(splice.firstAdded() + all.size());
            all.add(body(calls(splice.firstAdded() + from, splice.firstAdded() + until)));
        }
        var entry = new ByteArrayOutputStream();
        callers.forEach(caller -> entry.writeBytes(calls(caller, caller + 1)));
        all.add(body(entry.toByteArray()));
        return splice.with(all);
    }

    private static byte[] calls(int from, int until) {
        var code = new ByteArrayOutputStream();
        for (var function = from; function < until; function++) {
            code.write(CALL);
            code.writeBytes(Splice.number(function));
        }
        return code.toByteArray();
    }

    private static byte[] body(byte[] code) {
        var body = new ByteArrayOutputStream();
        body.write(0);
        body.writeBytes(code);
        body.write(END);
        return body.toByteArray();
    }
}
