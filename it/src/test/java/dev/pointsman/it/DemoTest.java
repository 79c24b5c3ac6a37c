package dev.pointsman.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.local.Home;
import dev.pointsman.local.demo.Demo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The demo is what a newcomer sees first. */
class DemoTest {
    @Test
    void theDemoEndsWithNothingLostAndNothingDuplicated() throws Exception {
        var bytes = new ByteArrayOutputStream();

        var flawless =
                new Demo(
                                new Home(Path.of("..")),
                                new PrintStream(bytes, true, StandardCharsets.UTF_8))
                        .run();

        assertThat(flawless).isTrue();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().toList())
                .last()
                .asString()
                .matches("demo: jobs=(\\d+) results=\\1 lost=0 duplicated=0");
    }
}
