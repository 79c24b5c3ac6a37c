package dev.pointsman.worker;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** What is wrong with a file, in words: the JDK's exceptions often say no more than its name. */
public final class FileFault {
    private FileFault() {}

    /** The file, and what is wrong with it. */
    public static String sentence(FileSystemException fault) {
        return switch (fault) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
            case AccessDeniedException denied -> denied.getFile() + ": may not be read or written";
            case NotDirectoryException file -> file.getFile() + ": not a folder";
            case FileAlreadyExistsException there -> there.getFile() + ": there already";
            default ->
                    fault.getFile()
                            + ": "
                            + Optional.ofNullable(fault.getReason()).orElse("cannot be used");
        };
    }
}
