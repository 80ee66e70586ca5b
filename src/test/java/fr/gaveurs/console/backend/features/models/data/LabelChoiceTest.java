package fr.gaveurs.console.backend.features.models.data;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.models.Truth.Label;
import fr.gaveurs.console.api.models.Truth.LabelKind;
import fr.gaveurs.console.api.models.Truth.LabelSource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelChoiceTest {
    private static Label said(LabelSource source, double value) {
        return new Label(
                1,
                "ESP32_LL_01",
                "S-1",
                Instant.EPOCH,
                LabelKind.FRESHNESS,
                value,
                null,
                source,
                null,
                Instant.EPOCH,
                null);
    }

    @Test
    void aFileCountsBeforeWhoeverJudgedAndBothBeforeARecording() {
        Label csv = said(LabelSource.CSV, 0.9);
        Label inspector = said(LabelSource.INSPECTOR, 0.5);
        Label recording = said(LabelSource.RECORDING, 0.6);
        assertThat(LabelChoice.truth(List.of(recording, inspector, csv))).isEqualTo(0.9);
        assertThat(LabelChoice.truth(List.of(recording, inspector))).isEqualTo(0.5);
        assertThat(LabelChoice.truth(List.of(recording))).isEqualTo(0.6);
    }

    @Test
    void ofOneSourceTheMeanCountsInSixDigitsAndWhatAllSayAsItIs() {
        assertThat(LabelChoice.truth(
                        List.of(said(LabelSource.CSV, 0.6), said(LabelSource.CSV, 0.9), said(LabelSource.CSV, 0.51))))
                .isEqualTo(0.67);
        assertThat(LabelChoice.truth(List.of(said(LabelSource.CSV, 0.123456789), said(LabelSource.CSV, 0.123456789))))
                .isEqualTo(0.123456789);
    }

    @Test
    void labelsDifferWhereOneSaysSomethingElse() {
        assertThat(LabelChoice.differ(List.of(said(LabelSource.CSV, 0.6), said(LabelSource.RECORDING, 0.6))))
                .isFalse();
        assertThat(LabelChoice.differ(List.of(said(LabelSource.CSV, 0.6), said(LabelSource.RECORDING, 0.7))))
                .isTrue();
    }
}
