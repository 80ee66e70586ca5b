package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Defect;
import fr.gaveurs.console.api.quality.Samples.DefectType;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TofGraderTest {
    private static final double[] REFLECTANCE = Trays.filled(60);
    private static final double[] AMPLITUDE = Trays.filled(100);
    private static final int[] NO_STATUS = Trays.statuses(0);

    private static TofAnalysis grade(double[] distance) {
        return TofGrader.grade(distance, REFLECTANCE, AMPLITUDE, NO_STATUS, TofCalibration.USUAL);
    }

    @Test
    void aCleanLiver() {
        TofAnalysis tof = grade(Trays.liver());
        assertThat(tof.validZones()).isEqualTo(64);
        assertThat(tof.occupiedZones()).isEqualTo(16);
        assertThat(tof.floorMm()).isEqualTo(100);
        assertThat(tof.maxHeightMm()).isEqualTo(50);
        assertThat(tof.volumeMm3()).isEqualTo(675_000);
        assertThat(tof.weightG()).isCloseTo(639.225, within(1e-9));
        assertThat(tof.volumeScore()).isCloseTo(1 - 0.5 * 25.0 / 700, within(1e-12));
        assertThat(tof.reflectanceScore()).isEqualTo(1);
        assertThat(tof.consistencyScore()).isEqualTo(1);
        assertThat(tof.defects()).isEmpty();
        assertThat(tof.score()).isCloseTo((1 - 0.5 * 25.0 / 700 + 2) / 3, within(6e-7));
        assertThat(tof.grade()).isEqualTo(Grade.A_PLUS);
    }

    @Test
    void anEmptyTrayIsUngradedAndStillHasAFloor() {
        TofAnalysis tof = grade(Trays.empty());
        assertThat(tof.grade()).isEqualTo(Grade.UNGRADED);
        assertThat(tof.floorMm()).isEqualTo(100);
        assertThat(tof.score()).isNull();
        assertThat(tof.volumeMm3()).isNull();
    }

    @Test
    void threeMillimetresAreNotYetOccupied() {
        assertThat(grade(Trays.with(Trays.empty(), 3, 3, 3, 3, 97)).grade()).isEqualTo(Grade.UNGRADED);
        assertThat(grade(Trays.with(Trays.empty(), 3, 3, 3, 3, 96.99)).occupiedZones())
                .isEqualTo(1);
    }

    @Test
    void underATallLiverFivePercentOfItsHeightCountAsFloor() {
        double[] tall = Trays.with(Trays.empty(), 3, 4, 3, 4, 20);
        assertThat(grade(Trays.with(tall, 2, 2, 3, 3, 96)).occupiedZones()).isEqualTo(4);
        assertThat(grade(Trays.with(tall, 2, 2, 3, 3, 95.9)).occupiedZones()).isEqualTo(5);
    }

    @Test
    void thirtyTwoValidZonesAreEnough() {
        double[] liver = Trays.liver();
        // 32 invalid zones: the 20 inner ones without liver, then 12 of the border's 28.
        int left = 32;
        for (int i = 0; i < 64 && left > 0; i++) {
            if (!ZoneSets.holds(ZoneSets.BORDER, i) && liver[i] == Trays.FLOOR) {
                liver[i] = 0;
                left--;
            }
        }
        for (int i = 0; left > 0; i++) {
            if (ZoneSets.holds(ZoneSets.BORDER, i)) {
                liver[i] = 0;
                left--;
            }
        }
        assertThat(grade(liver).validZones()).isEqualTo(32);
        assertThat(grade(liver).grade()).isNotEqualTo(Grade.UNGRADED);
        liver[63] = 0;
        assertThat(grade(liver).validZones()).isEqualTo(31);
        assertThat(grade(liver).grade()).isEqualTo(Grade.UNGRADED);
        assertThat(grade(liver).floorMm()).isNull();
    }

    @Test
    void fourteenValidBorderZonesAreEnough() {
        double[] liver = Trays.with(Trays.liver(), 0, 0, 0, 7, 0);
        liver = Trays.with(liver, 1, 6, 0, 0, 0);
        assertThat(grade(liver).grade()).isNotEqualTo(Grade.UNGRADED);
        liver[63] = 0;
        assertThat(grade(liver).validZones()).isEqualTo(49);
        assertThat(grade(liver).grade()).isEqualTo(Grade.UNGRADED);
    }

    @Test
    void statusesCountOnceOneOfThemIsValid() {
        int[] status = Trays.statuses(255);
        assertThat(TofGrader.grade(Trays.liver(), REFLECTANCE, AMPLITUDE, status, TofCalibration.USUAL)
                        .validZones())
                .isEqualTo(64);
        for (int i = 0; i < 40; i++) {
            status[i] = i % 2 == 0 ? 5 : 9;
        }
        assertThat(TofGrader.grade(Trays.liver(), REFLECTANCE, AMPLITUDE, status, TofCalibration.USUAL)
                        .validZones())
                .isEqualTo(40);
        TofAnalysis one = TofGrader.grade(
                Trays.liver(), REFLECTANCE, AMPLITUDE, firstOf(Trays.statuses(0), 9), TofCalibration.USUAL);
        assertThat(one.validZones()).isEqualTo(1);
        assertThat(one.grade()).isEqualTo(Grade.UNGRADED);
    }

    private static int[] firstOf(int[] status, int value) {
        status[0] = value;
        return status;
    }

    @Test
    void aDentIsFoundWhereItIsDeepest() {
        double[] dented = Trays.with(Trays.liver(), 6, 6, 1, 2, 104);
        dented[8 * 6 + 2] = 106;
        TofAnalysis tof = grade(dented);
        assertThat(tof.defects()).containsExactly(new Defect(DefectType.SURFACE_DEFORMATION, 0.6, 2, 6, 2, 6));
        assertThat(tof.score()).isCloseTo((1 - 0.5 * 25.0 / 700 + 2) / 3 * (1 - 0.25 * 0.6), within(6e-7));
    }

    @Test
    void aDentIsNeverWorseThanOneAndThreeMillimetresAreNone() {
        assertThat(grade(Trays.with(Trays.liver(), 6, 6, 1, 1, 150))
                        .defects()
                        .getFirst()
                        .severity())
                .isEqualTo(1);
        assertThat(grade(Trays.with(Trays.liver(), 6, 6, 1, 1, 103)).defects()).isEmpty();
    }

    @Test
    void aBumpApartFromTheLobeIsAForeignBody() {
        TofAnalysis tof = grade(Trays.with(Trays.liver(), 0, 0, 7, 7, 90));
        assertThat(tof.defects()).containsExactly(new Defect(DefectType.FOREIGN_BODY, 0.4, 1, 0, 7, 10));
        assertThat(tof.grade()).isEqualTo(Grade.A_PLUS);
    }

    @Test
    void theLobeIsTheGroupOfTheGreatestSumNotTheHighest() {
        TofAnalysis tof = grade(Trays.with(Trays.liver(), 0, 0, 7, 7, 20));
        assertThat(tof.maxHeightMm()).isEqualTo(80);
        assertThat(tof.defects()).containsExactly(new Defect(DefectType.FOREIGN_BODY, 1, 1, 0, 7, 80));
    }

    @ParameterizedTest
    @CsvSource({"82.5, A", "82.4, REJECT"})
    void aForeignBodyOverSeventyPercentRejects(double distance, String letter) {
        TofAnalysis tof = grade(Trays.with(Trays.liver(), 0, 0, 7, 7, distance));
        assertThat(tof.grade().letter()).isEqualTo(letter);
    }

    @Test
    void fiveDefectsReject() {
        double[] four = Trays.liver();
        for (int corner : new int[] {0, 7, 56, 63}) {
            four[corner] = 95;
        }
        assertThat(grade(four).defects()).hasSize(4);
        assertThat(grade(four).grade()).isNotEqualTo(Grade.REJECT);
        double[] five = four.clone();
        five[3] = 104;
        assertThat(grade(five).defects()).hasSize(5);
        assertThat(grade(five).grade()).isEqualTo(Grade.REJECT);
        assertThat(grade(five).score()).isGreaterThan(0.75);
    }

    @ParameterizedTest
    @CsvSource({"700000, 1", "1050000, 0.75", "350000, 0.75", "1400000, 0.4", "1190000, 0.61", "0, 0.4", "90000000, 0.4"
    })
    void volumeScore(double volume, double score) {
        assertThat(TofGrader.volumeScore(volume)).isCloseTo(score, within(1e-12));
    }

    @Test
    void reflectanceScoreCountsZonesOutsideThirtyToEighty() {
        assertThat(TofGrader.reflectanceScore(new double[] {30, 80, 29.9, 80.1}))
                .isEqualTo(0.5);
    }

    @Test
    void aReflectanceOverOneHundredShowsTheScaleOf255() {
        double[] percent = Trays.filled(60);
        assertThat(TofGrader.reflectancePercent(percent)).isSameAs(percent);
        percent[0] = 100;
        assertThat(TofGrader.reflectancePercent(percent)).isSameAs(percent);
        double[] raw = Trays.filled(153);
        raw[0] = 51;
        assertThat(TofGrader.reflectancePercent(raw)).startsWith(20, 60).endsWith(60);
        TofAnalysis tof = TofGrader.grade(Trays.liver(), raw, AMPLITUDE, NO_STATUS, TofCalibration.USUAL);
        assertThat(tof.reflectanceScore()).isEqualTo(1);
    }

    @Test
    void consistencyScoreCountsAmplitudesFarFromTheMedian() {
        assertThat(TofGrader.consistencyScore(new double[] {5, 5, 5, 100})).isEqualTo(1);
        // median 10, MAD 1 → 1.4826; three of it are 4.4478
        assertThat(TofGrader.consistencyScore(new double[] {9, 9, 10, 11, 11, 14.4}))
                .isEqualTo(1);
        assertThat(TofGrader.consistencyScore(new double[] {9, 9, 10, 10, 11, 11, 100}))
                .isCloseTo(6.0 / 7, within(1e-12));
        assertThat(TofGrader.consistencyScore(new double[] {9.9, 10, 10, 10.1, 0, 99, 99}))
                .isCloseTo(4.0 / 7, within(1e-12));
    }

    @Test
    void zonesThatAreNotValidCountNowhere() {
        double[] liver = Trays.liver();
        int[] status = Trays.statuses(5);
        liver[0] = 40;
        liver[63] = 160;
        status[0] = 255;
        status[63] = 255;
        TofAnalysis tof = TofGrader.grade(liver, REFLECTANCE, AMPLITUDE, status, TofCalibration.USUAL);
        assertThat(tof.validZones()).isEqualTo(62);
        assertThat(tof.defects()).isEmpty();
        assertThat(tof.volumeMm3()).isEqualTo(675_000);
    }
}
