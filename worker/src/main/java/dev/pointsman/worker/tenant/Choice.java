package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.Wording;
import java.util.List;

/** One of a few words that a policy may have somewhere, as their enum writes them. Stateless. */
final class Choice {
    private Choice() {}

    /**
     * The one that is written so.
     *
     * @param name of the place, as the tenants file has it
     */
    static <E> E of(String name, String word, List<E> all) {
        return all.stream()
                .filter(it -> it.toString().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                name
                                        + ": "
                                        + Wording.quote(word)
                                        + " (expected: one of "
                                        + all
                                        + ")"));
    }
}
