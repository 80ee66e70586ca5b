package fr.gaveurs.console.api.quality;

import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;

/** Why a sample is UNGRADED or a REJECT, by the rules in the order in which they are applied. */
public enum GradeReason {
    /** It has another letter. */
    NONE,
    /** UNGRADED: fewer zones count than {@link GradingRules#MIN_VALID_ZONES}. */
    FEW_ZONES,
    /** UNGRADED: fewer zones of the border count than {@link GradingRules#MIN_VALID_BORDER_ZONES}: no floor was found. */
    NO_FLOOR,
    /** UNGRADED: nothing stands out from the floor. */
    EMPTY_TRAY,
    /** REJECT: {@link GradingRules#REJECTING_DEFECTS} defects or more. */
    DEFECTS,
    /** REJECT: a foreign body that is severe enough alone. */
    FOREIGN_BODY,
    /** REJECT: by the score of the time of flight. */
    TOF_SCORE,
    /** REJECT: by the score of the spectrum. */
    SPECTRAL_SCORE,
    /** REJECT: by the score of both together. */
    FINAL_SCORE;

    public static GradeReason of(Sample sample) {
        SpectrumAnalysis spectrum =
                sample.as7341() == null ? null : sample.as7341().analysis();
        return of(
                sample.fusion().finalGrade(),
                sample.vl53l8ch().analysis(),
                spectrum == null ? Grade.UNGRADED : spectrum.grade());
    }

    /** @param spectrum the letter of the spectral half; UNGRADED where there is none */
    public static GradeReason of(Grade grade, TofAnalysis tof, Grade spectrum) {
        return switch (grade) {
            case UNGRADED -> ungraded(tof);
            case REJECT -> rejected(tof, spectrum);
            case A_PLUS, A, B, C -> NONE;
        };
    }

    private static GradeReason ungraded(TofAnalysis tof) {
        if (tof.validZones() < GradingRules.MIN_VALID_ZONES) {
            return FEW_ZONES;
        }
        return tof.floorMm() == null ? NO_FLOOR : EMPTY_TRAY;
    }

    private static GradeReason rejected(TofAnalysis tof, Grade spectrum) {
        if (tof.defects().size() >= GradingRules.REJECTING_DEFECTS) {
            return DEFECTS;
        }
        if (tof.defects().stream().anyMatch(GradingRules::rejects)) {
            return FOREIGN_BODY;
        }
        if (tof.grade() == Grade.REJECT) {
            return TOF_SCORE;
        }
        return spectrum == Grade.REJECT ? SPECTRAL_SCORE : FINAL_SCORE;
    }
}
