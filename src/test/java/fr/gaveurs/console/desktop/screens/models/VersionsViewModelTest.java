package fr.gaveurs.console.desktop.screens.models;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.models.Models.Method;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.models.Training.Comparison;
import fr.gaveurs.console.api.models.Training.Grouping;
import fr.gaveurs.console.api.models.Versions.Assignment;
import fr.gaveurs.console.api.models.Versions.GateReport;
import fr.gaveurs.console.api.models.Versions.Ranked;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.api.models.Versions.VersionState;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.models.VersionsViewModel.Everything;
import fr.gaveurs.console.desktop.screens.models.VersionsViewModel.Sort;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VersionsViewModelTest {
    private static Version version(long id, VersionState state) {
        return new Version(
                id,
                "v" + id,
                state,
                List.of(Target.FRESHNESS),
                List.of("ridge"),
                List.of("log_f1"),
                "ab".repeat(32),
                1L,
                1L,
                null,
                1,
                "0.2.0",
                Instant.EPOCH,
                null,
                null,
                null);
    }

    private static Ranked ranked(long id, double mae) {
        return new Ranked(
                Target.FRESHNESS,
                id,
                "v" + id,
                VersionState.VALIDATED,
                Method.RIDGE,
                Grouping.STATION,
                4,
                mae,
                mae / 2,
                2 * mae,
                100,
                mae,
                0.1,
                0.01,
                0.9,
                true,
                Instant.EPOCH);
    }

    private static Assignment assignment(long id, Role role, @Nullable Long version, boolean over) {
        return new Assignment(
                id,
                role,
                version,
                "v" + version,
                Instant.ofEpochSecond(id),
                over ? Instant.MAX : null,
                false,
                null,
                null);
    }

    private final Everything all = new Everything(
            List.of(
                    version(4, VersionState.DRAFT),
                    version(3, VersionState.ACTIVE),
                    version(2, VersionState.SHADOW),
                    version(1, VersionState.RETIRED)),
            List.of(ranked(2, 0.01), ranked(3, 0.02)),
            List.of(
                    assignment(3, Role.ACTIVE, 3L, false),
                    assignment(2, Role.SHADOW, 2L, false),
                    assignment(1, Role.ACTIVE, 1L, true)));

    private List<Long> order(Sort sort) {
        return VersionsViewModel.rows(all, sort).stream()
                .map(row -> row.version().id())
                .toList();
    }

    @Test
    void theyAreInTheOrderThatIsAskedFor() {
        assertThat(order(Sort.ROLE)).containsExactly(3L, 2L, 4L, 1L);
        assertThat(order(Sort.NEWEST)).containsExactly(4L, 3L, 2L, 1L);
        assertThat(order(Sort.FRESHNESS)).as("without an error last").containsExactly(2L, 3L, 4L, 1L);
    }

    @Test
    void sinceWhenOneHasItsRoleIsSaid() {
        assertThat(VersionsViewModel.rows(all, Sort.ROLE).getFirst().since()).isEqualTo(Instant.ofEpochSecond(3));
        assertThat(VersionsViewModel.rows(all, Sort.ROLE).getLast().since()).isNull();
    }

    @Test
    void onlyOneThatCouldBeUsedComesBack() {
        assertThat(VersionsViewModel.canRollBack(all))
                .as("the other one is retired")
                .isFalse();
        List<Assignment> more = new ArrayList<>(all.assignments());
        more.add(assignment(0, Role.ACTIVE, 4L, true));
        assertThat(VersionsViewModel.canRollBack(new Everything(all.versions(), all.ranked(), more)))
                .isTrue();
        more.addFirst(new Assignment(5, Role.ACTIVE, 4L, "v4", Instant.ofEpochSecond(5), null, true, null, null));
        assertThat(VersionsViewModel.canRollBack(new Everything(
                        List.of(version(4, VersionState.ACTIVE), version(3, VersionState.VALIDATED)),
                        all.ranked(),
                        more)))
                .as("what was rolled away does not come back")
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(VersionState.class)
    void whatCannotBeDoneRests(VersionState state) {
        var acts = VersionsViewModel.acts(version(1, state));
        assertThat(acts.contains(ModelsApi.SHADOW_MODEL))
                .isEqualTo(state == VersionState.DRAFT || state == VersionState.VALIDATED);
        assertThat(acts.contains(ModelsApi.ACTIVATE_MODEL))
                .isEqualTo(state != VersionState.ACTIVE && state != VersionState.RETIRED);
        assertThat(acts.contains(ModelsApi.DEACTIVATE_MODEL))
                .isEqualTo(state == VersionState.ACTIVE || state == VersionState.SHADOW);
        assertThat(acts.contains(ModelsApi.RETIRE_MODEL)).isEqualTo(state != VersionState.RETIRED);
    }

    @Test
    void theGateSaysRuleByRuleWhatHolds() {
        Messages messages = new Messages(Language.EN, ZoneOffset.UTC);
        GateReport closed = new GateReport(
                false, List.of(), 499, 3, 2, Map.of(Target.FRESHNESS, new Comparison(-0.1, -0.2, -0.01, 0, 2)));
        assertThat(GateForm.rules(messages, version(1, VersionState.SHADOW), closed))
                .extracting(GateForm.Rule::held)
                .containsExactly(true, false, true, true, true);
        GateReport unlabelled = new GateReport(false, List.of(), 500, 2, 1, Map.of());
        assertThat(GateForm.rules(messages, version(1, VersionState.DRAFT), unlabelled))
                .extracting(GateForm.Rule::held)
                .containsExactly(false, true, false, false, false);
    }
}
