package dev.pointsman.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

/** Names are found in a table as they are in a set. */
class NameTableTest {
    @Property
    void eachNameHasANumberOfItsOwnAndNothingElseHasOne(
            @ForAll @NotEmpty Set<String> names, @ForAll Set<String> others) {
        var table = NameTable.of(names.toArray(String[]::new));

        var numbers = new HashSet<Integer>();
        names.forEach(name -> numbers.add(table.numberOf(name)));
        assertThat(numbers).hasSameSizeAs(names).allMatch(it -> it >= 0 && it < table.size());
        others.removeAll(names);
        assertThat(others).allMatch(other -> table.numberOf(other) == NameTable.NONE);
    }

    @Test
    void namesOfOneHashAreToldApart() {
        var table = NameTable.of("AaAa", "BBBB", "AaBB");

        assertThat(table.numberOf("AaAa")).isNotEqualTo(table.numberOf("BBBB"));
        assertThat(table.numberOf("BBAa")).isEqualTo(NameTable.NONE);
    }

    @Test
    void theEmptyNameIsNotLookedForUnlessItIsSaid() {
        assertThat(NameTable.of("a").numberOf("")).isEqualTo(NameTable.NONE);
        assertThat(NameTable.of("a", "").numberOf("")).isNotEqualTo(NameTable.NONE);
    }
}
