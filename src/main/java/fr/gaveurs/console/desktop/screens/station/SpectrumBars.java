package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.Samples.Spectrum;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.desktop.kit.canvas.Ticks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ten channels as bars.
 *
 * @param bars in the order of the spectrum, the unfiltered channel last
 * @param ticks of the counts, from 0
 */
record SpectrumBars(List<Bar> bars, Ticks ticks) {
    /** Greatest count of the sensor. */
    static final double FULL_SCALE = 65_535;

    private static final int INTERVALS = 5;

    /** What there is to say of a channel besides its count. */
    enum Remark {
        NONE,
        /** One value for so long that it is left out of everything. */
        STUCK,
        SATURATED,
        DARK,
        MISSING
    }

    /** @param count 0–65535, null if the sample lacks it */
    record Bar(SpectralChannel channel, @Nullable Double count, Remark remark) {}

    /**
     * @param fullScale up to the sensor's greatest count; else up to the greatest of the filtered channels, because
     *     unfiltered light is many times theirs and would flatten them
     */
    static SpectrumBars of(Spectrum spectrum, boolean fullScale) {
        List<Bar> bars = new ArrayList<>();
        double highest = 1;
        for (SpectralChannel channel : SpectralChannel.values()) {
            if (channel != SpectralChannel.CLEAR) {
                Bar bar = bar(spectrum, channel);
                bars.add(bar);
                highest = Math.max(highest, bar.count() == null ? 0 : bar.count());
            }
        }
        bars.add(bar(spectrum, SpectralChannel.CLEAR));
        return new SpectrumBars(bars, Ticks.covering(0, fullScale ? FULL_SCALE : highest, INTERVALS));
    }

    /** Whether a bar ends above the axis, to be drawn broken. */
    boolean broken(Bar bar) {
        return bar.count() != null && bar.count() > ticks.high();
    }

    private static Bar bar(Spectrum spectrum, SpectralChannel channel) {
        Double count = spectrum.raw().channels().get(channel);
        Remark remark;
        if (count == null) {
            remark = Remark.MISSING;
        } else if (spectrum.analysis().ignoredChannels().contains(channel)) {
            remark = Remark.STUCK;
        } else if (count >= GradingRules.SATURATED) {
            remark = Remark.SATURATED;
        } else if (count < GradingRules.DARK) {
            remark = Remark.DARK;
        } else {
            remark = Remark.NONE;
        }
        return new Bar(channel, count, remark);
    }
}
