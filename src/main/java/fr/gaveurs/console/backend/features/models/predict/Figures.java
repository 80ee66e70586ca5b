package fr.gaveurs.console.backend.features.models.predict;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Versions.Figure;
import fr.gaveurs.console.backend.features.models.learning.Predictor;
import java.util.EnumMap;
import java.util.Map;

/** Puts what a model says into the contract's form. */
public final class Figures {
    private Figures() {}

    public static Map<Target, Figure> of(Map<Target, Predictor.Figure> said) {
        Map<Target, Figure> figures = new EnumMap<>(Target.class);
        said.forEach((target, figure) -> figures.put(
                target,
                new Figure(
                        figure.value(),
                        figure.low(),
                        figure.high(),
                        Double.isNaN(figure.distance()) ? null : (Double) figure.distance(),
                        figure.flags().stream().sorted().toList())));
        return figures;
    }
}
