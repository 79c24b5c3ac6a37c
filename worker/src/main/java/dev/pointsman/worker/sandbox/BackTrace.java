package dev.pointsman.worker.sandbox;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where in a guest something was thrown, by its own names of functions. Stateless. */
final class BackTrace {
    private static final int MAX_FRAMES = 8;

    /** What the engine calls the method of a function. */
    private static final Pattern METHOD = Pattern.compile("func_([0-9]{1,7})");

    private static final String GENERATED = "com.dylibso.chicory.$gen.";

    private BackTrace() {}

    /**
     * Such as {@code " in 'parse', called by 'main', '_start'"}; nothing if no function was in it.
     */
    static String of(Throwable end, FunctionNames names) {
        var functions =
                Arrays.stream(end.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith(GENERATED))
                        .map(frame -> METHOD.matcher(frame.getMethodName()))
                        .filter(Matcher::matches)
                        .map(matcher -> names.of(Integer.parseInt(matcher.group(1))))
                        .limit(MAX_FRAMES)
                        .toList();
        if (functions.isEmpty()) {
            return "";
        }
        var callers = functions.stream().skip(1).collect(Collectors.joining(", "));
        return " in " + functions.getFirst() + (callers.isEmpty() ? "" : ", called by " + callers);
    }
}
