package dev.pointsman.local.rehearsal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** What is changed in a jar: entries it has, and entries it gets. Its time stays. */
interface JarChange {
    /** What an entry of the jar has instead of this. */
    byte[] changed(String name, byte[] content);

    /** Entries it gets, by name. */
    Map<String, byte[]> added();

    /** Changes all jars of the folder with names like this. */
    default void in(Path folder, String names) throws IOException {
        try (var jars = Files.newDirectoryStream(folder, names)) {
            for (var jar : jars) {
                rewrite(jar);
            }
        }
    }

    private void rewrite(Path jar) throws IOException {
        var time = Files.getLastModifiedTime(jar);
        var bytes = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(Files.newInputStream(jar));
                var out = new ZipOutputStream(bytes)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                write(
                        entry.getName(),
                        entry.getTime(),
                        changed(entry.getName(), in.readAllBytes()),
                        out);
            }
            for (var entry : added().entrySet()) {
                write(entry.getKey(), time.toMillis(), entry.getValue(), out);
            }
        }
        Files.write(jar, bytes.toByteArray());
        Files.setLastModifiedTime(jar, time);
    }

    private static void write(String name, long time, byte[] content, ZipOutputStream out)
            throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(time);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
