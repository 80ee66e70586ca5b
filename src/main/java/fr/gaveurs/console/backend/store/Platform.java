package fr.gaveurs.console.backend.store;

import java.util.Locale;

/** The operating system's family, where PostgreSQL is started differently. */
final class Platform {
    private static final String NAME = System.getProperty("os.name").toLowerCase(Locale.ROOT);

    static final boolean WINDOWS = NAME.startsWith("windows");
    static final boolean MAC = NAME.startsWith("mac");
    static final boolean LINUX = NAME.startsWith("linux");

    private Platform() {}
}
