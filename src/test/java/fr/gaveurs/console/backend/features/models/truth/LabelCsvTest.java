package fr.gaveurs.console.backend.features.models.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.api.models.LabelFault;
import fr.gaveurs.console.api.models.Truth.LabelKind;
import fr.gaveurs.console.backend.features.models.truth.LabelCsv.Line;
import fr.gaveurs.console.backend.features.models.truth.LabelCsv.Lines;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelCsvTest {
    private static final String HEAD = "device_id,sample_id,freshness,grade,grader\n";
    private static final String GOOD = "ESP32_LL_01,S-1,0.5,A,Luc\n";

    private static Lines read(String text) {
        return LabelCsv.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ESP32_LL_01,S-2|it has 2 fields, and the first line names 5",
                "ESP32_LL_01,S-2,0,5,A,Luc|a decimal comma must stand in quotes",
                "ESP32_LL_01,S-2,0,5,,|it has 6 fields",
                "'ESP32_LL_01,\"S-2,0.5,A,Luc'|the quote that field 2 begins with is not closed on its line",
                "ESP32_LL_01,\"S-2\"x,0.5,A,Luc|behind the closing quote of field 2",
                "ESP32_LL_01,S-2,0x1p-1,,|freshness is '0x1p-1', which is no number",
                "ESP32_LL_01,S-2,1f,,|freshness is '1f', which is no number",
                "ESP32_LL_01,S-2,1e-400,,|freshness is '1e-400', which is no number",
                "ESP32_LL_01,S-2,0.5,,A\u202EB|grader holds characters that cannot be seen",
                "ESP32_LL_01,S-2,0.5,,A\0B|grader holds characters that cannot be seen",
                "ESP32_LL_01,S\u200B2,0.5,,|sample_id holds characters that cannot be seen",
                "ESP32_LL_01,S-2,0.3\0,,|which is no number",
                ",S-2,0.5,,|no device_id",
                "ESP32_LL_01,S-2,,,Luc|it says nothing of the sample"
            })
    void aWrongLineIsNamedAndTheOthersTaken(String wrong, String why) {
        Lines read = read(HEAD + GOOD + wrong + "\n" + GOOD.replace("S-1", "S-3"));
        assertThat(read.lines()).extracting(Line::sampleId).containsExactly("S-1", "S-3");
        assertThat(read.faults())
                .singleElement()
                .extracting(LabelFault::text)
                .asString()
                .startsWith("line 3: ")
                .contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n\n",
                HEAD,
                HEAD + "\n ,,,,\n",
                "<!DOCTYPE html><html><body>no labels</body></html>",
                "{\"device_id\":\"ESP32_LL_01\",\"sample_id\":\"S-1\"}\n",
                GOOD,
                GOOD + GOOD,
                "device_id,sample_id,time\n" + GOOD,
                "device_id,\"sample_id,freshness\nESP32_LL_01,S-1,0.5\n"
            })
    void whatIsNoFileOfLabelsIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.status())
                        .isEqualTo(400));
    }

    @Test
    void aColumnThatStandsTwiceIsNamed() {
        assertThatThrownBy(() -> read("device_id,sample_id,freshness,Freshness\nESP32_LL_01,S-1,0.5,0.6\n"))
                .hasMessageContaining("freshness stands twice");
    }

    @Test
    void aSlipInAColumnsNameIsRefusedAndAColumnOfSomethingElseNamed() {
        assertThatThrownBy(() -> read("device_id,sample_id,freshnes,grade\nESP32_LL_01,S-1,0.5,A\n"))
                .hasMessageContaining("is freshness meant?");
        Lines read = read("device_id,sample_id,grade,remark,site\nESP32_LL_01,S-1,A,x,LL\n");
        assertThat(read.lines()).hasSize(1);
        assertThat(read.faults())
                .extracting(LabelFault::text)
                .containsExactly(
                        "line 1: the column remark is not known, and was left out",
                        "line 1: the column site is not known, and was left out");
    }

    @Test
    void capitalsSpacesAndTheMarkOfSpreadsheetsAreTaken() {
        Lines read = read("\uFEFFDevice_ID; Sample_ID ;WEIGHT_G\r\nESP32_LL_01;S-1;1\u202F234,5\r\n;;\r\n");
        assertThat(read.faults()).isEmpty();
        assertThat(read.lines().getFirst().values()).containsEntry(LabelKind.WEIGHT, 1234.5);
    }

    @Test
    void aDecimalCommaInQuotesIsTakenWhereItCanMeanNothingElse() {
        Lines read = read("""
                device_id,sample_id,freshness,weight_g
                ESP32_LL_01,S-1,"0,512","512,5"
                ESP32_LL_01,S-2,,"1,234"
                """);
        assertThat(read.lines().getFirst().values())
                .containsEntry(LabelKind.FRESHNESS, 0.512)
                .containsEntry(LabelKind.WEIGHT, 512.5);
        assertThat(read.faults())
                .singleElement()
                .extracting(LabelFault::text)
                .asString()
                .contains("thousands or a decimal comma");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gestern", "23/11/2026 13:31:17", "2026-11-23T12:31:17"})
    void aTimeOfAnotherFormIsSaidBackAsItWasWritten(String time) {
        Lines read = read("device_id,sample_id,time,grade\nESP32_LL_01,S-1," + time + ",A\n");
        assertThat(read.faults())
                .extracting(LabelFault::text)
                .containsExactly("line 2: time is '" + time
                        + "'; write it as the console does, such as 2026-11-23T12:31:17.250Z");
    }
}
