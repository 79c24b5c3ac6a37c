package dev.pointsman.contracts;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of the headers that are looked for, each with a number from 0 on. A table of its own,
 * for what a set and a map cost with every header of every job. Immutable, so safe on every thread.
 */
final class NameTable {
    /** The number of a name that is not looked for. */
    static final int NONE = -1;

    /** So wide that hardly two names meet. */
    private static final int PLACES_A_NAME = 4;

    private final String[] names;
    private final int[] numbers;
    private final int size;

    private NameTable(Collection<String> names) {
        var places = PLACES_A_NAME * Integer.highestOneBit(names.size());
        this.names = new String[places];
        this.numbers = new int[places];
        this.size = names.size();
        Arrays.fill(this.names, "");
        Arrays.fill(numbers, NONE);
        var number = 0;
        for (var name : names) {
            var place = placeOf(name);
            this.names[place] = name;
            numbers[place] = number++;
        }
    }

    static NameTable of(String... names) {
        return new NameTable(Set.of(names));
    }

    static NameTable of(Set<String> required, Set<String> optional) {
        return new NameTable(Stream.concat(required.stream(), optional.stream()).toList());
    }

    /** How many names there are. */
    int size() {
        return size;
    }

    int numberOf(String name) {
        return numbers[placeOf(name)];
    }

    /** Where the name stands, or would: three places of four are free, so it ends soon. */
    private int placeOf(String name) {
        var last = names.length - 1;
        var place = name.hashCode() & last;
        while (numbers[place] != NONE && !names[place].equals(name)) {
            place = (place + 1) & last;
        }
        return place;
    }
}
