package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.testing.HeapBombs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is let through to the compiler fits into what is set aside for it. */
class CompilingRoomTest {
    /** Of the virtual machine's own, and of this worker's that looks at nothing. */
    private static final int ALL_ELSE_MEBIBYTES = 8;

    @TempDir private Path folder;

    /** Either was let through, and both were: they took 164 MiB of 144. */
    @Test
    void codeIsNotAsLargeAsItMayBeBesideAsManySlotsAsThereMayBe() throws Exception {
        var look = lookInLittleHeap(HeapBombs.codeAndSelections(220_000, 1_190));

        assertThat(look).contains("MiB of heap to compile it (expected: at most");
    }

    /**
     * 1.4 MB of them took 241 MiB, 120 functions: a label of each, with its frame, however little
     * is in that.
     */
    @Test
    void branchesTakeRoomThoughThereIsNothingBesideThem() throws Exception {
        assertThat(lookInLittleHeap(HeapBombs.branches(100))).contains("MiB of heap to compile it");
        assertThat(lookInLittleHeap(HeapBombs.branches(40))).contains("Admitted");
    }

    @Test
    void eitherOfThemIsLetThrough() throws Exception {
        assertThat(lookInLittleHeap(HeapBombs.codeAndSelections(220_000, 1))).contains("Admitted");
        assertThat(lookInLittleHeap(HeapBombs.codeAndSelections(1, 1_190))).contains("Admitted");
    }

    @Test
    void halfOfEachIsLetThrough() throws Exception {
        var look = lookInLittleHeap(HeapBombs.codeAndSelections(115_000, 700));

        assertThat(look).contains("Admitted");
    }

    /** By another virtual machine, for this one has more. */
    private String lookInLittleHeap(Payload module) throws IOException, InterruptedException {
        var file = Files.write(folder.resolve("module.wasm"), module.toBytes());
        var heap = (Gate.COMPILING_BYTES >> 20) + ALL_ELSE_MEBIBYTES;
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx" + heap + "m",
                                "-Xmn8m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LookProgram.class.getName(),
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    /** Looks at the module in this file. */
    static final class LookProgram {
        private LookProgram() {}

        public static void main(String[] arguments) throws IOException {
            var module = Payload.takingOver(Files.readAllBytes(Path.of(arguments[0])));
            System.out.println(new Gate(Main.hostFunctions()).admit(module));
        }
    }
}
