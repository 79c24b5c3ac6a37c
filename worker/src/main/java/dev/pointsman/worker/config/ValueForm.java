package dev.pointsman.worker.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a text must be like to be a value of a type. Every whole number and every duration an
 * operator can set is how much there may be of something, so none is less than one, or nothing; any
 * other number is a share of something. Immutable, so safe on every thread.
 */
record ValueForm(Predicate<String> form, String expected) {
    private static final ValueForm TEXT =
            new ValueForm(text -> !text.isEmpty(), "a text that is not empty");

    /** The form of this type's values. */
    static ValueForm of(Class<?> type) {
        if (type == int.class) {
            return new ValueForm(ValueForm::isInt, "a whole number, 1 or more");
        }
        if (type == long.class) {
            return new ValueForm(ValueForm::isLong, "a whole number, 1 or more");
        }
        if (type == double.class) {
            return new ValueForm(ValueForm::isShare, "a number from 0 to 1");
        }
        if (type == boolean.class) {
            return oneOf("true", "false");
        }
        if (type == Duration.class) {
            return new ValueForm(
                    ValueForm::isDuration, "a duration of more than 0, such as PT5S or PT0.2S");
        }
        if (type == Optional.class) {
            return new ValueForm(_ -> true, "anything");
        }
        return type.isEnum() ? oneOf(names(type)) : TEXT;
    }

    /** What was expected, if the text is something else. */
    Optional<String> complaint(String text) {
        return form.test(text) ? Optional.empty() : Optional.of(expected);
    }

    private static ValueForm oneOf(String... words) {
        return new ValueForm(Arrays.asList(words)::contains, String.join(" or ", words));
    }

    private static String[] names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).toArray(String[]::new);
    }

    private static boolean isInt(String text) {
        return isLong(text) && Long.parseLong(text) <= Integer.MAX_VALUE;
    }

    private static boolean isLong(String text) {
        try {
            return Long.parseLong(text) > 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean isShare(String text) {
        try {
            var share = Double.parseDouble(text);
            return share >= 0 && share <= 1;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean isDuration(String text) {
        try {
            return Duration.parse(text).isPositive();
        } catch (DateTimeException _) {
            return false;
        }
    }
}
