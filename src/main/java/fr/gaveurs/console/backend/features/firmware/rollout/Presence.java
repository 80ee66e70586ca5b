package fr.gaveurs.console.backend.features.firmware.rollout;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Which stations are connected, and to which console. Each console writes its own and counts; one whose count stands
 * still is gone. No clock is compared. Used by one thread.
 */
final class Presence {
    /** So long may a count stand still. */
    private static final long GONE_NANOS = 10_000_000_000L;

    private final String console;
    private final Map<String, Heard> others = new HashMap<>();
    private long beat = System.nanoTime();

    private record Heard(long beat, long nanos) {}

    Presence(String console) {
        this.console = console;
    }

    /** Writes which stations this console has, and reads all that live consoles have. */
    Set<String> exchange(Handle handle, Collection<String> mine, long nanos) {
        handle.createUpdate("INSERT INTO firmware_presence (console, beat, devices) VALUES (:console, :beat, :devices)"
                        + " ON CONFLICT (console) DO UPDATE SET beat = excluded.beat, devices = excluded.devices")
                .bind("console", console)
                .bind("beat", ++beat)
                .bindArray("devices", String.class, mine)
                .execute();
        Set<String> online = new HashSet<>(mine);
        handle.createQuery("SELECT console, beat, devices FROM firmware_presence WHERE console <> :console")
                .bind("console", console)
                .map((row, context) -> {
                    String name = row.getString("console");
                    long count = row.getLong("beat");
                    Heard known = others.get(name);
                    if (known == null || known.beat() != count) {
                        others.put(name, new Heard(count, nanos));
                        // Of one that is met for the first time it is not known whether it lives.
                        if (known != null) {
                            online.addAll(
                                    Set.of((String[]) row.getArray("devices").getArray()));
                        }
                    } else if (nanos - known.nanos() < GONE_NANOS) {
                        online.addAll(Set.of((String[]) row.getArray("devices").getArray()));
                    }
                    return name;
                })
                .list();
        return online;
    }

    /** Takes away what consoles left that are gone. */
    void clean(Handle handle, long nanos) {
        others.forEach((name, heard) -> {
            if (nanos - heard.nanos() > 60 * GONE_NANOS) {
                handle.execute("DELETE FROM firmware_presence WHERE console = ? AND beat = ?", name, heard.beat());
            }
        });
        others.values().removeIf(heard -> nanos - heard.nanos() > 60 * GONE_NANOS);
    }
}
