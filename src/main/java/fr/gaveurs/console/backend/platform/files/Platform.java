package fr.gaveurs.console.backend.platform.files;

import java.util.Locale;

/** The operating system's family, where PostgreSQL is started differently. */
public final class Platform {
    private static final String NAME = System.getProperty("os.name").toLowerCase(Locale.ROOT);

    public static final boolean WINDOWS = NAME.startsWith("windows");
    public static final boolean MAC = NAME.startsWith("mac");
    public static final boolean LINUX = NAME.startsWith("linux");

    private Platform() {}
}
