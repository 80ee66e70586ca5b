package fr.gaveurs.console.backend.features.models.learning;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.quality.SpectralChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A figure that models are made of. {@code log_f1} … {@code log_nir} are natural logarithms of a channel's count, less
 * the mean of those of F1 to F8: light that dims, gain and integration time change none of them.
 */
public enum Feature implements Keyed {
    LOG_F1,
    LOG_F2,
    LOG_F3,
    LOG_F4,
    LOG_F5,
    LOG_F6,
    LOG_F7,
    LOG_F8,
    LOG_CLEAR,
    LOG_NIR,
    /** The mean of the logarithms of F1 to F8, of counts for each unit of gain and millisecond. */
    LOG_LEVEL,
    /** Of mm³. */
    LOG_VOLUME,
    /** Of mm. */
    LOG_MAX_HEIGHT,
    /** Of the number of zones under the liver. */
    LOG_OCCUPIED;

    /** What models of freshness, fat and oxidation are made of unless somebody says otherwise. */
    public static final List<Feature> SPECTRAL =
            List.of(LOG_F1, LOG_F2, LOG_F3, LOG_F4, LOG_F5, LOG_F6, LOG_F7, LOG_F8);

    /** What models of the weight are made of. */
    public static final List<Feature> SHAPE = List.of(LOG_VOLUME, LOG_MAX_HEIGHT, LOG_OCCUPIED);

    private static final int FILTERED = 8;

    /** The one of that name. */
    public static Optional<Feature> named(String name) {
        return Arrays.stream(values()).filter(each -> each.key().equals(name)).findFirst();
    }

    /** How it is made of a measurement; {@code mean} is that of ln F1 to ln F8. */
    public String formula() {
        return switch (this) {
            case LOG_LEVEL -> "mean - ln gain - ln integration_time_ms";
            case LOG_VOLUME -> "ln volume_mm3";
            case LOG_MAX_HEIGHT -> "ln max_height_mm";
            case LOG_OCCUPIED -> "ln occupied_zones";
            default -> "ln " + SpectralChannel.values()[ordinal()].label() + " - mean";
        };
    }

    /** Whether it needs a channel's count, such as of one that is stuck. */
    boolean needs(SpectralChannel channel) {
        if (ordinal() <= LOG_NIR.ordinal()) {
            return ordinal() == channel.index() || channel.index() < FILTERED;
        }
        return this == LOG_LEVEL && channel.index() < FILTERED;
    }

    /**
     * The figures of a sample, in the order of {@code features}; NaN for one that cannot be had. Equal to the bit on
     * every platform.
     */
    public static double[] of(ModelInput input, List<Feature> features) {
        double[] logs = new double[input.counts().length];
        double level = 0;
        for (int i = 0; i < logs.length; i++) {
            logs[i] = log(input.counts()[i]);
            level += i < FILTERED ? logs[i] : 0;
        }
        level /= FILTERED;
        double[] figures = new double[features.size()];
        for (int i = 0; i < figures.length; i++) {
            Feature feature = features.get(i);
            figures[i] = switch (feature) {
                case LOG_LEVEL -> level - log(input.gain()) - log(input.integrationTimeMs());
                case LOG_VOLUME -> log(input.volumeMm3());
                case LOG_MAX_HEIGHT -> log(input.maxHeightMm());
                case LOG_OCCUPIED -> log(input.occupiedZones());
                default -> logs[feature.ordinal()] - level;
            };
        }
        return figures;
    }

    private static double log(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY ? StrictMath.log(value) : Double.NaN;
    }
}
