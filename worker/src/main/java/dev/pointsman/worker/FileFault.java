package dev.pointsman.worker;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a file, in words: the JDK's exceptions often say no more than its name. */
public final class FileFault {
    private FileFault() {}

    /** The file, and what is wrong with it. */
    public static String sentence(FileSystemException fault) {
        return switch (fault) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
            case AccessDeniedException denied -> denied.getFile() + ": may not be read or written";
            default -> fault.getFile() + ": " + fault;
        };
    }
}
