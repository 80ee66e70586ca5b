package fr.gaveurs.console.backend.health;

import fr.gaveurs.console.api.Health.ComponentStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at one component. Runs on a virtual thread with a time limit; may block. */
@FunctionalInterface
public interface HealthCheck {
    Result check() throws Exception;

    /**
     * @param detail a sentence for a technician: what is wrong and what follows from it; null when all is well
     * @param figures numbers that explain it
     */
    record Result(ComponentStatus status, @Nullable String detail, Map<String, Object> figures) {
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
}
