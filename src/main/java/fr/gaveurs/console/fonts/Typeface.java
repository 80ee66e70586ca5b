package fr.gaveurs.console.fonts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A typeface that comes with the program, as a TrueType file. */
public enum Typeface {
    ROBOTO("/com/formdev/flatlaf/fonts/roboto/Roboto-Regular.ttf"),
    ROBOTO_MEDIUM("/com/formdev/flatlaf/fonts/roboto/Roboto-Medium.ttf"),
    ROBOTO_ITALIC("/com/formdev/flatlaf/fonts/roboto/Roboto-Italic.ttf"),
    /** Signs that Roboto does not have, such as Hebrew letters. */
    LIBERATION("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"),
    /** A part of Noto Sans Arabic: letters of Arabic, Persian and Urdu in all their forms (SIL Open Font License 1.1). */
    NOTO_ARABIC("/fr/gaveurs/console/fonts/NotoSansArabic-Regular.ttf"),
    /** A part of Noto Emoji: each emoji of one sign (SIL Open Font License 1.1). */
    NOTO_EMOJI("/fr/gaveurs/console/fonts/NotoEmoji-Regular.ttf");

    private static final Map<Typeface, byte[]> READ = new ConcurrentHashMap<>();

    private final String resource;

    Typeface(String resource) {
        this.resource = resource;
    }

    /** The name of its file. */
    public String fileName() {
        return resource.substring(resource.lastIndexOf('/') + 1);
    }

    /**
     * Its file, to be closed.
     *
     * @throws IllegalStateException where it is missing from the program
     */
    public InputStream open() {
        InputStream in = Typeface.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(fileName() + " is missing from the program: install it again");
        }
        return in;
    }

    /** As {@link #open}, read: once, on first use, since each file that is written embeds it anew. Not to be changed. */
    public byte[] bytes() {
        return READ.computeIfAbsent(this, Typeface::read);
    }

    private byte[] read() {
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
