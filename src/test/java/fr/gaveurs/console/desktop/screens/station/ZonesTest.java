package fr.gaveurs.console.desktop.screens.station;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.DefectType;
import fr.gaveurs.console.api.quality.Samples.Tof;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ZonesTest {
    /** What is drawn agrees with what was graded, on any tray. */
    @Property(tries = 300)
    void agreesWithTheGrading(@ForAll Random random) {
        TestTray tray = new TestTray(random.nextLong());
        if (random.nextInt(8) > 0) {
            tray.liver(
                    60 + random.nextDouble() * 180,
                    40 + random.nextDouble() * 100,
                    40 + random.nextDouble() * 90,
                    30 + random.nextDouble() * 60,
                    5 + random.nextDouble() * 75);
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            tray.height(random.nextInt(8), random.nextInt(8), random.nextDouble() * 40 - 15);
        }
        for (int i = random.nextInt(30); i > 0; i--) {
            tray.status(random.nextInt(8), random.nextInt(8), new int[] {0, 4, 9, 255}[random.nextInt(4)]);
        }
        Tof tof = tray.tof();
        Zones zones = Zones.of(tof);
        assertThat(zones).isNotNull();
        assertThat(zones.validCount()).isEqualTo(tof.analysis().validZones());
        if (tof.analysis().score() == null) {
            return;
        }
        int occupied = 0;
        for (int zone = 0; zone < Zones.COUNT; zone++) {
            occupied += zones.occupied(zone) ? 1 : 0;
        }
        assertThat(occupied).isEqualTo(tof.analysis().occupiedZones());
        assertThat(zones.highest()).isEqualTo(tof.analysis().maxHeightMm());
        for (int i = 0; i < tof.analysis().defects().size(); i++) {
            int covered = 0;
            for (boolean zone : zones.covered(i)) {
                covered += zone ? 1 : 0;
            }
            assertThat(covered).isEqualTo(tof.analysis().defects().get(i).zones());
        }
    }

    @Example
    void aFirmwareThatReportsNoStatusLosesNoZone() {
        Zones silent = Zones.of(
                new TestTray(1).liver(150, 90, 90, 50, 40).silentStatus().tof());
        assertThat(silent).isNotNull();
        assertThat(silent.validCount()).isEqualTo(64);
        assertThat(silent.validBorderCount()).isEqualTo(28);
        assertThat(silent.statusReported()).isFalse();
    }

    @Example
    void aZoneThatDoesNotCountHasNoHeight() {
        Zones zones = Zones.of(TestSamples.holes());
        assertThat(zones).isNotNull();
        assertThat(zones.valid(27)).isFalse();
        assertThat(zones.height(27)).isNaN();
        assertThat(zones.occupied(27)).isFalse();
        assertThat(zones.statusReported()).isTrue();
    }

    @Example
    void defectsCoverTheirZones() {
        Tof tof = TestSamples.dentAndForeignBody();
        Zones zones = Zones.of(tof);
        assertThat(zones).isNotNull();
        assertThat(tof.analysis().defects())
                .extracting(Defect::type)
                .containsExactly(DefectType.SURFACE_DEFORMATION, DefectType.FOREIGN_BODY);
        assertThat(zones.defect(5 * 8 + 1)).isZero();
        assertThat(zones.defect(6 * 8 + 2)).isZero();
        assertThat(zones.defect(7)).isEqualTo(1);
        assertThat(zones.defect(4 * 8 + 4)).isEqualTo(-1);
    }

    @Example
    void withoutMatricesThereAreNoZones() {
        assertThat(Zones.of(new Tof(null, TestSamples.holes().analysis()))).isNull();
    }

    @Example
    void theTellingZoneIsTheWorstDefectElseTheHighest() {
        Shown defective =
                Shown.of(TestSamples.sample(0, TestSamples.dentAndForeignBody(), TestSamples.spectrum(0), null));
        assertThat(defective.telling()).isEqualTo(8 + 7);
        Shown good = Shown.of(TestSamples.sample(0, TestSamples.holes(), TestSamples.spectrum(0), null));
        assertThat(good.zones()).isNotNull();
        assertThat(good.zones().height(good.telling())).isEqualTo(good.zones().highest());
        assertThat(Shown.of(TestSamples.sample(0, TestSamples.blind(), null, null))
                        .telling())
                .isBetween(0, 63);
    }
}
