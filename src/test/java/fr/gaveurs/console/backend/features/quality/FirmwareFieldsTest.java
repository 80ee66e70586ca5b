package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.firmware.FirmwareReport;
import fr.gaveurs.console.api.firmware.FirmwareReport.OtaState;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.FirmwareStatus;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Hello;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Refused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hello is taken whatever it says of its firmware; what would move an install has to be right. */
class FirmwareFieldsTest {
    private static final String ELF = "ab".repeat(32);
    private static final String WHOLE =
            "{\"project\":\"gaveurs-station\",\"version\":\"1.1.0\",\"app_elf_sha256\":\"" + ELF
                    + "\",\"chip_id\":9,\"chip_revision\":301,\"flash_size\":4194304,\"slot_size\":2031616,"
                    + "\"ota_state\":\"pending_verify\",\"secure_version\":2,\"rollback_capable\":true,"
                    + "\"reset_reason\":\"software\",\"offer_id\":\"7f-1\",\"later\":{\"a\":[1]}}";

    private static @Nullable FirmwareReport report(String firmware) {
        Hello hello = (Hello) SampleJson.parse(
                "{\"type\":\"esp32_hello\",\"device_id\":\"ESP32_LS_01\",\"firmware\":" + firmware + "}");
        assertThat(hello.deviceId()).isEqualTo("ESP32_LS_01");
        return hello.firmware();
    }

    @Test
    void readsWhatABoardSays() {
        assertThat(report(WHOLE))
                .isEqualTo(new FirmwareReport(
                        "gaveurs-station",
                        "1.1.0",
                        ELF,
                        9,
                        301,
                        4_194_304,
                        2_031_616,
                        OtaState.PENDING_VERIFY,
                        2,
                        true,
                        "software",
                        "7f-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "\"1.1.0\"",
                "[]",
                "{}",
                "{\"app_elf_sha256\":\"abc\",\"chip_id\":9,\"slot_size\":1}",
                "{\"app_elf_sha256\":[],\"chip_id\":{},\"slot_size\":\"1\"}"
            })
    void aBoardThatSaysTooLittleCannotBeUpdatedAndIsTakenNevertheless(String firmware) {
        assertThat(report(firmware)).isNull();
        assertThat(report(WHOLE.replace("\"chip_id\":9", "\"chip_id\":" + firmware)))
                .satisfiesAnyOf(said -> assertThat(said).isNull(), said -> assertThat(said.chipId())
                        .isEqualTo(7));
    }

    @Test
    void whatIsOddIsLeftOut() {
        FirmwareReport odd = report(WHOLE.replace("4194304", "-1")
                .replace("301", "1e9")
                .replace("\"software\"", "{}")
                .replace("pending_verify", "whatever")
                .replace("7f-1", "../../etc")
                .replace("1.1.0", "1.1.0\\u0000\\u001b[31m" + "x".repeat(100)));
        assertThat(odd).isNotNull();
        assertThat(odd.flashSize()).isZero();
        assertThat(odd.chipRevision()).isZero();
        assertThat(odd.resetReason()).isNull();
        assertThat(odd.otaState()).isEqualTo(OtaState.UNDEFINED);
        assertThat(odd.offerId()).isNull();
        assertThat(odd.version()).hasSize(32).startsWith("1.1.0??[31m");
    }

    private static DeviceMessage status(String fields) {
        return SampleJson.parse("{\"type\":\"firmware_status\"," + fields + "}");
    }

    @Test
    void readsAStatus() {
        assertThat(status("\"offer_id\":\"7f-1\",\"state\":\"failed\",\"bytes\":12,\"error_code\":\"hash_mismatch\""))
                .isEqualTo(new FirmwareStatus(null, "7f-1", "failed", 12, "hash_mismatch"));
        assertThat(status("\"offer_id\":\"7f-1\",\"state\":\"failed\",\"error_code\":\"Flash: <b>worn</b>\""))
                .isEqualTo(new FirmwareStatus(null, "7f-1", "failed", 0, "other"));
        assertThat(status("\"offer_id\":\"7f-1\",\"state\":\"downloading\",\"bytes\":-1"))
                .as("how far it is moves nothing")
                .isEqualTo(new FirmwareStatus(null, "7f-1", "downloading", 0, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"state\":\"failed\"",
                "\"offer_id\":\"../x\",\"state\":\"failed\"",
                "\"offer_id\":\"7f-1\"",
                "\"offer_id\":\"7f-1\",\"state\":\"done\"",
                "\"offer_id\":\"7f-1\",\"state\":\"failed\",\"state\":\"confirmed\""
            })
    void refusesAStatusThatSaysNothingCertain(String fields) {
        assertThat(status(fields)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.errors())
                .extracting(FieldError::field)
                .containsAnyOf("offer_id", "state"));
    }
}
