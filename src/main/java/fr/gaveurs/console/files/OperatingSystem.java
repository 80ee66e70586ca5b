package fr.gaveurs.console.files;

import java.util.Locale;

/** The operating system's family, where files, programs and texts are handled differently. */
public final class OperatingSystem {
    private static final String NAME = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

    public static final boolean WINDOWS = NAME.startsWith("windows");
    public static final boolean MAC = NAME.startsWith("mac");
    public static final boolean LINUX = NAME.startsWith("linux");

    private OperatingSystem() {}
}
