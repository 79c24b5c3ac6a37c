package dev.pointsman.worker.tenant;

import static dev.pointsman.worker.tenant.Place.or;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.RetryOrder;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words of the tenants file about retries, of a tenant or of some of its modules. What is left
 * out is null here, and stays as it is for all.
 */
record RetryWords(
        @Nullable Integer attempts,
        @Nullable Wait backOff,
        @Nullable String within,
        @Nullable String order,
        @Nullable List<@Nullable String> also) {
    /** What they say, over what is said for all. */
    static RetryPolicy policy(@Nullable RetryWords words, Place place, RetryPolicy all) {
        return Optional.ofNullable(words).map(it -> it.policy(place, all)).orElse(all);
    }

    private RetryPolicy policy(Place place, RetryPolicy all) {
        var kept = place.at("order").read(() -> order(all.order()));
        var waits = place.at("back-off").read(() -> or(backOff, Wait.USUAL).backOff(all.backOff()));
        var errors = Optional.ofNullable(also).map(it -> errors(place.at("also"), it));
        return place.read(() ->
                new RetryPolicy(
                        or(attempts, all.attempts()),
                        waits,
                        duration("within", within, all.within()),
                        errors.orElse(all.also()),
                        kept));
    }

    private RetryOrder order(RetryOrder ofAll) {
        return Optional.ofNullable(order)
                .map(word -> Choice.of("order", word, List.of(RetryOrder.values())))
                .orElse(ofAll);
    }

    private static Set<ErrorCode> errors(Place place, List<@Nullable String> codes) {
        var errors = EnumSet.noneOf(ErrorCode.class);
        errors.addAll(place.each(codes, RetriableErrors::of));
        return errors;
    }

    private static Duration duration(String name, @Nullable String text, Duration otherwise) {
        return text == null ? otherwise : DurationWord.of(name, text);
    }

    /** How long to wait. */
    record Wait(@Nullable String first, @Nullable Double factor, @Nullable String most) {
        static final Wait USUAL = new Wait(null, null, null);

        BackOff backOff(BackOff all) {
            var shortest = duration("first", first, all.first());
            // Who asks for a longer first wait need not say that none is shorter.
            var least = all.most().compareTo(shortest) < 0 ? shortest : all.most();
            return new BackOff(shortest, or(factor, all.factor()), duration("most", most, least));
        }
    }
}
