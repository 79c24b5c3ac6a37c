package dev.pointsman.worker.observe.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page is given JSON, whatever publishers call their jobs. */
class JsonTest {
    @Test
    void mapsListsNumbersAndTruthAreWritten() {
        assertThat(Json.of(Map.of("a", List.of(1, 2L, 0.5, true))))
                .isEqualTo("{\"a\":[1,2,0.5,true]}");
    }

    @Test
    void whatIsNoNumberIsNull() {
        assertThat(Json.of(List.of(Double.NaN, Double.POSITIVE_INFINITY))).isEqualTo("[null,null]");
    }

    @Test
    void nothingEndsTheTextOrTheLineOrTheScript() {
        assertThat(Json.of("\"\\\n\u2028</script>&é"))
                .isEqualTo("\"\\\"\\\\\\u000a\\u2028\\u003c/script>\\u0026\\u00e9\"");
    }
}
