package fr.gaveurs.console.api.firmware;

import com.fasterxml.jackson.annotation.JsonIgnore;
import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.audit.Audit.ActorKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an image comes to stations. */
public final class Rollouts {
    private Rollouts() {}

    /** How a rollout stands. */
    public enum RolloutState implements Keyed {
        /** May be looked at; nobody approved it. */
        DRAFT,
        /** Begins with the next time that it may. */
        APPROVED,
        /** Takes stations. */
        RUNNING,
        /** A wave is through and is watched before the next. */
        SOAKING,
        /** Takes no further station; what is under way goes on. */
        PAUSED,
        /** Stations go back to what they ran before. */
        REVERTING,
        DONE,
        /** Was stopped: the stations that had taken it went back, if there were any. */
        REVERTED,
        CANCELED;

        /** Whether nothing moves it any more. */
        @JsonIgnore
        public boolean isFinal() {
            return this == DONE || this == REVERTED || this == CANCELED;
        }

        /** Whether it takes stations, or will. */
        @JsonIgnore
        public boolean isUnderWay() {
            return this == APPROVED || this == RUNNING || this == SOAKING || this == PAUSED;
        }
    }

    /** How an image stands with one station. */
    public enum InstallState implements Keyed {
        /** Its turn has not come, or it is offline, packs, or asked for time. */
        WAITING,
        /** It was told and has not answered. */
        OFFERED,
        ACCEPTED,
        DOWNLOADING,
        /** Its copy is whole and signed. */
        VERIFIED,
        REBOOTING,
        /** It runs the image, and is watched. */
        PROVING,
        /** It was told to go back. */
        REVERTING,
        /** It runs the image, is marked valid, and its samples are as good as before. */
        CONFIRMED,
        FAILED,
        /** It runs something else again. */
        ROLLED_BACK,
        /** It did not come back. */
        LOST,
        CANCELED;

        /** Whether no deadline runs. */
        @JsonIgnore
        public boolean isFinal() {
            return this == CONFIRMED || this == FAILED || this == ROLLED_BACK || this == LOST || this == CANCELED;
        }

        /** Whether the station is busy with it: no other of its line is taken meanwhile. */
        @JsonIgnore
        public boolean isActive() {
            return !isFinal() && this != WAITING;
        }
    }

    /**
     * Which stations, when, and how carefully.
     *
     * @param deviceIds these alone; empty: every station that can take the image
     * @param lines of those the ones of these lines alone; empty: of all
     * @param from time of day from which stations are taken, {@code HH:MM} in the console's zone; null: at any time
     * @param to until when; earlier than {@code from}: over midnight
     * @param idleMinutes a station that graded a sample within so many minutes waits; 0: none waits
     * @param soakMinutes how long a wave is watched before the next
     * @param proveMinutes how long a station may take to prove itself; packing halls prove in the morning
     * @param stopPercent of those tried: when so many failed or were lost, and at least one, it stops
     */
    public record Plan(
            @NotNull @Size(max = 1_000)
            List<@Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE) String> deviceIds,

            @NotNull @Size(max = 100) List<@Size(max = 100) String> lines,

