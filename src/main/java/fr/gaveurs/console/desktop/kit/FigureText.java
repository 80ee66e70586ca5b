package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.api.models.Models.Flag;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Versions.Figure;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What models say, in figures. */
public final class FigureText {
    private static final Set<Flag> DOUBTFUL =
            Set.of(Flag.FAR_FROM_TRAINING, Flag.CHANNEL_STUCK, Flag.CHANNEL_SATURATED);

    private FigureText() {}

    /** Whether a figure is not to be trusted, as its flags say. */
    public static boolean isDoubtful(Figure figure) {
        return figure.flags().stream().anyMatch(DOUBTFUL::contains);
    }

    /**
     * Such as {@code 0,82 ± 0,03}; the farther end of the interval counts, and none is told as narrower than the last
     * decimal. The figure alone where it has none.
     */
    public static String withInterval(Messages messages, Target target, @Nullable Figure figure) {
        if (figure == null) {
            return Messages.NONE;
        }
        if (figure.flags().contains(Flag.NO_INTERVAL)) {
            return plain(messages, target, figure.value());
        }
        double radius = Math.max(figure.high() - figure.value(), figure.value() - figure.low());
        double told = Math.max(radius, Math.pow(10, -decimals(target)));
        String value = messages.number(figure.value(), decimals(target)) + "\u00a0±\u00a0"
                + messages.number(told, decimals(target));
        return target == Target.WEIGHT ? messages.get("unit.grams", value) : value;
    }

    /** The figure alone. */
    public static String plain(Messages messages, Target target, @Nullable Double value) {
        String number = messages.number(value, decimals(target));
        return target == Target.WEIGHT && value != null ? messages.get("unit.grams", number) : number;
    }

    private static int decimals(Target target) {
        return target == Target.WEIGHT ? 0 : 2;
    }
}
