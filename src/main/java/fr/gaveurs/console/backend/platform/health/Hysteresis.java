package fr.gaveurs.console.backend.platform.health;

import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.api.health.Health.Streak;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a status from flapping: it turns worse after {@link #FAILURES} checks in a row that were worse, to the mildest of
 * them, and better after {@link #SUCCESSES} that were better, to the worst of them. The first check counts at once, but a
 * bad one of a component that joins a running console waits for the next ones like any other. Not thread-safe.
 */
final class Hysteresis {
    static final int FAILURES = 3;
    static final int SUCCESSES = 2;

    /** What one check came to. */
    record Finding(ComponentStatus status, @Nullable String detail, Instant at) {}

    /** As many as a change can need, oldest first. */
    private final List<Finding> recent = new ArrayList<>();

    private Finding announced;

    private final boolean late;

    /**
     * @param unchecked what is announced before the first check
     * @param late whether the component joins a running console
     */
    Hysteresis(Finding unchecked, boolean late) {
        announced = unchecked;
        this.late = late;
    }

    static int badness(ComponentStatus status) {
        return switch (status) {
            case UP -> 0;
            case UNKNOWN -> 1;
            case DEGRADED -> 2;
            case DOWN -> 3;
        };
    }

    /** A check came to an end. */
    void take(Finding finding) {
        boolean first = recent.isEmpty() && !(late && finding.status() != ComponentStatus.UP);
        if (recent.size() == FAILURES) {
            recent.removeFirst();
        }
        recent.add(finding);
        Finding worse = recent.size() < FAILURES ? null : mildest(recent);
        Finding better =
                recent.size() < SUCCESSES ? null : worst(recent.subList(recent.size() - SUCCESSES, recent.size()));
        int now = badness(announced.status());
        if (first) {
            announced = finding;
        } else if (worse != null && badness(worse.status()) > now) {
            announced = new Finding(
                    worse.status(), worse.detail(), recent.getFirst().at());
        } else if (better != null && badness(better.status()) < now) {
            announced = new Finding(
                    better.status(),
                    better.detail(),
                    recent.get(recent.size() - SUCCESSES).at());
        } else if (finding.status() == announced.status()) {
            announced = new Finding(finding.status(), finding.detail(), announced.at());
        }
    }

    /** The newest of those that are least bad: its words are the freshest. */
    private static Finding mildest(List<Finding> findings) {
        Finding found = findings.getLast();
        for (Finding finding : findings.reversed()) {
            if (badness(finding.status()) < badness(found.status())) {
                found = finding;
            }
        }
        return found;
    }

    private static Finding worst(List<Finding> findings) {
        Finding found = findings.getLast();
        for (Finding finding : findings.reversed()) {
            if (badness(finding.status()) > badness(found.status())) {
                found = finding;
            }
        }
        return found;
    }

    /** The status that counts, with the instant of the first check that spoke for it. */
    Finding announced() {
        return announced;
    }

    /** Whether any check has come to an end. */
    boolean checked() {
        return !recent.isEmpty();
    }

    /** The checks under way to another status; null if the last one agreed. */
    @Nullable
    Streak streak() {
        if (recent.isEmpty() || recent.getLast().status() == announced.status()) {
            return null;
        }
        Finding last = recent.getLast();
        int now = badness(announced.status());
        boolean worse = badness(last.status()) > now;
        int checks = 0;
        for (Finding finding : recent.reversed()) {
            int badness = badness(finding.status());
            if (worse ? badness <= now : badness >= now) {
                break;
            }
            checks++;
        }
        return new Streak(last.status(), checks, worse ? FAILURES : SUCCESSES, last.detail());
    }
}
