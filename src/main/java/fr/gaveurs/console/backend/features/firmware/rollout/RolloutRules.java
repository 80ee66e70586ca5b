package fr.gaveurs.console.backend.features.firmware.rollout;

import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import fr.gaveurs.console.api.firmware.Rollouts.Plan;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import fr.gaveurs.console.api.firmware.Rollouts.WaitsFor;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.GoBack;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Take;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Tick;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a rollout and its installs in a moment: a pure function. A wave is a number of stations, not a list of
 * them: who is offline keeps nobody waiting and is taken when it comes.
 */
public final class RolloutRules {
    /** Shares of all stations that are taken by the end of the second wave and the third, percent. */
    private static final int[] SHARES = {10, 50};

    private final Policy policy;

    public RolloutRules(Policy policy) {
        this.policy = policy;
    }

    /**
     * What is known of the moment.
     *
     * @param elapsed ms by a monotonic clock since the last step, at most some seconds
     * @param time of day in the console's zone
     * @param distrust why the image may not be given out; null: it may
     * @param places what is known of each station
     */
    public record Moment(
            long elapsed, LocalTime time, @Nullable String distrust, Function<String, Place> places) {}

    /** What they are after it. */
    public record Step(Rollout rollout, List<Install> installs) {}

    /** How an install of this plan is moved. */
    public InstallRules installs(Plan plan, String elf) {
        return new InstallRules(policy, Duration.ofMinutes(plan.proveMinutes()), elf);
    }

    /** How many of so many stations may have been taken by the end of each wave. */
    public static List<Integer> waves(int stations) {
        TreeSet<Integer> sizes = new TreeSet<>();
        sizes.add(Math.min(1, stations));
        for (int share : SHARES) {
            sizes.add(Math.ceilDiv(stations * share, 100));
        }
        sizes.add(stations);
        sizes.remove(0);
        return List.copyOf(sizes);
    }

    private static int failures(Rollout rollout, Collection<Install> installs) {
        return failures(rollout, installs.stream().filter(Install::failed).count());
    }

    /** @param failed installs that did */
    public static int failures(Rollout rollout, long failed) {
        return (int) Math.max(0, failed - rollout.tolerated());
    }

    /** So many failures stop a rollout. */
    static int limit(Rollout rollout, Collection<Install> installs) {
        return limit(rollout, installs.stream().filter(Install::begun).count());
    }

    /** @param tried installs that were begun */
    public static int limit(Rollout rollout, long tried) {
        return Math.max(1, (int) Math.ceilDiv(tried * rollout.plan().stopPercent(), 100));
    }

    /** @param elf of the image */
    public Step step(Rollout rollout, List<Install> before, String elf, Moment moment) {
        InstallRules rules = installs(rollout.plan(), elf);
        List<Install> installs = new ArrayList<>(before.size());
        boolean counts = rollout.state() == RolloutState.RUNNING || rollout.state() == RolloutState.SOAKING;
        for (Install install : before) {
            long elapsed = install.state() == InstallState.WAITING && !counts ? 0 : moment.elapsed();
            boolean online = moment.places().apply(install.deviceId()).online();
            installs.add(rules.step(install, new Tick(elapsed, online)));
        }
        return switch (rollout.state()) {
            case APPROVED, RUNNING, SOAKING, PAUSED -> underWay(rollout, installs, rules, moment);
            case REVERTING -> {
                boolean over = installs.stream().noneMatch(each -> each.state().isActive());
                yield new Step(over ? rollout.to(RolloutState.REVERTED, rollout.reason()) : rollout, installs);
            }
            case DRAFT, DONE, REVERTED, CANCELED -> new Step(rollout, installs);
        };
    }

    private Step underWay(Rollout rollout, List<Install> installs, InstallRules rules, Moment moment) {
        if (moment.distrust() != null) {
            return goBack(rollout, installs, rules, moment.distrust(), true);
        }
        if (failures(rollout, installs) >= limit(rollout, installs)) {
            return goBack(rollout, installs, rules, "too_many_failures", false);
        }
        return switch (rollout.state()) {
            case APPROVED -> {
                boolean begins = inWindow(rollout.plan(), moment.time());
                yield begins ? take(rollout.inWave(1), installs, rules, moment) : new Step(rollout, installs);
            }
            case RUNNING -> take(rollout, installs, rules, moment);
            case SOAKING -> soak(rollout, installs, moment.elapsed());
            default -> new Step(rollout, installs);
        };
    }

