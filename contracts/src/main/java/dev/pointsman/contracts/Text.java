package dev.pointsman.contracts;

import java.nio.charset.StandardCharsets;

/** Checks on header texts that have no type of their own. */
final class Text {
    private static final char LAST_ASCII = 127;
    private static final byte DELETE = 127;

    private Text() {}

    /** Whether there is a control character; a loop, since every header of every job comes by. */
    static boolean hasControls(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the bytes are letters every charset knows; nearly always, and cheaply found out. */
    static boolean isPrintableAscii(byte[] bytes) {
        for (var one : bytes) {
            if (one < ' ' || one == DELETE) {
                return false;
            }
        }
        return true;
    }

    /** How many bytes the text takes in UTF-8, without writing it. */
    static int utf8Bytes(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_ASCII) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }

    /** The text in UTF-8. */
    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One text of these, all in UTF-8. */
    static byte[] joined(byte[]... texts) {
        var size = 0;
        for (var text : texts) {
            size += text.length;
        }
        var joined = new byte[size];
        var end = 0;
        for (var text : texts) {
            System.arraycopy(text, 0, joined, end, text.length);
            end += text.length;
        }
        return joined;
    }

    static void requireFilled(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    name + ": " + Wording.quote(value) + " (expected: a text)");
        }
    }
}
