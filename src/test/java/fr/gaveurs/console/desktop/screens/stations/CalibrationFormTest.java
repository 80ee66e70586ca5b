package fr.gaveurs.console.desktop.screens.stations;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.devices.DeviceSettings.Calibration;
import fr.gaveurs.console.api.devices.DeviceSettings.NewCalibration;
import fr.gaveurs.console.api.devices.DeviceSettings.ReflectanceUnit;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.stations.CalibrationForm.Field;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationFormTest {
    private static final Instant THEN = Instant.parse("2026-03-14T10:00:00.123456Z");
    private final Messages fr = new Messages(Language.FR, ZoneOffset.UTC);

    private static CalibrationForm typed(Field field, String text) {
        return new CalibrationForm(Map.of(field, text), null);
    }

    @Test
    void blankStandsForTheUsual() {
        CalibrationForm blank = new CalibrationForm(Map.of(Field.HEIGHT, "  "), null);
        assertThat(blank.problems(fr)).isEmpty();
        assertThat(blank.calibration(null)).isEqualTo(new NewCalibration(null, null, null, null, null, null));
    }

    @Test
    void bothDecimalSignsAreRead() {
        CalibrationForm form = new CalibrationForm(
                Map.of(Field.HEIGHT, "102,5", Field.WIDTH, "37.5", Field.DEPTH, "22", Field.INTERVAL, "0,1"),
                ReflectanceUnit.BYTE);
        assertThat(form.problems(fr)).isEmpty();
        assertThat(form.calibration(null))
                .isEqualTo(new NewCalibration(102.5, 37.5, 22.0, ReflectanceUnit.BYTE, 0.1, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1e3", "1.2.3", "NaN", "1 000", "0x10", "12,", "20.1234567", "-"})
    void whatIsNoNumberIsSaid(String text) {
        assertThat(typed(Field.HEIGHT, text).problems(fr))
                .containsEntry(Field.HEIGHT, fr.get("stations.calibrate.no_number"));
    }

    @ParameterizedTest
    @CsvSource({"HEIGHT, 19.9, 20", "HEIGHT, 4000.1, 4000", "INTERVAL, 0.09, 0.1", "INTERVAL, 3601, 3600"})
    void whatIsOutOfRangeIsSaid(Field field, String beyond, String within) {
        assertThat(typed(field, beyond).problems(fr)).containsOnlyKeys(field);
        assertThat(typed(field, within).problems(fr)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "1e300", "1e999", "9999999", "-1,5E2", "0"})
    void aNumberOutOfRangeIsToldTheRange(String text) {
        assertThat(typed(Field.HEIGHT, text).problems(fr)).containsEntry(Field.HEIGHT, "De 20 à 4000");
    }

    @Test
    void widthAndHeightOfAZoneGoTogether() {
        assertThat(typed(Field.WIDTH, "40").problems(fr)).containsOnlyKeys(Field.DEPTH);
        assertThat(typed(Field.DEPTH, "40").problems(fr)).containsOnlyKeys(Field.WIDTH);
    }

    @Test
    void whatIsThereIsShownInFullAndReplacedByItsVersion() {
        Calibration now = new Calibration(101.25, 37.5, 22.5, ReflectanceUnit.PERCENT, 2.0, THEN);
        CalibrationForm form = CalibrationForm.of(now, fr);
        assertThat(form.text(Field.HEIGHT)).isEqualTo("101,25");
        assertThat(form.text(Field.INTERVAL)).isEqualTo("2");
        assertThat(form.calibration(now))
                .isEqualTo(new NewCalibration(101.25, 37.5, 22.5, ReflectanceUnit.PERCENT, 2.0, THEN));
    }

    /** Both ends judge alike. */
    @ParameterizedTest
    @CsvSource({"HEIGHT, mountingHeightMm", "WIDTH, zoneWidthMm", "DEPTH, zoneHeightMm", "INTERVAL, intervalSeconds"})
    void theLimitsAreThoseOfTheContract(Field field, String name) {
        RecordComponent component = Arrays.stream(NewCalibration.class.getRecordComponents())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
        DecimalMin least = Objects.requireNonNull(component.getAccessor().getAnnotation(DecimalMin.class));
        DecimalMax most = Objects.requireNonNull(component.getAccessor().getAnnotation(DecimalMax.class));
        assertThat(field.least()).isEqualTo(Double.parseDouble(least.value()));
        assertThat(field.most()).isEqualTo(Double.parseDouble(most.value()));
    }
}
