package fr.gaveurs.console.backend.features.firmware.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import fr.gaveurs.console.api.firmware.Rollouts.Plan;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import fr.gaveurs.console.api.firmware.Rollouts.WaitsFor;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Greeted;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Judged;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Status;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Told;
import fr.gaveurs.console.backend.features.firmware.rollout.Proof.Finding;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutRules.Moment;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutRules.Step;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RolloutRulesTest {
    private static final String NEW = "new";
    private static final LocalTime NOON = LocalTime.NOON;
    private final RolloutRules rules = new RolloutRules(Policy.USUAL);
    private final Map<String, Place> places = new HashMap<>();
    private Plan plan = new Plan(List.of(), List.of(), null, null, 10, 10, 60, 5);
    private LocalTime time = NOON;
    private String distrust;

    private Step begin(int stations) {
        List<Install> installs = new ArrayList<>();
        for (int i = 0; i < stations; i++) {
            String id = String.format("S%03d", i);
            places.putIfAbsent(id, new Place("line " + id, true, null, true, 1.0));
            installs.add(Install.waiting(1, id, "offer-" + id, Policy.USUAL));
        }
        return new Step(new Rollout(1, 1, RolloutState.APPROVED, null, plan, 0, 0, 0), installs);
    }

    private Step tick(Step from, long elapsed) {
        return rules.step(
                from.rollout(),
                from.installs(),
                NEW,
                new Moment(elapsed, time, distrust, id -> places.getOrDefault(id, Place.unknown(id))));
    }

    private Step with(Step from, int index, InstallEvent... events) {
        List<Install> installs = new ArrayList<>(from.installs());
        for (InstallEvent event : events) {
            installs.set(index, rules.installs(plan, NEW).step(installs.get(index), event));
        }
        return new Step(from.rollout(), installs);
    }

    private Step confirm(Step from) {
        Step step = from;
        for (int i = 0; i < step.installs().size(); i++) {
            if (step.installs().get(i).state().isActive()) {
                step = with(step, i, new Greeted(NEW, true, null), new Judged(Finding.GOOD));
            }
        }
        return step;
    }

    private static long in(Step step, InstallState state) {
        return step.installs().stream().filter(each -> each.state() == state).count();
    }

    @Test
    void wavesAreOneThenATenthThenHalfThenAll() {
        assertThat(RolloutRules.waves(200)).containsExactly(1, 20, 100, 200);
        assertThat(RolloutRules.waves(20)).containsExactly(1, 2, 10, 20);
        assertThat(RolloutRules.waves(3)).containsExactly(1, 2, 3);
        assertThat(RolloutRules.waves(1)).containsExactly(1);
        assertThat(RolloutRules.waves(0)).isEmpty();
    }

    @Test
    void goesWaveByWaveAndIsDone() {
        Step step = begin(20);
        List<Long> confirmed = new ArrayList<>();
        for (int i = 0; i < 20 && !step.rollout().state().isFinal(); i++) {
            step = confirm(tick(step, 1_000));
            step = tick(step, 1_000);
            if (step.rollout().state() == RolloutState.SOAKING) {
                confirmed.add(in(step, InstallState.CONFIRMED));
                step = tick(step, 600_000);
            }
        }
        assertThat(step.rollout().state()).isEqualTo(RolloutState.DONE);
        assertThat(confirmed).containsExactly(1L, 2L, 10L, 20L);
    }

    @Test
    void aBadImageReachesOneStation() {
        Step step = tick(begin(20), 1_000);
        assertThat(in(step, InstallState.OFFERED)).isEqualTo(1);
        step = with(step, 0, new Greeted("old", true, null), new Told("offer-S000", Status.REBOOTING, 0, null));
        step = tick(step, 180_000);
        assertThat(step.rollout().state()).isEqualTo(RolloutState.REVERTING);
        assertThat(step.rollout().reason()).isEqualTo("too_many_failures");
        assertThat(step.installs().stream().filter(Install::begun)).hasSize(1);
        assertThat(in(step, InstallState.CANCELED)).isEqualTo(19);
        step = tick(step, 1_000);
        assertThat(step.rollout().state()).isEqualTo(RolloutState.REVERTED);
    }

    @Test
    void theWaveGoesBackAndThoseBeforeItStay() {
        Step step = confirm(tick(begin(200), 1_000));
        step = tick(tick(step, 1_000), 600_000);
        step = confirm(tick(step, 1_000));
        step = tick(tick(step, 1_000), 600_000);
        assertThat(in(step, InstallState.CONFIRMED)).isEqualTo(20);
        step = tick(step, 1_000);
        assertThat(in(step, InstallState.OFFERED)).isEqualTo(80);
        step = confirm(step);
        for (int i = 20; i < 25; i++) {
            step = with(step, i, new Greeted("old", true, null));
        }
        assertThat(RolloutRules.limit(step.rollout(), step.installs())).isEqualTo(5);
        step = tick(step, 1_000);
        assertThat(step.rollout().state()).isEqualTo(RolloutState.REVERTING);
        assertThat(in(step, InstallState.REVERTING)).isEqualTo(75);
        assertThat(in(step, InstallState.CONFIRMED)).isEqualTo(20);
    }

    @Test
    void neverTakesTwoStationsOfALine() {
        for (int i = 0; i < 40; i++) {
            places.put(String.format("S%03d", i), new Place("line " + i % 4, true, null, true, 1.0));
        }
        Step step = begin(40);
        Random random = new Random(1);
        for (int i = 0; i < 400 && !step.rollout().state().isFinal(); i++) {
            step = tick(step, 10_000);
            Set<String> lines = new HashSet<>();
            for (Install install : step.installs()) {
                if (install.state().isActive()) {
                    assertThat(lines.add(places.get(install.deviceId()).line()))
                            .as("one of a line")
                            .isTrue();
                }
            }
            if (random.nextBoolean()) {
                step = confirm(step);
            }
        }
        assertThat(in(step, InstallState.CONFIRMED)).isEqualTo(40);
    }

    @Test
    void whoIsOfflineIsTakenLaterAndKeepsNobodyWaiting() {
        places.put("S000", new Place("line 0", false, null, true, 1.0));
        Step step = begin(3);
        for (int i = 0; i < 12; i++) {
            step = tick(confirm(tick(step, 1_000)), 600_000);
        }
        assertThat(in(step, InstallState.CONFIRMED)).isEqualTo(2);
        assertThat(step.installs().getFirst().state()).isEqualTo(InstallState.WAITING);
        assertThat(step.rollout().state()).isEqualTo(RolloutState.RUNNING);
        places.put("S000", new Place("line 0", true, null, true, 1.0));
        for (int i = 0; i < 3; i++) {
            step = tick(confirm(tick(step, 1_000)), 600_000);
        }
        assertThat(in(step, InstallState.CONFIRMED)).isEqualTo(3);
        assertThat(step.rollout().state()).isEqualTo(RolloutState.DONE);
    }

    @Test
    void whoWasTakenAndLeavesKeepsNobodyWaiting() {
        Step step = tick(begin(3), 1_000);
        assertThat(step.installs().getFirst().state()).isEqualTo(InstallState.OFFERED);
        places.put("S000", new Place("line 0", false, null, true, 1.0));
        step = tick(tick(step, 1_000), 1_000);
        assertThat(step.installs().getFirst().state()).isEqualTo(InstallState.WAITING);
        assertThat(in(step, InstallState.OFFERED)).as("one in its place").isEqualTo(1);
        places.put("S000", new Place("line 0", true, null, true, 1.0));
        step = tick(step, 1_000);
        assertThat(in(step, InstallState.OFFERED)).as("still one alone").isEqualTo(1);
        places.put("S000", new Place("line 0", false, null, true, 1.0));
        for (int i = 0; i < 12; i++) {
            step = tick(confirm(tick(step, 1_000)), 600_000);
        }
        assertThat(in(step, InstallState.CONFIRMED)).isEqualTo(2);
    }

    @Test
    void whoAsksForTimeKeepsNobodyWaiting() {
        Step step = tick(begin(3), 1_000);
        step = with(step, 0, new Told("offer-S000", Status.DEFERRED, 0, null));
        step = tick(step, 1_000);
        assertThat(step.installs().getFirst().state()).isEqualTo(InstallState.WAITING);
        assertThat(step.installs().get(1).state()).isEqualTo(InstallState.OFFERED);
    }

    @Test
    void waitsForWhoPacksAndForTheWindow() {
        places.put("S000", new Place("line 0", true, 599.0, true, 1.0));
        Step step = tick(begin(1), 1_000);
        assertThat(step.installs().getFirst().state()).isEqualTo(InstallState.WAITING);
        assertThat(RolloutRules.waitsFor(
                        step.rollout(), step.installs().getFirst(), places.get("S000"), NOON, true, Set.of()))
                .isEqualTo(WaitsFor.PACKING);
        places.put("S000", new Place("line 0", true, 601.0, true, 1.0));
        assertThat(tick(step, 1_000).installs().getFirst().state()).isEqualTo(InstallState.OFFERED);

        plan = new Plan(List.of(), List.of(), "22:00", "05:30", 0, 10, 60, 5);
        Step night = tick(begin(1), 1_000);
        assertThat(night.rollout().state()).isEqualTo(RolloutState.APPROVED);
        places.put("S000", new Place("line 0", true, 601.0, true, 1.0));
        assertThat(RolloutRules.waitsFor(
                        night.rollout(), night.installs().getFirst(), places.get("S000"), NOON, true, Set.of()))
                .isEqualTo(WaitsFor.WINDOW);
        time = LocalTime.of(23, 0);
        assertThat(in(tick(night, 1_000), InstallState.OFFERED)).isEqualTo(1);
        assertThat(RolloutRules.inWindow(plan, LocalTime.of(5, 29))).isTrue();
        assertThat(RolloutRules.inWindow(plan, LocalTime.of(5, 30))).isFalse();
    }

    @Test
    void aRevokedKeyCallsEveryStationBack() {
        Step step = confirm(tick(begin(20), 1_000));
        step = tick(tick(step, 1_000), 600_000);
        step = tick(step, 1_000);
        distrust = "key_revoked";
        step = tick(step, 1_000);
        assertThat(step.rollout().state()).isEqualTo(RolloutState.REVERTING);
        assertThat(in(step, InstallState.REVERTING)).isEqualTo(2);
        assertThat(in(step, InstallState.CANCELED)).isEqualTo(18);
    }

    @Test
    void aPausedRolloutTakesNobodyAndItsWaitingStationsKeepTheirTime() {
        Step step = begin(3);
        Step paused = new Step(step.rollout().to(RolloutState.PAUSED, "by_person"), step.installs());
        Step later = tick(paused, 5_000);
        assertThat(later.installs()).isEqualTo(step.installs());
        assertThat(tick(new Step(later.rollout().resumed(0), later.installs()), 1_000)
                        .installs())
                .anyMatch(each -> each.state() == InstallState.OFFERED);
    }

    @Test
    void aResumedRolloutForgetsWhatFailedBefore() {
        plan = new Plan(List.of(), List.of(), null, null, 0, 0, 60, 5);
        Step step = tick(begin(3), 1_000);
        step = with(step, 0, new Told("offer-S000", Status.FAILED, 0, "bad_signature"));
        Step resumed =
                new Step(step.rollout().to(RolloutState.PAUSED, "by_person").resumed(1), step.installs());
        assertThat(tick(resumed, 1_000).rollout().state()).isNotEqualTo(RolloutState.REVERTING);
    }
}
