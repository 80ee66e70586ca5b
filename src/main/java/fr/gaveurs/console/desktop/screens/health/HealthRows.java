package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.desktop.kit.Level;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in the health screen's lists, in words. */
final class HealthRows {
    private HealthRows() {}

    /** A probe: its name, its answer in words, what that means, what was measured of it. */
    record ProbeRow(
            String name, String meaning, Level level, String status, String measured, String since, Strip strip) {}

    /**
     * A component.
     *
     * @param streak checks under way to another status, empty if there are none
     * @param figures names with their values, in the backend's order
     */
    record ComponentRow(
            String key,
            String name,
            Level level,
            String status,
            String detail,
            String since,
            String took,
            String streak,
            List<Map.Entry<String, String>> figures,
            Strip strip) {}

    /**
     * A branch of the tree: a probe with the components that decide it.
     *
     * @param probe null for components that decide none; {@code title} and {@code text} then say what they are
     */
    record Branch(String key, @Nullable ProbeRow probe, String title, String text, List<ComponentRow> components) {}

    /** A circuit breaker. */
    record BreakerRow(
            String key,
            String name,
            Level level,
            String status,
            String since,
            String error,
            List<Map.Entry<String, String>> counts,
            Strip strip) {}

    /** Something that is wrong. */
    record Trouble(Level level, String name, String status, String since, String detail) {}

    /** All in one line. */
    record Verdict(Level level, String title, String text) {}

    /** A part of the start: its share of the whole begins and ends at 0–1. */
    record PartRow(String name, String took, double begin, double end) {}
}
