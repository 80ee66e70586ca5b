package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows one station and says what has been the matter with it for a while: a single sample changes nothing. Pure:
 * every time is given in, by {@link System#nanoTime()}.
 */
final class StationWatch {
    /**
     * Of the last {@link StationView#GRADES} samples: a quarter. Where one liver in thirty is rejected, four of twenty
     * come about by chance every few minutes in a hall of sixty stations.
     */
    static final int REJECTS = 5;

    static final int REJECTS_OVER = 2;
    static final int MANY_REJECTS = 10;
    static final int MANY_REJECTS_OVER = 5;
    static final int LOW_GRADES = 12;
    static final int LOW_GRADES_OVER = 8;

    /** Of the last {@link #SPECTRA} samples; over when none of them is so. */
    static final int SPECTRA_ODD = 3;

    private static final int SPECTRA = 5;

    /** One sample is always under way: that many may wait without anybody being told. */
    static final int MAY_WAIT = 5;

    static final int MAY_WAIT_OVER = 2;
    static final Duration MAY_WAIT_FOR = Duration.ofSeconds(10);
    /** A station late for more than that many of its intervals is one to act on, but not sooner than after some seconds. */
    static final double OVERDUE_INTERVALS = 3;

    static final double LEAST_OVERDUE_SECONDS = 15;
    static final Duration RATE_LIMIT_REMEMBERED = Duration.ofMinutes(2);

    /**
     * What lasts.
     *
     * @param stuck the channels that {@link Condition#STUCK} speaks of
     */
    record Findings(Set<Condition> conditions, Set<SpectralChannel> stuck) {
        static final Findings NONE = new Findings(Set.of(), Set.of());

        boolean has(Condition condition) {
            return conditions.contains(condition);
        }
    }

    private final Map<Condition, Lasting> watched = new EnumMap<>(Condition.class);
    private Findings findings = Findings.NONE;

    private Samples.@Nullable Sample counted;
    private long arrivedAt;
    /** One bit for each of the last samples, newest lowest: whether it was so. */
    private int oxidized;

    private int stale;
    private long heldSince;
    private boolean holding;
    private @Nullable Instant limitedAt;
    private long limitedSince;

    StationWatch() {
        for (Condition condition : Condition.values()) {
            watched.put(condition, condition.watched());
        }
    }

    /**
     * What lasts, now that the station is seen like this.
     *
     * @param now the backend's time, null if not known
     */
    Findings observe(StationView view, @Nullable Instant now, long nanos) {
        if (view.state() == StationState.UNKNOWN) {
            watched.values().forEach(Lasting::unknown);
            return findings;
        }
        sample(view.latest(), nanos);
        Set<Condition> on = EnumSet.noneOf(Condition.class);
        for (Map.Entry<Condition, Lasting> entry : watched.entrySet()) {
            Condition condition = entry.getKey();
            boolean begins = begins(condition, view, now, nanos);
            if (entry.getValue().observe(begins, begins || goesOn(condition, view), nanos)) {
                on.add(condition);
            }
        }
        findings = new Findings(Collections.unmodifiableSet(on), stuck(view.device(), on));
        return findings;
    }

    private boolean begins(Condition condition, StationView view, @Nullable Instant now, long nanos) {
        Devices.Device device = view.device();
        boolean live = view.state() == StationState.LIVE;
        return switch (condition) {
            case OFFLINE -> view.state() == StationState.OFFLINE;
            case LATE -> view.state() == StationState.STALE;
            case OVERDUE -> overdue(view);
            case RATE_LIMITED -> rateLimited(device, now, nanos);
            case CLOCK_WRONG -> device.clockWrong() || device.clockAheadSeconds() != null;
            case STUCK -> !device.stuckChannels().isEmpty();
            case CLAIMS_DIFFER -> device.claimsDiffer();
            case WAITING -> waiting(device, nanos);
            // Nobody is called to old livers.
            case OXIDATION -> live && Integer.bitCount(oxidized) >= SPECTRA_ODD;
            case FRESHNESS -> live && Integer.bitCount(stale) >= SPECTRA_ODD;
            case REJECTS -> live && rejects(view.recentGrades()) >= REJECTS;
            case MANY_REJECTS -> live && rejects(view.recentGrades()) >= MANY_REJECTS;
            case LOW_GRADES -> live && low(view.recentGrades()) >= LOW_GRADES;
        };
    }

    private boolean goesOn(Condition condition, StationView view) {
        Devices.Device device = view.device();
        boolean live = view.state() == StationState.LIVE;
        return switch (condition) {
            case OFFLINE, LATE, OVERDUE, RATE_LIMITED, CLOCK_WRONG, STUCK -> false;
            // The console's judgement, with its own way back: this only shows it.
            case CLAIMS_DIFFER -> false;
            case WAITING -> held(device) > MAY_WAIT_OVER;
            case OXIDATION -> live && oxidized != 0;
            case FRESHNESS -> live && stale != 0;
            case REJECTS -> live && rejects(view.recentGrades()) > REJECTS_OVER;
            case MANY_REJECTS -> live && rejects(view.recentGrades()) > MANY_REJECTS_OVER;
            case LOW_GRADES -> live && low(view.recentGrades()) > LOW_GRADES_OVER;
        };
    }

    private static boolean overdue(StationView view) {
        Double age = view.ageSeconds();
        Double interval = view.device().intervalSeconds();
        return view.state() == StationState.STALE
                && age != null
                && age > Math.max(LEAST_OVERDUE_SECONDS, OVERDUE_INTERVALS * (interval == null ? 0 : interval));
    }

    private void sample(Samples.@Nullable Sample latest, long nanos) {
        boolean again = latest == null
                || (counted != null
                        && counted.sampleId().equals(latest.sampleId())
                        && counted.timestamp().equals(latest.timestamp()));
        if (latest != null && !again) {
            arrivedAt = nanos;
            oxidized = (oxidized << 1 | (Attention.oxidized(latest) ? 1 : 0)) & ((1 << SPECTRA) - 1);
            stale = (stale << 1 | (Attention.stale(latest) ? 1 : 0)) & ((1 << SPECTRA) - 1);
        }
        counted = latest == null ? counted : latest;
    }

    /** More than are always under way, or some that no sample of the station came after for a while. */
    private boolean waiting(Devices.Device device, long nanos) {
        int held = held(device);
        if (held == 0) {
            holding = false;
            return false;
        }
        if (!holding) {
            holding = true;
            heldSince = nanos;
        }
        long still = counted == null ? nanos - heldSince : Math.min(nanos - heldSince, nanos - arrivedAt);
        return held > MAY_WAIT || still >= MAY_WAIT_FOR.toNanos();
    }

    /** By the window's own clock from when it was heard of: the backend's may be set meanwhile. */
    private boolean rateLimited(Devices.Device device, @Nullable Instant now, long nanos) {
        Instant at = device.rateLimitedAt();
        if (at == null || now == null) {
            limitedAt = at == null ? null : limitedAt;
            return false;
        }
        if (!at.equals(limitedAt)) {
            limitedAt = at;
            long ago = Math.clamp(Duration.between(at, now).toSeconds(), 0, RATE_LIMIT_REMEMBERED.toSeconds());
            limitedSince = nanos - Duration.ofSeconds(ago).toNanos();
        }
        return nanos - limitedSince < RATE_LIMIT_REMEMBERED.toNanos();
    }

    private Set<SpectralChannel> stuck(Devices.Device device, Set<Condition> on) {
        if (!on.contains(Condition.STUCK)) {
            return Set.of();
        }
        return device.stuckChannels().isEmpty()
                ? findings.stuck()
                : Collections.unmodifiableSet(EnumSet.copyOf(device.stuckChannels()));
    }

    private static int held(Devices.Device device) {
        return device.bufferSize() == null ? 0 : device.bufferSize();
    }

    static int rejects(List<Grade> grades) {
        return (int) grades.stream().filter(grade -> grade == Grade.REJECT).count();
    }

    static int low(List<Grade> grades) {
        return (int) grades.stream()
                .filter(grade -> grade == Grade.C || grade == Grade.REJECT)
                .count();
    }
}
