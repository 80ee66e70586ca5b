package fr.gaveurs.console.backend.platform.health;

import fr.gaveurs.console.api.health.Health.ComponentStatus;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at one component. Runs on a virtual thread with a time limit; may block. */
@FunctionalInterface
public interface HealthCheck {
    Result check() throws Exception;

    /**
     * @param detail a sentence for a technician: what is wrong and what follows from it; null when all is well
     * @param figures numbers that explain it
     * @param tolerance what it counts as until it has lasted; null if it counts at once
     */
    record Result(
            ComponentStatus status,
            @Nullable String detail,
            Map<String, Object> figures,
            @Nullable Tolerance tolerance) {
        public Result(ComponentStatus status, @Nullable String detail, Map<String, Object> figures) {
            this(status, detail, figures, null);
        }

        /**
         * The same, but only when checks in a row have found it for {@code time}; until then it counts as something
         * milder. That checks must agree before a status is announced comes on top of it.
         *
         * @param meanwhile milder than this one's status
         * @param words what is wrong meanwhile; null when all is well
         */
        public Result tolerated(Duration time, ComponentStatus meanwhile, @Nullable String words) {
            return new Result(status, detail, figures, new Tolerance(time, meanwhile, words));
        }

        public static Result up(Map<String, Object> figures) {
            return new Result(ComponentStatus.UP, null, figures);
        }

        public static Result degraded(String detail, Map<String, Object> figures) {
            return new Result(ComponentStatus.DEGRADED, detail, figures);
        }

        public static Result down(String detail, Map<String, Object> figures) {
            return new Result(ComponentStatus.DOWN, detail, figures);
        }
    }

    /** How long a status must last before it counts, and what counts until then. */
    record Tolerance(
            Duration time,
            ComponentStatus meanwhile,
            @Nullable String words) {}
}
