package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Refused;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.SensorData;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SensorDataTest {
    private static Measurement accepted(JsonNode message) {
        DeviceMessage parsed = SampleJson.parse(message);
        assertThat(parsed).isInstanceOf(SensorData.class);
        return ((SensorData) parsed).measurement();
    }

    private static Refused refused(JsonNode message) {
        DeviceMessage parsed = SampleJson.parse(message);
        assertThat(parsed).isInstanceOf(Refused.class);
        return (Refused) parsed;
    }

    @Test
    void everyFieldArrives() {
        Measurement m = accepted(SampleJson.valid());
        assertThat(m.deviceId()).isEqualTo("ESP32_LS_01");
        assertThat(m.sampleId()).isEqualTo("MG-261123-7504-029");
        assertThat(m.deviceTime()).isEqualTo(Instant.parse("2026-11-23T12:31:17.597573Z"));
        assertThat(m.siteCode()).isEqualTo("LS");
        assertThat(m.location()).isEqualTo("Ligne 1");
        assertThat(m.lot()).isEqualTo("LOT-20261123--029");
        assertThat(m.firmwareVersion()).isEqualTo("1.0.0");
        assertThat(m.temperatureC()).isEqualTo(19.785932443156938);
        assertThat(m.humidityPercent()).isEqualTo(45);
        assertThat(m.distance()).isEqualTo(Trays.liver());
        assertThat(m.reflectance()).isEqualTo(Trays.filled(60.5));
        assertThat(m.amplitude()).isEqualTo(Trays.filled(100.25));
        assertThat(m.ambient()).isEqualTo(Trays.filled(30));
        assertThat(m.status()).isEqualTo(Trays.statuses(5));
        assertThat(m.spectrum()).containsExactly(1000, 1000, 950, 4000, 1500, 1500, 2500, 1500, 20_000, 1500);
        assertThat(m.integrationTimeMs()).isEqualTo(100);
        assertThat(m.gain()).isEqualTo(8);
        assertThat(m.claimedGrade()).isEqualTo(Grade.B);
        assertThat(m.claimedScore()).isEqualTo(0.7423360527735143);
        assertThat(m.histogram()).isNull();
        assertThat(m.histogramBinMm()).isNull();
    }

    @Test
    void matricesAreReadRowByRow() {
        ObjectNode message = SampleJson.with(SampleJson.valid(), "vl53l8ch.distance_matrix[3][4]", "12.5");
        assertThat(accepted(message).distance()[28]).isEqualTo(12.5);
    }

    @Test
    void withoutASpectrum() {
        ObjectNode message = SampleJson.valid();
        message.remove("as7341");
        assertThat(accepted(message).spectrum()).isNull();
        assertThat(accepted(SampleJson.with(SampleJson.valid(), "as7341", "null"))
                        .spectrum())
                .isNull();
    }

    @Test
    void anAbsentChannelIsNaN() {
        ObjectNode message = SampleJson.valid();
        ((ObjectNode) message.at("/as7341/channels")).remove("F4_515nm");
        double[] counts = Objects.requireNonNull(accepted(message).spectrum());
        assertThat(counts[SpectralChannel.F4.index()]).isNaN();
        assertThat(counts[SpectralChannel.F5.index()]).isEqualTo(1500);
    }

    @Test
    void rawFiguresStandInForWhatIsAbsent() {
        ObjectNode message = SampleJson.valid();
        JsonNode tof = message.remove("vl53l8ch");
        message.remove("as7341");
        message.set("vl53l8ch_raw", tof);
        message.set(
                "as7341_raw",
                SampleJson.with(SampleJson.valid(), "x", "{\"raw_counts\": {\"F1_violet\": 7, \"Flicker\": 1}}")
                        .get("x"));
        Measurement m = accepted(message);
        assertThat(m.distance()).isEqualTo(Trays.liver());
        double[] counts = Objects.requireNonNull(m.spectrum());
        assertThat(counts[0]).isEqualTo(7);
        assertThat(counts[1]).isNaN();
    }

    @Test
    void theAnalysedObjectsAreUsedBeforeTheRawOnes() {
        ObjectNode message = SampleJson.valid();
        ObjectNode other = SampleJson.valid();
        SampleJson.with(
                other,
                "vl53l8ch.distance_matrix",
                SampleJson.matrix(Trays.filled(1)).toString());
        message.set("vl53l8ch_raw", other.get("vl53l8ch"));
        SampleJson.with(message, "as7341_raw", "{\"raw_counts\": {\"NIR\": 7}}");
        Measurement m = accepted(message);
        assertThat(m.distance()).isEqualTo(Trays.liver());
        assertThat(Objects.requireNonNull(m.spectrum())[SpectralChannel.NIR.index()])
                .isEqualTo(1500);
    }

    @Test
    void histogramsAreRead() {
        Measurement m = accepted(SampleJson.full(128));
        HistogramDecoder.Histograms histograms = HistogramDecoder.decode(Objects.requireNonNull(m.histogram()));
        assertThat(histograms.bins()).isEqualTo(128);
        assertThat(histograms.counts()[0]).isEqualTo(0);
        assertThat(histograms.counts()[63 * 128 + 127]).isEqualTo(15.5f);
        assertThat(m.histogramBinMm()).isEqualTo(37.5);
        for (int bins : new int[] {1, 18, 129, 1024}) {
            assertThat(HistogramDecoder.decode(Objects.requireNonNull(
                                    accepted(SampleJson.full(bins)).histogram()))
                            .bins())
                    .isEqualTo(bins);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[1,2]]", "null1", "{}", "5",
            })
    void histogramsOfAnotherShapeAreRefused(String bins) {
        String json = bins.equals("null1") ? "[null]" : bins;
        Refused refused = refused(SampleJson.with(SampleJson.full(4), "vl53l8ch_raw.bins_matrix", json));
        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("vl53l8ch_raw.bins_matrix");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vl53l8ch_raw.bins_matrix[7][7] | [1,2,3]",
                "vl53l8ch_raw.bins_matrix[0][0] | [1,2,3]",
                "vl53l8ch_raw.bins_matrix[0][0] | []",
                "vl53l8ch_raw.bins_matrix[0][3] | 5",
                "vl53l8ch_raw.bins_matrix[3]    | []",
                "vl53l8ch_raw.bins_matrix[3]    | {\"a\": [1]}",
                "vl53l8ch_raw.bins_matrix[3][3][3] | null",
                "vl53l8ch_raw.bins_matrix[3][3][3] | \"1\"",
                "vl53l8ch_raw.bins_matrix[3][3][3] | [1]",
                "vl53l8ch_raw.bins_matrix[3][3][3] | 1e39",
            })
    void aFaultyHistogramIsRefused(String path, String json) {
        Refused refused = refused(SampleJson.with(SampleJson.full(4), path, json));
        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("vl53l8ch_raw.bins_matrix");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vl53l8ch.distance_matrix[3][4]    | null",
                "vl53l8ch.distance_matrix[3][4]    | \"12\"",
                "vl53l8ch.distance_matrix[3][4]    | \"NaN\"",
                "vl53l8ch.distance_matrix[3][4]    | true",
                "vl53l8ch.distance_matrix[3][4]    | [1, 2]",
                "vl53l8ch.distance_matrix[3][4]    | {\"a\": [1]}",
                "vl53l8ch.distance_matrix[3][4]    | -0.001",
                "vl53l8ch.distance_matrix[3][4]    | 4000.001",
                "vl53l8ch.reflectance_matrix[0][0] | 255.5",
                "vl53l8ch.amplitude_matrix[7][7]   | 4096",
                "vl53l8ch.ambient_matrix[0][7]     | -1",
                "vl53l8ch.status_matrix[7][0]      | 256",
                "vl53l8ch.status_matrix[7][0]      | 5.5",
                "vl53l8ch                          | 1",
                "vl53l8ch                          | []",
                "as7341                            | [1]",
                "as7341                            | \"x\"",
                "as7341.channels                   | []",
                "as7341.integration_time           | 0.9",
                "as7341.integration_time           | 1001",
                "as7341.gain                       | 0.4",
                "as7341.gain                       | 513",
                "as7341.gain                       | \"8\"",
                "meta                              | 1",
                "meta.device_id                    | \"ESP32_LS_02\"",
                "meta.device_id                    | 1",
                "meta.firmware_version             | \"1.0\"",
                "meta.firmware_version             | \"v1.0\"",
                "meta.firmware_version             | \"1.0.0-rc1\"",
                "meta.firmware_version             | \"1.0.0.0\"",
                "meta.temperature_c                | -40.1",
                "meta.temperature_c                | 85.1",
                "meta.temperature_c                | \"20\"",
                "meta.humidity_percent             | -0.1",
                "meta.humidity_percent             | 100.1",
                "sample_id                         | \"\"",
                "sample_id                         | \"  \"",
                "sample_id                         | 5.5",
                "sample_id                         | null",
                "sample_id                         | \"a\\u0000b\"",
                "device_id                         | null",
                "location                          | \"a\\u0000b\"",
                "location                          | {\"a\": 1}",
                "lot_abattage                      | 5",
                "timestamp                         | null",
                "timestamp                         | 1795437077",
                "timestamp                         | \"yesterday\"",
                "timestamp                         | \"2026-11-23\"",
                "timestamp                         | \"1795437077\"",
                "timestamp                         | 1795437077123",
                "timestamp                         | \"2026-11-22T23:59:60Z\"",
                "timestamp                         | \"2026-11-22T23:59:60.000000Z\"",
                "timestamp                         | \"2026-11-22T24:00:01Z\"",
                "timestamp                         | \"2026-11-22T24:00:01.000000Z\"",
                "timestamp                         | \"2026-11-23T12:31:17+01:00Z\"",
                "timestamp                         | \"2026-11-23T12:31:17+19:00\"",
                "timestamp                         | \"2026-11-23T123117Z\"",
                "timestamp                         | \"23/11/2026 12:31:17\"",
                "timestamp                         | \"2026-W48-1T12:31:17Z\"",
                "timestamp                         | \"2026-11-23T12:31:17 CET\"",
                "timestamp                         | \"2026-02-30T00:00:00Z\"",
                "timestamp                         | \"1899-12-31T23:59:59Z\"",
                "timestamp                         | \"+999999999-01-01T00:00:00Z\"",
            })
    void aFaultyFieldIsNamed(String path, String json) {
        Refused refused = refused(SampleJson.with(SampleJson.valid(), path, json));
        assertThat(refused.errors()).extracting(FieldError::field).contains(path);
        assertThat(refused.errors()).allSatisfy(e -> assertThat(e.message()).isNotBlank());
        if (!path.equals("sample_id")) {
            assertThat(refused.sampleId()).isEqualTo("MG-261123-7504-029");
        } else {
            assertThat(refused.sampleId()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 200, 201, 5_000})
    void anIdHasOneBoundAndOneMessage(int length) {
        DeviceMessage parsed =
                SampleJson.parse(SampleJson.with(SampleJson.valid(), "sample_id", "\"" + "x".repeat(length) + "\""));
        if (length <= 100) {
            assertThat(parsed).isInstanceOf(SensorData.class);
        } else {
            assertThat(((Refused) parsed).errors())
                    .containsExactly(new FieldError("sample_id", FieldRules.SAMPLE_ID_WANTED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample_id", "device_id", "timestamp"})
    void whatIsNoTextOrTooLongIsSaidOnce(String field) {
        for (String json : new String[] {"true", "{\"a\": 1}", "\"" + "x".repeat(300) + "\"", "null"}) {
            assertThat(refused(SampleJson.with(SampleJson.valid(), field, json)).errors())
                    .as(json)
                    .filteredOn(error -> error.field().equals(field))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200E", "200F", "202A", "202E", "2066", "2069", "061C", "200B", "200C", "200D", "2060", "FEFF", "00AD",
                "2028", "3164", "FE0F"
            })
    void whatIsNotSeenIsRefusedInAnIdAndLeftOutOfNames(String hex) {
        String mark = "\\u" + hex;
        String text = SampleJson.valid().toString();
        Refused refused = (Refused) SampleJson.parse(text.replace("MG-261123-7504-029", "MG-261123" + mark + "-7504"));
        assertThat(refused.errors()).containsExactly(new FieldError("sample_id", FieldRules.SAMPLE_ID_WANTED));
        assertThat(refused.sampleId()).isNull();
        if (!hex.startsWith("200C") && !hex.startsWith("200D") && !hex.equals("FE0F")) {
            SensorData named = (SensorData) SampleJson.parse(text.replace("Ligne 1", "Li" + mark + "gne 1"));
            assertThat(named.measurement().location()).isEqualTo("Ligne 1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T23:59:60Z, has a second of 60",
        "2026-11-22T23:59:60.000000Z, has a second of 60",
        "20261122T235960Z, has a second of 60",
        "2026-11-23T12:31:17+01:00Z, says two offsets",
        "2026-11-23T12:31:17.000-05Z, says two offsets",
        "yesterday, must be an ISO-8601",
        "2026-13-23T12:31:17+00:00Z, must be an ISO-8601",
    })
    void aTimeThatIsRefusedSaysWhy(String time, String why) {
        Refused refused = refused(SampleJson.with(SampleJson.valid(), "timestamp", "\"" + time + "\""));
        assertThat(refused.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).startsWith(why).endsWith(Iso8601.WANTED));
    }

    @Test
    void halfASurrogatePairIsRefused() {
        String text = SampleJson.valid().toString();
        assertThat(SampleJson.parse(text.replace("Ligne 1", "\\ud83d\\ude00"))).isInstanceOf(SensorData.class);
        for (String half : new String[] {"\\ud83d", "\\ude00", "\\ude00\\ud83d", "\\ud83dx"}) {
            assertThat(SampleJson.parse(text.replace("Ligne 1", half))).as(half).isInstanceOf(Refused.class);
        }
    }

    @Test
    void aWrongDeviceIdIsNamed() {
        Refused refused = refused(SampleJson.with(
                SampleJson.with(SampleJson.valid(), "device_id", "\"a b\""), "meta.device_id", "\"a b\""));
        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("device_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999", "-1e999"})
    void numbersThatAreNotFiniteAreRefusedByPath(String number) {
        String text = SampleJson.with(SampleJson.valid(), "vl53l8ch.distance_matrix[3][4]", "123.456")
                .toString()
                .replace("123.456", number);
        Refused refused = (Refused) SampleJson.parse(text);
        assertThat(refused.errors())
                .containsExactly(
                        new FieldError("vl53l8ch.distance_matrix[3][4]", "must be a finite number from 0 to 4000"));
        assertThat(refused.message()).doesNotContain(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65535.5", "null", "\"1345\"", "[1345]"})
    void aFaultyChannelIsNamed(String json) {
        Refused refused = refused(SampleJson.with(SampleJson.valid(), "as7341.channels.F1_415nm", json));
        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("as7341.channels.F1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"distance", "reflectance", "amplitude", "ambient", "status"})
    void eachMatrixIsEightByEight(String name) {
        String path = "vl53l8ch." + name + "_matrix";
        for (String json : new String[] {
            "null", "[]", "5", "{}", "[[1,2,3,4,5,6,7,8]]", "[1,2,3,4,5,6,7,8]", "[[],[],[],[],[],[],[],[]]"
        }) {
            Refused refused = refused(SampleJson.with(SampleJson.valid(), path, json));
            assertThat(refused.errors()).as(json).containsExactly(new FieldError(path, "must be 8 rows of 8 numbers"));
        }
        ObjectNode nine = SampleJson.valid();
        nine.withArray("/vl53l8ch/" + name + "_matrix")
                .addArray()
                .add(1)
                .addArray()
                .add(2);
        assertThat(refused(nine).errors()).extracting(FieldError::field).containsExactly(path);
        ObjectNode wide = SampleJson.valid();
        wide.withArray("/vl53l8ch/" + name + "_matrix/3").addArray().add(1);
        assertThat(refused(wide).errors()).extracting(FieldError::field).containsExactly(path);
        ObjectNode gone = SampleJson.valid();
        ((ObjectNode) gone.get("vl53l8ch")).remove(name + "_matrix");
        assertThat(refused(gone).errors()).containsExactly(new FieldError(path, "is missing"));
    }

    @Test
    void everythingThatIsWrongIsToldUpToTwentyErrors() {
        ObjectNode message = SampleJson.valid();
        SampleJson.with(
                message,
                "vl53l8ch.distance_matrix",
                SampleJson.matrix(Trays.filled(-1)).toString());
        Refused refused = refused(SampleJson.with(message, "meta.temperature_c", "99"));
        assertThat(refused.errors()).hasSize(DeviceMessages.MAX_ERRORS);
        assertThat(refused.message()).contains("65 fields").contains("the first 20");
        assertThat(refused(withTwoErrors()).errors()).hasSize(2);
    }

    private static ObjectNode withTwoErrors() {
        return SampleJson.with(SampleJson.with(SampleJson.valid(), "meta.temperature_c", "99"), "as7341.gain", "0");
    }

    @Test
    void aSpectrumWithoutCountsIsRefused() {
        for (String json : new String[] {"{\"channels\": {}}", "{\"channels\": null}", "{\"gain\": 8}"}) {
            Refused refused = refused(SampleJson.with(SampleJson.valid(), "as7341", json));
            assertThat(refused.errors()).extracting(FieldError::field).containsExactly("as7341.channels");
        }
    }

    @Test
    void anEmptyMessageListsWhatItNeeds() {
        Refused refused = (Refused) SampleJson.parse("{\"type\": \"sensor_data\"}");
        assertThat(refused.errors())
                .extracting(FieldError::field)
                .containsExactly(
                        "timestamp",
                        "sample_id",
                        "device_id",
                        "vl53l8ch.distance_matrix",
                        "vl53l8ch.reflectance_matrix",
                        "vl53l8ch.amplitude_matrix",
                        "vl53l8ch.ambient_matrix",
                        "vl53l8ch.status_matrix");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T12:36:18Z, 2026-11-23T12:36:18Z",
        "2026-11-23T12:31:17, 2026-11-23T12:31:17Z",
        "2026-11-23T12:31:17.5, 2026-11-23T12:31:17.5Z",
        "2026-11-23T13:31:17+01:00, 2026-11-23T12:31:17Z",
        "2026-11-23T07:31:17.123456-05:00, 2026-11-23T12:31:17.123456Z",
        "2026-11-23T12:31:17.123456789Z, 2026-11-23T12:31:17.123456Z",
        "1970-01-01T00:00:07Z, 1970-01-01T00:00:07Z",
        "2026-11-23T13:31:17+0100, 2026-11-23T12:31:17Z",
        "2026-11-23T13:31:17+01, 2026-11-23T12:31:17Z",
        "2026-11-23T12:31:17+0000, 2026-11-23T12:31:17Z",
        "2026-11-23T12:31:17+00:00Z, 2026-11-23T12:31:17Z",
        "2026-11-23T12:31:17-00:00, 2026-11-23T12:31:17Z",
        "2026-11-23 12:31:17Z, 2026-11-23T12:31:17Z",
        "2026-11-23 13:31:17 +0100, 2026-11-23T12:31:17Z",
        "2026-11-23t12:31:17z, 2026-11-23T12:31:17Z",
        "'2026-11-23T12:31:17,25Z', 2026-11-23T12:31:17.25Z",
        "20261123T123117Z, 2026-11-23T12:31:17Z",
        "2026-11-23T12:31Z, 2026-11-23T12:31:00Z",
        "2026-11-22T24:00:00Z, 2026-11-23T00:00:00Z",
        "2026-11-23T12:31:17.123456999999Z, 2026-11-23T12:31:17.123456Z",
    })
    void timesAreIsoAndUtcUnlessTheySayOtherwise(String text, Instant time) {
        assertThat(accepted(SampleJson.with(SampleJson.valid(), "timestamp", "\"" + text + "\""))
                        .deviceTime())
                .isEqualTo(time);
    }

    @Test
    void aTimeMoreThanFiveMinutesAheadIsForTheConsoleToJudge() {
        ObjectNode message = SampleJson.with(SampleJson.valid(), "timestamp", "\"2026-11-23T12:36:18.001Z\"");
        assertThat(SampleJson.parse(message)).isInstanceOf(DeviceMessage.Ahead.class);
    }

    @Test
    void boundsAreAllowed() {
        ObjectNode message = SampleJson.valid();
        SampleJson.with(message, "vl53l8ch.distance_matrix[0][0]", "4000");
        SampleJson.with(message, "vl53l8ch.distance_matrix[0][1]", "-0.0");
        SampleJson.with(message, "vl53l8ch.reflectance_matrix[0][0]", "255");
        SampleJson.with(message, "vl53l8ch.amplitude_matrix[0][0]", "4095.0");
        SampleJson.with(message, "vl53l8ch.status_matrix[0][0]", "255.0");
        SampleJson.with(message, "as7341.channels.F1_415nm", "65535");
        SampleJson.with(message, "as7341.integration_time", "1000");
        SampleJson.with(message, "as7341.gain", "0.5");
        SampleJson.with(message, "meta.temperature_c", "-40");
        SampleJson.with(message, "meta.humidity_percent", "100");
        SampleJson.with(message, "sample_id", "\"" + "é".repeat(100) + "\"");
        Measurement m = accepted(message);
        assertThat(m.distance()[0]).isEqualTo(4000);
        assertThat(Double.doubleToRawLongBits(m.distance()[1])).isZero();
        assertThat(m.status()[0]).isEqualTo(255);
    }

    @Test
    void aSampleIdOfMoreThanOneHundredCharactersIsRefused() {
        assertThat(refused(SampleJson.with(SampleJson.valid(), "sample_id", "\"" + "x".repeat(101) + "\""))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("sample_id");
    }

    @Test
    void whatIsOptionalMayBeAbsentOrNull() {
        ObjectNode message = SampleJson.valid();
        for (String name : new String[] {"location", "lot_abattage", "meta", "fusion"}) {
            message.remove(name);
        }
        Measurement m = accepted(message);
        assertThat(m.location()).isNull();
        assertThat(m.temperatureC()).isNull();
        assertThat(m.claimedGrade()).isNull();
        for (String path : new String[] {
            "location", "lot_abattage", "meta.temperature_c", "meta.firmware_version", "as7341.gain", "fusion", "meta"
        }) {
            accepted(SampleJson.with(SampleJson.valid(), path, "null"));
        }
    }

    @Test
    void claimsAreTakenAsTheyAre() {
        ObjectNode message = SampleJson.valid();
        SampleJson.with(message, "fusion.final_grade", "\"REJET - Qualité insuffisante\"");
        SampleJson.with(message, "fusion.final_score", "\"high\"");
        Measurement m = accepted(message);
        assertThat(m.claimedGrade()).isNull();
        assertThat(m.claimedScore()).isNull();
        assertThat(accepted(SampleJson.with(SampleJson.valid(), "fusion", "[[{}]]"))
                        .claimedGrade())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"ESP32_LL_01, LL", "ESP32_MT_12, MT", "station-7, XX", "ESP32_ll_01, XX", "A_BC_DE_1, BC"})
    void theSiteStandsInTheDeviceId(String id, String site) {
        ObjectNode message = SampleJson.with(SampleJson.valid(), "device_id", "\"" + id + "\"");
        assertThat(accepted(SampleJson.with(message, "meta.device_id", "\"" + id + "\""))
                        .siteCode())
                .isEqualTo(site);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meta.temperature_c",
                "meta",
                "sample_id",
                "device_id",
                "timestamp",
                "vl53l8ch",
                "vl53l8ch.distance_matrix",
                "as7341",
                "as7341.gain",
                "as7341.channels",
                "fusion",
                "fusion.final_grade"
            })
    void aFieldThatIsReadAndGivenTwiceIsRefusedByName(String path) {
        String[] steps = path.split("\\.");
        String name = steps[steps.length - 1];
        JsonNode value = SampleJson.valid();
        for (String step : steps) {
            value = value.get(step);
        }
        String once = "\"" + name + "\":" + value;
        String text = SampleJson.valid().toString();
        assertThat(text).contains(once);
        int at = text.indexOf(once);
        String twice = text.substring(0, at) + once + "," + text.substring(at);
        Refused refused = (Refused) SampleJson.parse(twice);
        assertThat(refused.errors()).containsExactly(new FieldError(path, "is given twice"));
    }

    @Test
    void aChannelUnderTwoNamesAndATypeGivenTwiceAreRefused() {
        String text = SampleJson.valid().toString();
        assertThat(((Refused) SampleJson.parse(text.replace("\"NIR\":", "\"F1\":1,\"NIR\":"))).errors())
                .containsExactly(new FieldError("as7341.channels.F1", "is given twice"));
        assertThat(((Refused) SampleJson.parse(text.replace("\"meta\":", "\"type\":\"ping\",\"meta\":"))).errors())
                .containsExactly(new FieldError("type", "is given twice"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "\"line\nline\ttab\u001b[31m\"",
                "\"\\ud83d\"",
                "{\"\\ud83d\":0}",
                "1e400",
                "-0",
                "NaN",
                "nan",
                "[-nan, inf, -inf, INF, -Infinity]",
                "\"nan\"",
                "{\"type\":\"ping\",\"timestamp\":1,\"meta\":[]}"
            })
    void whatIsIgnoredIsIgnoredWholly(String value) {
        for (String place : new String[] {"\"meta\":{", "\"fusion\":{", "\"vl53l8ch\":{", "\"as7341\":{", "{"}) {
            String text = SampleJson.valid().toString();
            int at = text.indexOf(place) + place.length();
            String message =
                    text.substring(0, at) + "\"unknown\":" + value + ",\"unknown\":" + value + "," + text.substring(at);
            assertThat(SampleJson.parse(message)).as(place + value).isInstanceOf(SensorData.class);
        }
    }

    @Test
    void depthAndDigitsOfWhatIsIgnoredSpoilNothing() {
        String text = SampleJson.valid().toString();
        for (String value :
                new String[] {"[".repeat(900) + "]".repeat(900), "9".repeat(50_000), "0." + "3".repeat(50_000)}) {
            assertThat(SampleJson.parse(text.replace("\"meta\":", "\"unknown\":" + value + ",\"meta\":")))
                    .isInstanceOf(SensorData.class);
        }
        assertThat(((Refused) SampleJson.parse(text.replace("45.0", "45." + "0".repeat(200)))).errors())
                .extracting(FieldError::field)
                .containsExactly("meta.humidity_percent");
    }

    @Test
    void whatBoardsPutAroundTheObjectIsPassedOver() {
        String text = SampleJson.valid().toString();
        for (String message :
                new String[] {text + "\0", text + "\r\n", text + "\n\0\0", "\uFEFF" + text, " \n" + text}) {
            assertThat(SampleJson.parse(message)).isInstanceOf(SensorData.class);
        }
        assertThat(SampleJson.parse(text + "\0x")).isInstanceOf(Refused.class);
        assertThat(SampleJson.parse("\0".repeat(3))).isInstanceOf(Refused.class);
    }

    @Test
    void whatCanMeanOneThingOnlyIsTakenForIt() {
        assertThat(accepted(SampleJson.with(SampleJson.valid(), "sample_id", "1234"))
                        .sampleId())
                .isEqualTo("1234");
        assertThat(accepted(SampleJson.with(SampleJson.valid(), "meta.firmware_version", "\"v1.2.3\""))
                        .firmwareVersion())
                .isEqualTo("1.2.3");
        for (String none : new String[] {"[]", "{}", "null"}) {
            assertThat(accepted(SampleJson.with(SampleJson.valid(), "as7341", none))
                            .spectrum())
                    .isNull();
        }
        String text = SampleJson.with(SampleJson.valid(), "vl53l8ch.status_matrix[0][0]", "234")
                .toString();
        for (String five : new String[] {"5.0", "5e0", "0.5E+1"}) {
            SensorData data = (SensorData) SampleJson.parse(text.replace("234", five));
            assertThat(data.measurement().status()[0]).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "-nan", "inf", "-inf", "NAN"})
    void wordsOfCAndMicroPythonForNoNumberAreRefusedByPath(String word) {
        String text = SampleJson.with(SampleJson.valid(), "vl53l8ch.distance_matrix[3][4]", "123.456")
                .toString()
                .replace("123.456", word);
        assertThat(((Refused) SampleJson.parse(text)).errors())
                .extracting(FieldError::field)
                .containsExactly("vl53l8ch.distance_matrix[3][4]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.", ".5", "+1", "0x10", "01", "1e"})
    void whatIsNoNumberOfJsonIsRefused(String number) {
        String text = SampleJson.valid().toString().replace("45.0", number);
        assertThat(SampleJson.parse(text)).isInstanceOf(Refused.class);
    }
}
