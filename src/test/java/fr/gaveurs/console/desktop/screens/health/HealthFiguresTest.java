package fr.gaveurs.console.desktop.screens.health;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.desktop.MadeUpHealth;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.tiles.FigureChart;
import fr.gaveurs.console.desktop.screens.health.HealthFigures.HealthFigure;
import fr.gaveurs.console.desktop.screens.health.HealthFigures.Kind;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthFiguresTest {
    private final HealthFigures maker = new HealthFigures(new Messages(Language.EN, ZoneOffset.UTC));

    @Test
    void ofABadDay() {
        Map<Kind, HealthFigure> figures = maker.of(MadeUpHealth.bad());
        assertThat(figures.get(Kind.WAITING).value()).isEqualTo("5,880");
        assertThat(figures.get(Kind.WAITING).note()).isEqualTo("5,868 in the spool");
        assertThat(figures.get(Kind.WAITING).alert()).as("degraded").isFalse();
        assertThat(figures.get(Kind.DATABASE))
                .isEqualTo(new HealthFigure(Messages.NONE, "", true, true, FigureChart.none()));
        assertThat(figures.get(Kind.DISK).chart())
                .isInstanceOfSatisfying(FigureChart.Gauge.class, gauge -> assertThat(gauge.tone())
                        .isEqualTo(Tone.WARNING));
        assertThat(figures.get(Kind.COMPONENTS).chart())
                .isInstanceOfSatisfying(FigureChart.Parts.class, bar -> assertThat(bar.parts())
                        .extracting(FigureChart.Part::tone)
                        .containsExactly(Tone.DANGER, Tone.WARNING, Tone.SERIES));
    }

    /** As their rows: what nobody could look at is grey, and no warning. */
    @Test
    void whatIsUnknownHasTheColourOfItsRow() {
        Health.HealthReport bad = MadeUpHealth.bad();
        List<Health.Component> unknown = bad.components().stream()
                .map(each -> new Health.Component(
                        each.name(),
                        each.weight(),
                        ComponentStatus.UNKNOWN,
                        each.detail(),
                        each.since(),
                        each.milliseconds(),
                        each.figures(),
                        each.streak()))
                .toList();
        Map<Kind, HealthFigure> figures = maker.of(new Health.HealthReport(
                bad.timestamp(),
                bad.status(),
                bad.started(),
                bad.live(),
                bad.version(),
                bad.uptimeSeconds(),
                unknown,
                bad.breakers(),
                bad.startup()));
        assertThat(figures.get(Kind.COMPONENTS).chart())
                .isEqualTo(new FigureChart.Parts(new FigureChart.Part(unknown.size(), Tone.MUTED)));
        assertThat(figures.get(Kind.DISK).chart())
                .isInstanceOfSatisfying(FigureChart.Gauge.class, gauge -> assertThat(gauge.tone())
                        .isEqualTo(Tone.MUTED));
    }

    /** How long the check took says nothing of the database: it asks no question. */
    @Test
    void theDatabasesTimeIsThatOfItsAnswer() {
        assertThat(maker.of(MadeUpHealth.calm()).get(Kind.DATABASE).value()).isEqualTo("2.6 ms");
    }

    @Test
    void nothingIsKnownOfABackendThatDoesNotAnswer() {
        maker.of(MadeUpHealth.calm());
        assertThat(maker.of(null).values()).containsOnly(HealthFigure.UNKNOWN).hasSize(Kind.values().length);
    }

    @Test
    void howItWentIsKeptForSoLongAndNoLonger() {
        for (int i = 0; i < 200; i++) {
            maker.of(MadeUpHealth.calm());
        }
        assertThat(maker.of(MadeUpHealth.calm()).get(Kind.DATABASE).chart())
                .isInstanceOfSatisfying(FigureChart.Sparkline.class, line -> assertThat(line.values())
                        .hasSize(60));
    }
}