            @Nullable @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]", message = "must be a time such as 06:30")
            String from,

            @Nullable @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]", message = "must be a time such as 06:30")
            String to,

            @Min(0) @Max(1_440) int idleMinutes,
            @Min(0) @Max(10_080) int soakMinutes,
            @Min(1) @Max(10_080) int proveMinutes,
            @Min(1) @Max(100) int stopPercent) {
        /** Every station that can take it, at any time but while it packs. */
        public static final Plan USUAL = new Plan(List.of(), List.of(), null, null, 10, 10, 1_440, 5);
    }

    /** The same as somebody asks for it: what is left out is as in {@link Plan#USUAL}. */
    public record NewPlan(
            @Nullable @Size(max = 1_000)
            List<@Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE) String> deviceIds,

            @Nullable @Size(max = 100) List<@Size(max = 100) String> lines,

            @Nullable @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]", message = "must be a time such as 06:30")
            String from,

            @Nullable @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]", message = "must be a time such as 06:30")
            String to,

            @Nullable @Min(0) @Max(1_440) Integer idleMinutes,
            @Nullable @Min(0) @Max(10_080) Integer soakMinutes,
            @Nullable @Min(1) @Max(10_080) Integer proveMinutes,
            @Nullable @Min(1) @Max(100) Integer stopPercent) {
        public static NewPlan of(Plan plan) {
            return new NewPlan(
                    plan.deviceIds(),
                    plan.lines(),
                    plan.from(),
                    plan.to(),
                    plan.idleMinutes(),
                    plan.soakMinutes(),
                    plan.proveMinutes(),
                    plan.stopPercent());
        }

        /** With what was left out. */
        public Plan whole() {
            Plan usual = Plan.USUAL;
            return new Plan(
                    deviceIds == null ? usual.deviceIds() : deviceIds,
                    lines == null ? usual.lines() : lines,
                    from,
                    to,
                    idleMinutes == null ? usual.idleMinutes() : idleMinutes,
                    soakMinutes == null ? usual.soakMinutes() : soakMinutes,
                    proveMinutes == null ? usual.proveMinutes() : proveMinutes,
                    stopPercent == null ? usual.stopPercent() : stopPercent);
        }
    }

    /** @param plan null: as usual */
    public record NewRollout(
            @NotNull Long versionId, @Valid @Nullable NewPlan plan) {}

    /**
     * How a rollout stands.
     *
     * @param stateReason why it was paused or stopped, such as {@code too_many_failures}; null where nothing is to be said
     * @param wave the present one, counted from 1; 0 before the first
     * @param waves stations that may have been taken by the end of each wave
     * @param counts stations in each state; those in which none is are left out
     * @param stations that it has; of a draft those that it would take now
     * @param failures failed, lost and gone back by themselves, since it was last resumed
     * @param failuresAllowed it stops with one more
     * @param revertible stations that can be sent back now: they have something of it, and no later rollout took them
     * @param secondsLeft of soaking; null in other states
     * @param createdBy null where nobody said a name: then the kind tells a window from a program
     * @param approvedBy likewise
     * @param needsAnother whether somebody else than who made it has to approve it
     * @param unsigned whether its image is not signed
     * @param older of a draft: stations that run a later version now; else 0
     * @param imageDeleted whether its image is kept no more: nothing of it is given out, and stations may go back
     */
    public record Rollout(
            long id,
            long versionId,
            String project,
            String version,
            RolloutState state,
            @Nullable String stateReason,
            int wave,
            List<Integer> waves,
            Map<InstallState, Integer> counts,
            int stations,
            int failures,
            int failuresAllowed,
            int revertible,
            @Nullable Long secondsLeft,
            Plan plan,
            Instant createdAt,
            @Nullable String createdBy,
            @Nullable ActorKind createdByKind,
            @Nullable Instant approvedAt,
            @Nullable String approvedBy,
            @Nullable ActorKind approvedByKind,
            @Nullable Instant finishedAt,
            boolean needsAnother,
            boolean unsigned,
            int older,
            boolean imageDeleted) {}

    /** Why a station that waits is not taken. */
    public enum WaitsFor implements Keyed {
        /** Nobody has approved the rollout. */
        APPROVAL,
        /** The rollout does not run. */
        ROLLOUT,
        /** Its wave has not come. */
        WAVE,
        /** The station is not connected. */
        OFFLINE,
        /** The time of day. */
        WINDOW,
        /** It packs. */
        PACKING,
        /** Another station of its line is being updated. */
        LINE,
        /** It asked for time, or is tried again in a moment. */
        RETRY,
        /** It cannot take the image any more. */
        OBSTACLE
    }

    /**
     * How the image stands with one station of a rollout.
     *
     * @param wave in which it was taken; 0: not yet
     * @param bytes that it has
     * @param secondsLeft until the deadline of its state; null in a final one
     * @param waitsFor null unless it waits
     */
    public record Install(
            String deviceId,
            @Nullable String line,
            InstallState state,
            int wave,
            int attempts,
            long bytes,
            @Nullable Long secondsLeft,
            @Nullable String reason,
            @Nullable WaitsFor waitsFor,
            Instant changedAt) {}

    /** A rollout with its stations, by their ids. */
    public record RolloutDetails(Rollout rollout, long size, List<Install> installs) {}
}
