package fr.gaveurs.console.desktop.screens.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.TofRaw;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.api.quality.SpectralRatio;
import fr.gaveurs.console.desktop.kit.canvas.Crisp;
import fr.gaveurs.console.desktop.screens.station.CardPlan.Card;
import fr.gaveurs.console.desktop.screens.station.RatioScale.Assessment;
import fr.gaveurs.console.desktop.screens.station.SpectrumBars.Bar;
import fr.gaveurs.console.desktop.screens.station.SpectrumBars.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.geometry.Rectangle2D;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class StationGeometryTest {
    @Property
    void cardsLieBesideEachOtherInWholePixels(
            @ForAll @IntRange(min = 300, max = 4000) int width,
            @ForAll @IntRange(min = 0, max = 2500) int height,
            @ForAll @DoubleRange(min = 12, max = 32) double em) {
        CardPlan plan = CardPlan.of(width, height, em);
        assertThat(plan.places()).containsOnlyKeys(Card.values());
        assertThat(plan.height()).isGreaterThanOrEqualTo(height);
        List<Rectangle2D> places = new ArrayList<>(plan.places().values());
        double lowest = 0;
        for (int i = 0; i < places.size(); i++) {
            Rectangle2D place = places.get(i);
            assertThat(place.getMinX()).isGreaterThanOrEqualTo(0).isEqualTo(Math.rint(place.getMinX()));
            assertThat(place.getMinY()).isGreaterThanOrEqualTo(0).isEqualTo(Math.rint(place.getMinY()));
            assertThat(place.getMaxX()).isLessThanOrEqualTo(width);
            assertThat(place.getHeight()).isGreaterThanOrEqualTo(9 * em);
            lowest = Math.max(lowest, place.getMaxY());
            for (Rectangle2D other : places.subList(i + 1, places.size())) {
                assertThat(place.intersects(other)).isFalse();
            }
        }
        assertThat(lowest).isCloseTo(plan.height(), within(1.0));
    }

    @Example
    void aFullHdWindowNeedsNoScrolling() {
        // 1920 × 1080 less rail, title bar, status line, header, notices and strip.
        assertThat(CardPlan.of(1800, 780, 14).height()).isEqualTo(780);
    }

    @Example
    void aRatioLiesInItsZones() {
        RatioScale scale = new RatioScale(SpectralRatio.VIOLET_ORANGE);
        assertThat(scale.assess(0.30)).isEqualTo(Assessment.OPTIMAL);
        assertThat(scale.assess(0.25)).isEqualTo(Assessment.OPTIMAL);
        assertThat(scale.assess(0.22)).isEqualTo(Assessment.ACCEPTABLE);
        assertThat(scale.assess(0.55)).isEqualTo(Assessment.ACCEPTABLE);
        assertThat(scale.assess(0.56)).isEqualTo(Assessment.TOO_HIGH);
        assertThat(scale.assess(0.19)).isEqualTo(Assessment.TOO_LOW);
        assertThat(scale.assess(0.19).outside()).isTrue();
    }

    @Example
    void everyRatiosZonesLieOnItsAxisInOrder() {
        for (SpectralRatio ratio : SpectralRatio.values()) {
            RatioScale scale = new RatioScale(ratio);
            assertThat(new double[] {
                        0,
                        scale.fraction(ratio.acceptableLow()),
                        scale.fraction(ratio.optimalLow()),
                        scale.fraction(ratio.optimalHigh()),
                        scale.fraction(ratio.acceptableHigh()),
                        1
                    })
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Property
    void aStripPointLeadsBackToItsSample(
            @ForAll @DoubleRange(min = 100, max = 3000) double width, @ForAll @IntRange(max = 49) int age) {
        StripGeometry strip = StripGeometry.of(30, 30 + width, 50, 4, 80, 0.7, new Crisp(1.25));
        assertThat(strip.ageAt(strip.x(age))).isEqualTo(age);
        assertThat(strip.ageAt(29)).isEqualTo(-1);
        assertThat(strip.ageAt(30 + width)).isEqualTo(-1);
    }

    @Property
    void everyScoreIsOnTheStripWithABandBelowIt(@ForAll @DoubleRange(min = 0, max = 1) double least) {
        StripGeometry strip = StripGeometry.of(0, 500, 50, 10, 90, least, new Crisp(1));
        assertThat(strip.low()).isLessThanOrEqualTo(least);
        assertThat(strip.y(least)).isBetween(10.0, 90.0);
        assertThat(strip.y(1)).isEqualTo(10);
        if (least > 0.1) {
            assertThat(strip.y(least)).isLessThan(90);
        }
        if (Grade.of(least).ordinal() < Grade.C.ordinal()) {
            assertThat(Grade.of(strip.low())).isNotEqualTo(Grade.of(least));
        }
    }

    @Example
    void barsSayWhatIsWrongWithAChannel() {
        SpectrumBars stuck = SpectrumBars.of(TestSamples.spectrum(0), false);
        assertThat(stuck.bars())
                .filteredOn(bar -> bar.remark() == Remark.STUCK)
                .extracting(Bar::channel)
                .containsExactly(SpectralChannel.NIR, SpectralChannel.CLEAR);
        assertThat(stuck.bars().getLast().channel()).isEqualTo(SpectralChannel.CLEAR);
        assertThat(stuck.ticks().high()).isEqualTo(10_000);

        assertThat(stuck.bars()).noneMatch(stuck::broken);

        SpectrumBars unfiltered = SpectrumBars.of(TestSamples.brightSpectrum(), false);
        assertThat(unfiltered.ticks().high()).isEqualTo(10_000);
        assertThat(unfiltered.bars()).filteredOn(unfiltered::broken).hasSize(1);

        SpectrumBars odd = SpectrumBars.of(TestSamples.oddSpectrum(), false);
        assertThat(odd.bars().get(3).remark()).isEqualTo(Remark.SATURATED);
        assertThat(odd.bars().get(5).remark()).isEqualTo(Remark.DARK);
        assertThat(odd.ticks().high()).isGreaterThan(SpectrumBars.FULL_SCALE);

        SpectrumBars missing = SpectrumBars.of(TestSamples.graded(Map.of(), List.of()), true);
        assertThat(missing.bars()).allSatisfy(bar -> assertThat(bar.remark()).isEqualTo(Remark.MISSING));
    }

    @Example
    void theScaleOfAMapEnclosesTheZonesThatCount() {
        TofRaw raw = TestSamples.holes().raw();
        Zones zones = Zones.of(TestSamples.holes());
        assertThat(raw).isNotNull();
        assertThat(zones).isNotNull();
        for (Quantity quantity : Quantity.values()) {
            double[] values = quantity.values(raw);
            ZoneScale scale = ZoneScale.of(quantity, values, zones);
            for (int zone = 0; zone < 64; zone++) {
                if (zones.valid(zone)) {
                    assertThat(scale.fraction(values[zone])).isBetween(-1e-9, 1 + 1e-9);
                }
            }
        }
        ZoneScale distance = ZoneScale.of(Quantity.DISTANCE, Quantity.DISTANCE.values(raw), zones);
        assertThat(distance.fraction(45)).isGreaterThan(distance.fraction(95));
    }
}
