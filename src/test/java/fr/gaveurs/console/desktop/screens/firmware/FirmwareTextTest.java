package fr.gaveurs.console.desktop.screens.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.audit.Audit.ActorKind;
import fr.gaveurs.console.api.firmware.Firmware.Event;
import fr.gaveurs.console.api.firmware.Firmware.Fit;
import fr.gaveurs.console.api.firmware.Firmware.StationFirmware;
import fr.gaveurs.console.api.firmware.FirmwareApi;
import fr.gaveurs.console.api.firmware.FirmwareReport;
import fr.gaveurs.console.api.firmware.FirmwareReport.OtaState;
import fr.gaveurs.console.api.firmware.Rollouts.Install;
import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import fr.gaveurs.console.api.firmware.Rollouts.Plan;
import fr.gaveurs.console.api.firmware.Rollouts.Rollout;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import fr.gaveurs.console.api.firmware.Rollouts.WaitsFor;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FirmwareTextTest {
    private static final Instant THEN = Instant.parse("2026-03-14T10:32:00Z");
    private final FirmwareText words = new FirmwareText(new Messages(Language.EN, ZoneOffset.UTC));

    private static Install install(
            InstallState state, long bytes, @Nullable Long left, @Nullable String reason, @Nullable WaitsFor waits) {
        return new Install("ESP32_LL_01", null, state, 1, 1, bytes, left, reason, waits, THEN);
    }

    @Test
    void saysHowFarAStationIsAndWhatItWaitsFor() {
        assertThat(words.progress(install(InstallState.DOWNLOADING, 700_000, 1_080L, null, null), 1_400_000))
                .isEqualTo("50% · 18 min left");
        assertThat(words.progress(install(InstallState.WAITING, 0, 60L, null, WaitsFor.PACKING), 1))
                .isEqualTo("Waits until it packs no more");
        assertThat(words.progress(install(InstallState.WAITING, 0, 60L, "deferred", WaitsFor.RETRY), 1))
                .isEqualTo("Tried again in a moment (asked for time)");
        assertThat(words.progress(install(InstallState.LOST, 0, null, "did_not_return", null), 1))
                .isEqualTo("did not come back from the restart");
        assertThat(words.progress(install(InstallState.CONFIRMED, 0, null, null, null), 1))
                .as("since when")
                .isEqualTo("14 Mar, 10:32");
        assertThat(words.progress(install(InstallState.FAILED, 0, null, "a_word_of_its_own", null), 1))
                .as("what no window knows is said as it came")
                .isEqualTo("a_word_of_its_own");
    }

    private static Rollout reverted(Map<InstallState, Integer> counts) {
        return over(RolloutState.REVERTED, "too_many_failures", counts, 0, false);
    }

    private static Rollout reverted(Map<InstallState, Integer> counts, boolean imageDeleted) {
        return over(RolloutState.REVERTED, "too_many_failures", counts, 0, imageDeleted);
    }

    private static Rollout over(RolloutState state, @Nullable String reason, Map<InstallState, Integer> counts) {
        return over(state, reason, counts, 0, false);
    }

    private static Rollout over(
            RolloutState state,
            @Nullable String reason,
            Map<InstallState, Integer> counts,
            int revertible,
            boolean imageDeleted) {
        return new Rollout(
                15,
                3,
                "hall",
                "1.1.0",
                state,
                reason,
                1,
                List.of(1),
                counts,
                1,
                1,
                0,
                revertible,
                null,
                Plan.USUAL,
                THEN,
                null,
                ActorKind.WINDOW,
                THEN,
                null,
                ActorKind.LOCAL,
                THEN,
                false,
                false,
                0,
                imageDeleted);
    }

    private static Rollout draft(Plan plan, int stations, int older) {
        return new Rollout(
                16,
                3,
                "hall",
                "1.1.0",
                RolloutState.DRAFT,
                null,
                0,
                List.of(1),
                Map.of(),
                stations,
                0,
                0,
                0,
                null,
                plan,
                THEN,
                null,
                ActorKind.LOCAL,
                null,
                null,
                null,
                null,
                false,
                true,
                older,
                false);
    }

    @Test
    void tellsAProgramOfThisPcFromItsWindow() {
        assertThat(words.who(reverted(Map.of())))
                .isEqualTo("this PC, 14 Mar, 10:32 · approved by a program on this PC, 14 Mar, 10:32");
        assertThat(words.who(draft(Plan.USUAL, 3, 0))).startsWith("a program on this PC, 14 Mar, 10:32 · would take 3");
    }

    @Test
    void saysOfADraftWhomItTakesAndThatItIsAStepBack() {
        Plan usual = Plan.USUAL;
        Plan both = new Plan(
                List.of("A", "B"),
                List.of("Line 1"),
                null,
                null,
                usual.idleMinutes(),
                usual.soakMinutes(),
                usual.proveMinutes(),
                usual.stopPercent());
        assertThat(words.plan(draft(both, 2, 0))).startsWith("2 chosen stations · lines: Line 1 · ");
        assertThat(words.plan(draft(usual, 2, 0))).startsWith("every station that can take it · ");
        assertThat(words.who(draft(usual, 12, 1))).contains("would take 12 stations · a step back for 1 station");
        assertThat(words.approval(draft(usual, 12, 0)))
                .isEqualTo("No. 16 · 1.1.0 · hall begins as soon as it may, with one station first."
                        + " 12 stations take it.");
        assertThat(words.approval(draft(usual, 1, 1)))
                .endsWith("1 station takes it. For 1 station it is a step back to an older version.");
        assertThat(words.fit(new Fit("A", null, null, "", "3.3.0", true)))
                .isEqualTo("Can take it · a step back from 3.3.0");
        assertThat(words.fit(new Fit("A", null, null, "", "1.0.0", false))).isEqualTo("Can take it");
    }

    @Test
    void stationsCanBeSentBackWhereTheConsoleSaysSo() {
        Map<InstallState, Integer> counts = Map.of(InstallState.ROLLED_BACK, 1, InstallState.CONFIRMED, 3);
        for (RolloutState state : List.of(RolloutState.DONE, RolloutState.REVERTED, RolloutState.PAUSED)) {
            assertThat(FirmwareViewModel.acts(over(state, null, counts, 3, false)))
                    .contains(FirmwareApi.REVERT_ROLLOUT);
            assertThat(FirmwareViewModel.acts(over(state, null, counts, 0, false)))
                    .as("a later rollout has them")
                    .doesNotContain(FirmwareApi.REVERT_ROLLOUT);
        }
    }

    @Test
    void saysThatStationsWentBackOnlyWhereSomeDid() {
        assertThat(words.standing(reverted(Map.of(InstallState.ROLLED_BACK, 1, InstallState.CANCELED, 3))))
                .isEqualTo("Stations went back · too many failures");
        assertThat(words.standing(reverted(Map.of(InstallState.FAILED, 1, InstallState.CANCELED, 3))))
                .isEqualTo("Stopped, nothing had to go back · too many failures");
        assertThat(words.standing(reverted(Map.of(InstallState.LOST, 1)))).isEqualTo("Stopped · too many failures");
    }

    @Test
    void saysOfAFinishedRolloutThatNoStationKeptIt() {
        assertThat(words.standing(over(RolloutState.DONE, null, Map.of(InstallState.ROLLED_BACK, 4))))
                .isEqualTo("Done, no station kept it");
        assertThat(words.standing(
                        over(RolloutState.DONE, null, Map.of(InstallState.ROLLED_BACK, 4, InstallState.CONFIRMED, 1))))
                .isEqualTo("Done");
        assertThat(words.standing(over(RolloutState.DONE, null, Map.of(InstallState.CANCELED, 1))))
                .as("no station took it")
                .isEqualTo("Done");
    }

    @Test
    void saysThatTheImageOfARolloutWasDeleted() {
        assertThat(words.standing(reverted(Map.of(InstallState.LOST, 1), true)))
                .isEqualTo("Stopped · image deleted · too many failures");
    }

    @Test
    void saysOfWhatRunsWhetherNobodySignedIt() {
        FirmwareReport report = new FirmwareReport(
                "hall", "1.1.0", "ab".repeat(32), 0, 0, 0, 1, OtaState.PENDING_VERIFY, 0, true, null, null);
        assertThat(words.runs(new StationFirmware("A", "LL", null, "1.0.0", report, null, "1.1.0", 1L, true, false)))
                .isEqualTo("1.1.0 · on trial · not signed");
        assertThat(words.runs(new StationFirmware("A", "LL", null, "1.0.0", report, null, "1.0.0", null, false, false)))
                .as("what it says and does not run")
                .isEqualTo("1.0.0 · says 1.1.0 · on trial");
        assertThat(words.runs(new StationFirmware("A", "LL", null, "1.0.0", null, null, null, null, false, false)))
                .isEqualTo("1.0.0 · cannot be updated from here");
        Event event = new Event(THEN, 1L, "1.1.0", InstallState.ROLLED_BACK, "by_itself", true);
        assertThat(words.event(event)).isEqualTo("1.1.0 · Went back · not signed");
        assertThat(words.when(event)).isEqualTo("14 Mar 2026, 10:32:00 · rollout no. 1 · went back by itself");
    }
}
