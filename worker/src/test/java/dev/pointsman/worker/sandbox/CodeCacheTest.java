package dev.pointsman.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated code on disk: used if it is ours, and made again if it is not. */
class CodeCacheTest {
    private static final long ROOMY = 1024 * 1024;

    @TempDir private Path folder;
    @TempDir private Path keys;

    private final Payload echo = Guests.testing("echo");

    @BeforeEach
    void makeKeys() throws IOException {
        Files.write(key("ours"), new byte[32]);
        Files.write(key("theirs"), "x".repeat(32).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void codeIsFoundAgain() throws IOException {
        assertThat(echoes(cache("ours"))).isTrue();
        var written = onlyFile();
        var content = Files.readAllBytes(written);

        assertThat(echoes(cache("ours"))).isTrue();

        assertThat(Files.readAllBytes(written)).isEqualTo(content);
        assertThat(isFound(cache("ours"))).isTrue();
    }

    @Test
    void codeSealedWithAnotherKeyIsNotFound() throws IOException {
        echoes(cache("theirs"));
        Files.move(onlyFile(), folder.resolve(nameUnder("ours")));

        assertThat(isFound(cache("ours"))).isFalse();
        assertThat(echoes(cache("ours"))).isTrue();
    }

    @Test
    void noByteOfAFileCanBeChanged() throws IOException {
        echoes(cache("ours"));
        var file = onlyFile();
        var sealed = Files.readAllBytes(file);

        for (var at = 0; at < sealed.length; at += 37) {
            var changed = sealed.clone();
            changed[at] ^= 1;
            Files.write(file, changed);

            assertThat(isFound(cache("ours"))).as("byte " + at).isFalse();
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void codeOfAnotherModuleIsNotFound() throws IOException {
        new Gate(Main.hostFunctions(), Optional.of(cache("ours"))).admit(Guests.testing("spin"));

        Files.move(onlyFile(), folder.resolve(nameUnder("ours")));

        assertThat(isFound(cache("ours"))).isFalse();
    }

    @Test
    void sealedCodeThatTheEngineCannotLoadIsMadeAgain() throws IOException {
        var ours = cache("ours");
        ours.of(ModuleDigest.of(echo)).putIfAbsent("", new byte[] {1, 2, 3});

        assertThat(echoes(ours)).isTrue();
    }

    @Test
    void whatIsThereIsTheFoldersLimit() throws IOException {
        var small = CodeCache.open(folder, key("ours"), 2_500);

        IntStream.range(0, 10)
                .mapToObj(i -> small.of(ModuleDigest.of(Payload.ofUtf8("" + i))))
                .forEach(entry -> entry.putIfAbsent("", new byte[1_000]));

        assertThat(files()).hasSize(2);
    }

    /** Whoever names a folder of something else as the cache must not lose it. */
    @Test
    void filesThatAreNotOursAreNotDeletedAndDoNotCount() throws IOException {
        var names = List.of("holiday.jpg", "module.code", "new1.tmp", "ab".repeat(32) + ".codes");
        for (var name : names) {
            old(name, 3_000);
        }
        var small = CodeCache.open(folder, key("ours"), 1_500);

        small.of(ModuleDigest.of(echo)).putIfAbsent("", new byte[1_000]);

        assertThat(names).allSatisfy(name -> assertThat(folder.resolve(name)).exists());
        assertThat(isFound(small)).isTrue();
    }

    @Test
    void whatAWorkerLeftAsItDiedIsDeletedWhenRoomIsNeeded() throws IOException {
        var leftover = old("ab".repeat(32) + "123.code.tmp", 1_000);
        var small = CodeCache.open(folder, key("ours"), 1_500);

        small.of(ModuleDigest.of(echo)).putIfAbsent("", new byte[1_000]);

        assertThat(leftover).doesNotExist();
    }

    @Test
    void aShortKeyIsRefused() throws IOException {
        Files.write(key("short"), new byte[31]);

        assertThatThrownBy(() -> cache("short"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("31 bytes (expected: 32 or more");
    }

    @Test
    void theEngineIsTheOneThatFilesAreNamedAfter() {
        var jar = MachineFactoryCompiler.class.getProtectionDomain().getCodeSource().getLocation();

        var version = jar.getPath().replaceAll(".*/compiler-([0-9.]+)\\.jar", "$1");

        assertThat(CodeCache.ENGINE).startsWith("chicory-" + version + " ");
    }

    private boolean echoes(CodeCache cache) {
        try (var sandbox = new TestingSandbox()) {
            var gate = new Gate(Main.hostFunctions(), Optional.of(cache));
            var module = ((Admission.Admitted) gate.admit(echo)).module();
            return sandbox.run(module, TestingContexts.reading("hello"))
                    .outcome()
                    .equals(new Outcome.Succeeded(Payload.ofUtf8("hello")));
        }
    }

    private boolean isFound(CodeCache cache) {
        return cache.of(ModuleDigest.of(echo)).get("") != null;
    }

    /** The name that the code of {@code echo} has under this key. */
    private String nameUnder(String key) throws IOException {
        var name = ModuleDigest.of(echo) + " " + CodeCache.ENGINE;
        return Seal.with(key(key)).nameOf(name) + ".code";
    }

    private CodeCache cache(String key) throws IOException {
        return CodeCache.open(folder, key(key), ROOMY);
    }

    private Path key(String name) {
        return keys.resolve(name);
    }

    private Path old(String name, int size) throws IOException {
        var file = Files.write(folder.resolve(name), new byte[size]);
        return Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    }

    private Path onlyFile() throws IOException {
        assertThat(files()).hasSize(1);
        return files().getFirst();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
