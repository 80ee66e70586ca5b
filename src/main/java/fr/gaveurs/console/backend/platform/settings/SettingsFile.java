package fr.gaveurs.console.backend.platform.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a properties file as people write it: with Notepad's mark, and with spaces that came along from a web page. */
public final class SettingsFile {
    /** Beyond any file of settings. */
    private static final long MAX_BYTES = 1 << 20;

    private SettingsFile() {}

    /**
     * The keys and their values, without spaces of any kind around them.
     *
     * @throws SettingsException naming the file and, where there is one, the line at fault
     */
    static Map<String, String> read(Path file) throws IOException, SettingsException {
        if (Files.size(file) > MAX_BYTES) {
            throw fault(SettingFault.of("file.large", file), null);
        }
        byte[] bytes = Files.readAllBytes(file);
        if (begins(bytes, 0xFF, 0xFE) || begins(bytes, 0xFE, 0xFF)) {
            throw fault(SettingFault.of("file.utf16", file), null);
        }
        String text = decode(file, bytes);
        if (text.indexOf('\0') >= 0) {
            throw fault(SettingFault.of("file.nul", file), null);
        }
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw faultOfLine(file, text, e);
        }
    }

    private static String decode(Path file, byte[] bytes) throws SettingsException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
        } catch (CharacterCodingException e) {
            // What was decoded before the fault stands before the buffer's position.
            String before = new String(bytes, 0, in.position(), StandardCharsets.UTF_8);
            long line = before.lines().count() + (before.endsWith("\n") ? 1 : 0);
            throw fault(SettingFault.of("file.utf8", file, line), e);
        }
    }

    /** Java's own reader says what is wrong but not where: each line is tried by itself. */
    private static SettingsException faultOfLine(Path file, String text, IllegalArgumentException cause) {
        String[] lines = text.split("\r\n|\r|\n", -1);
        for (int i = 0; i < lines.length; i++) {
            try {
                parse(lines[i]);
            } catch (IllegalArgumentException e) {
                return fault(SettingFault.of("file.line", file, i + 1), cause);
            }
        }
        return fault(SettingFault.of("file.properties", file, String.valueOf(cause.getMessage())), cause);
    }

    /**
     * The keys and their values in a text.
     *
     * @throws IllegalArgumentException for a backslash and u that name no character
     */
    public static Map<String, String> parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(plainSpaces(text.startsWith("\uFEFF") ? text.substring(1) : text)));
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be read", e);
        }
        Map<String, String> read = new TreeMap<>();
        properties.forEach((key, value) -> read.put(
                plainSpaces(key.toString()).strip(),
                plainSpaces(value.toString()).strip()));
        return read;
    }

    /** No setting holds a space of another kind, nor a character that is not seen. */
    private static String plainSpaces(String text) {
        return text.replaceAll("[\\p{Zs}\\u200B\\u2060\\uFEFF]", " ");
    }

    private static boolean begins(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && bytes[0] == (byte) first && bytes[1] == (byte) second;
    }

    private static SettingsException fault(SettingFault what, @Nullable Throwable cause) {
        return new SettingsException(SettingsException.Fault.SETTING, what, cause);
    }
}
