package fr.gaveurs.console.command;

import java.lang.management.ManagementFactory;

/** How long this program runs: the start's pace is told in its log. */
final class Uptime {
    private Uptime() {}

    /** Milliseconds since the JVM began; the few that the system took to load it come on top. */
    static long millis() {
        return ManagementFactory.getRuntimeMXBean().getUptime();
    }
}
