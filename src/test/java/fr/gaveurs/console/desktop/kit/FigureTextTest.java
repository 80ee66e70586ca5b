package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Versions.Figure;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTextTest {
    private final Messages fr = new Messages(Language.FR, ZoneOffset.UTC);

    private String told(Target target, double value, double radius) {
        return FigureText.withInterval(fr, target, new Figure(value, value - radius, value + radius, 0.5, List.of()))
                .replace('\u00a0', ' ');
    }

    @Test
    void noIntervalIsToldAsNothing() {
        assertThat(told(Target.FRESHNESS, 0.68, 0.034)).isEqualTo("0,68 ± 0,03");
        assertThat(told(Target.FRESHNESS, 0.68, 0.0019)).isEqualTo("0,68 ± 0,01");
        assertThat(told(Target.WEIGHT, 420, 0.2)).isEqualTo("420 ± 1 g");
    }
}