    /** Calls the wave, or all, back. */
    public Step goBack(Rollout rollout, List<Install> installs, InstallRules rules, String reason, boolean all) {
        List<Install> back = new ArrayList<>(installs.size());
        for (Install install : installs) {
            boolean meant =
                    all || install.wave() == rollout.wave() || !install.state().isFinal();
            back.add(meant ? rules.step(install, new GoBack(reason)) : install);
        }
        return new Step(rollout.to(RolloutState.REVERTING, reason), back);
    }

    private Step soak(Rollout rollout, List<Install> installs, long elapsed) {
        long left = rollout.left() - elapsed;
        if (left > 0) {
            return new Step(rollout.soaking(left), installs);
        }
        boolean last = installs.stream().allMatch(each -> each.state().isFinal());
        return new Step(last ? rollout.to(RolloutState.DONE, null) : rollout.inWave(rollout.wave() + 1), installs);
    }

    private Step take(Rollout rollout, List<Install> installs, InstallRules rules, Moment moment) {
        List<Integer> waves = waves(installs.size());
        int quota = waves.isEmpty() ? 0 : waves.get(Math.min(rollout.wave(), waves.size()) - 1);
        List<Install> after = new ArrayList<>(installs);
        int tried = (int) installs.stream().filter(RolloutRules::tookPart).count();
        Set<String> busy = busyLines(installs, moment);
        for (int i = 0; i < after.size(); i++) {
            Install install = after.get(i);
            Place place = moment.places().apply(install.deviceId());
            boolean room = install.wave() > 0 || tried < quota;
            if (install.state() == InstallState.WAITING
                    && waitsFor(rollout, install, place, moment.time(), room, busy) == null) {
                tried += install.wave() > 0 ? 0 : 1;
                after.set(i, rules.step(install, new Take(rollout.wave())));
                busy.add(place.line());
            }
        }
        boolean taken = after.stream().filter(each -> each.wave() > 0).allMatch(each -> each.state()
                .isFinal());
        boolean full =
                tried >= quota || after.stream().allMatch(each -> each.state().isFinal());
        return new Step(
                taken && full
                        ? rollout.soaking(
                                Duration.ofMinutes(rollout.plan().soakMinutes()).toMillis())
                        : rollout,
                after);
    }

    /** Whether it was taken, or is out of it without. */
    private static boolean tookPart(Install install) {
        return install.wave() > 0 || install.state().isFinal() || install.state() == InstallState.PROVING;
    }

    private static Set<String> busyLines(List<Install> installs, Moment moment) {
        Set<String> busy = new HashSet<>();
        for (Install install : installs) {
            if (install.state().isActive()) {
                busy.add(moment.places().apply(install.deviceId()).line());
            }
        }
        return busy;
    }

    /**
     * Why a waiting station is not taken; null if it is.
     *
     * @param room whether its wave has room for it
     * @param busy lines of which a station is being updated
     */
    public static @Nullable WaitsFor waitsFor(
            Rollout rollout, Install install, Place place, LocalTime time, boolean room, Set<String> busy) {
        if (rollout.state() == RolloutState.APPROVED && !inWindow(rollout.plan(), time)) {
            return WaitsFor.WINDOW;
        }
        if (rollout.state() != RolloutState.RUNNING) {
            return WaitsFor.ROLLOUT;
        }
        if (!place.fits()) {
            return place.online() ? WaitsFor.OBSTACLE : WaitsFor.OFFLINE;
        }
        if (!place.online()) {
            return WaitsFor.OFFLINE;
        }
        if (!inWindow(rollout.plan(), time)) {
            return WaitsFor.WINDOW;
        }
        if (install.retry() > 0) {
            return WaitsFor.RETRY;
        }
        if (!room) {
            return WaitsFor.WAVE;
        }
        Double idle = place.idleSeconds();
        if (idle != null && idle < rollout.plan().idleMinutes() * 60.0) {
            return WaitsFor.PACKING;
        }
        return busy.contains(place.line()) ? WaitsFor.LINE : null;
    }

    /** Whether stations may be taken at a time of day. */
    public static boolean inWindow(Plan plan, LocalTime time) {
        String from = plan.from();
        String to = plan.to();
        if (from == null || to == null || from.equals(to)) {
            return true;
        }
        LocalTime begin = LocalTime.parse(from);
        LocalTime end = LocalTime.parse(to);
        return begin.isBefore(end)
                ? !time.isBefore(begin) && time.isBefore(end)
                : !time.isBefore(begin) || time.isBefore(end);
    }
}
