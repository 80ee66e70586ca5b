package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Ahead;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.SensorData;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads one {@code sensor_data} message field by field, in whatever order they come.
 *
 * <p>Compact messages hold the matrices in {@code vl53l8ch} and the counts in {@code as7341.channels}; full ones hold
 * them once more in {@code vl53l8ch_raw} and {@code as7341_raw.raw_counts}, which are used only for what the former
 * lack. A measured figure that is null is missing and refuses the sample; a channel that is absent is one that the
 * sensor does not have. A field that is read may be given once only: which of two counts would be a guess.
 */
final class SensorDataReader {
    private static final String TOF = "vl53l8ch";
    private static final String SPECTRUM = "as7341";

    /** The matrices of the sensor with the greatest value of each. */
    private enum Matrix {
        DISTANCE("distance_matrix", 4000),
        REFLECTANCE("reflectance_matrix", 255),
        AMPLITUDE("amplitude_matrix", 4095),
        AMBIENT("ambient_matrix", 4095),
        STATUS("status_matrix", 255);

        final String key;
        final double max;

        Matrix(String key, double max) {
            this.key = key;
            this.max = max;
        }
    }

    private static final Matrix[] MATRICES = Matrix.values();

    private static final List<String> MESSAGE_FIELDS = List.of(
            "type",
            "timestamp",
            "sample_id",
            "device_id",
            "location",
            "lot_abattage",
            TOF,
            "vl53l8ch_raw",
            SPECTRUM,
            "as7341_raw",
            "meta",
            "fusion");
    private static final List<String> TOF_FIELDS = List.of(
            "distance_matrix",
            "reflectance_matrix",
            "amplitude_matrix",
            "ambient_matrix",
            "status_matrix",
            "bins_matrix",
            "meta");
    private static final List<String> BIN_FIELDS = List.of("bin_size_mm");
    private static final List<String> META_FIELDS =
            List.of("device_id", "firmware_version", "temperature_c", "humidity_percent");
    private static final List<String> CLAIM_FIELDS = List.of("final_grade", "final_score");

    /** All that are read. */
    static final List<String> NAMES = Stream.of(MESSAGE_FIELDS, TOF_FIELDS, BIN_FIELDS, META_FIELDS, CLAIM_FIELDS)
            .flatMap(Collection::stream)
            .toList();

    private final JsonFigures figures;
    private final JsonCursor json;
    private final Instant now;
    private final KnownFields fields;
    private final SpectrumReader spectrum;

    private @Nullable String sampleId;
    private @Nullable String deviceId;
    private @Nullable String metaDeviceId;
    private @Nullable String timestamp;
    private boolean timeIsNumber;
    private @Nullable String location;
    private @Nullable String lot;
    private @Nullable String firmware;
    private @Nullable Double temperature;
    private @Nullable Double humidity;
    /** By the matrix's place among {@link #MATRICES}. */
    private final double[] @Nullable [] matrices = new double[MATRICES.length][];

    private final boolean[] seen = new boolean[MATRICES.length];
    private byte @Nullable [] histogram;
    private @Nullable Double binMm;
    private @Nullable Grade claimedGrade;
    private @Nullable Double claimedScore;

    /** @param typeRead whether {@code type} was read before */
    SensorDataReader(JsonFigures figures, Instant now, boolean typeRead) {
        this.figures = figures;
        this.spectrum = new SpectrumReader(figures);
        this.fields = new KnownFields(figures, "", MESSAGE_FIELDS);
        if (typeRead) {
            fields.met("type");
        }
        this.json = figures.json();
        this.now = now;
    }

    /** The sample's id as far as it was read and may be repeated to the device. */
    @Nullable
    String sampleId() {
        return FieldRules.isSampleId(sampleId) ? sampleId : null;
    }

    /** Reads the fields from {@code first}, whose value comes next, to the end of the object. */
    void read(@Nullable String first) {
        for (String name = first; name != null; name = json.nextName()) {
            json.nextToken();
            if (fields.again(name)) {
                continue;
            }
            switch (name) {
                case "timestamp" -> readTimestamp();
                case "sample_id" -> sampleId = figures.rawOrDigits();
                case "device_id" -> deviceId = figures.raw();
                case "location" -> location = figures.text(name);
                case "lot_abattage" -> lot = figures.text(name);
                case TOF -> readTof(TOF, true);
                case "vl53l8ch_raw" -> readTof(name, false);
                case SPECTRUM -> spectrum.read(SPECTRUM);
                case "as7341_raw" -> spectrum.readRaw(name);
                case "meta" -> readMeta();
                case "fusion" -> readClaims();
                default -> json.skipChildren();
            }
        }
    }

    /** A number would count from a beginning and in a unit that only its board knows. */
    private void readTimestamp() {
        timeIsNumber = json.currentToken().isNumeric();
        timestamp = timeIsNumber ? null : figures.raw();
    }

    private void readTof(String object, boolean preferred) {
        if (!figures.isObject(object)) {
            return;
        }
        KnownFields known = new KnownFields(figures, object + ".", TOF_FIELDS);
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (known.again(name)) {
                continue;
            }
            Matrix matrix = matrix(name);
            if (matrix != null && (preferred || !seen[matrix.ordinal()])) {
                seen[matrix.ordinal()] = true;
                double[] values = figures.matrix(object, name, 0, matrix.max);
                if (values != null) {
                    matrices[matrix.ordinal()] = values;
                }
            } else if (name.equals("bins_matrix") && histogram == null) {
                histogram = new HistogramReader(figures).read(object, name);
            } else if (name.equals("meta") && json.currentToken() == JsonToken.START_OBJECT) {
                readBinSize(object);
            } else {
                json.skipChildren();
            }
        }
    }

    private static @Nullable Matrix matrix(String name) {
        return switch (name) {
            case "distance_matrix" -> Matrix.DISTANCE;
            case "reflectance_matrix" -> Matrix.REFLECTANCE;
            case "amplitude_matrix" -> Matrix.AMPLITUDE;
            case "ambient_matrix" -> Matrix.AMBIENT;
            case "status_matrix" -> Matrix.STATUS;
            default -> null;
        };
    }

    private void readBinSize(String object) {
        KnownFields known = new KnownFields(figures, object + ".meta.", BIN_FIELDS);
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (known.again(name)) {
                continue;
            }
            if (name.equals("bin_size_mm")) {
                binMm = figures.optionalNumber(object + ".meta.bin_size_mm", 0.001, 10_000);
            } else {
                json.skipChildren();
            }
        }
    }

    private void readMeta() {
        if (!figures.isObject("meta")) {
            return;
        }
        KnownFields known = new KnownFields(figures, "meta.", META_FIELDS);
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (known.again(name)) {
                continue;
            }
            switch (name) {
                case "device_id" -> metaDeviceId = figures.raw();
                case "firmware_version" -> firmware = figures.text("meta.firmware_version");
                case "temperature_c" -> temperature = figures.optionalNumber("meta.temperature_c", -40, 85);
                case "humidity_percent" -> humidity = figures.optionalNumber("meta.humidity_percent", 0, 100);
                default -> json.skipChildren();
            }
        }
    }

    private void readClaims() {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        KnownFields known = new KnownFields(figures, "fusion.", CLAIM_FIELDS);
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (known.again(name)) {
                continue;
            }
            switch (name) {
                case "final_grade" -> claimedGrade = Grade.parseOrNull(figures.claimedText());
                case "final_score" -> claimedScore = figures.claimedNumber();
                default -> json.skipChildren();
            }
        }
    }

    /** The measurement, or the refusal that lists everything that is wrong with it. */
    DeviceMessage result() {
        Instant time = null;
        if (timeIsNumber) {
            figures.error("timestamp", Iso8601.WANTED + ", as text");
        } else {
            time = FieldRules.time(figures, "timestamp", timestamp);
        }
        boolean ahead = FieldRules.isAhead(figures, "timestamp", time, now);
        if (!FieldRules.isSampleId(sampleId)) {
            figures.error("sample_id", FieldRules.SAMPLE_ID_WANTED);
        }
        FieldRules.deviceId(figures, "device_id", deviceId);
        if (metaDeviceId != null && !metaDeviceId.equals(deviceId)) {
            figures.error("meta.device_id", "must be the same as device_id");
        }
        firmware = FieldRules.firmware(figures, "meta.firmware_version", firmware);
        for (Matrix matrix : MATRICES) {
            if (!seen[matrix.ordinal()]) {
                figures.error(TOF + "." + matrix.key, "is missing");
            }
        }
        int[] status = status(matrices[Matrix.STATUS.ordinal()]);
        double[] counts = spectrum.counts();
        double[] distance = matrices[Matrix.DISTANCE.ordinal()];
        double[] reflectance = matrices[Matrix.REFLECTANCE.ordinal()];
        double[] amplitude = matrices[Matrix.AMPLITUDE.ordinal()];
        double[] ambient = matrices[Matrix.AMBIENT.ordinal()];
        if (figures.errors() > (ahead ? 1 : 0)
                || sampleId == null
                || deviceId == null
                || time == null
                || distance == null
                || reflectance == null
                || amplitude == null
                || ambient == null) {
            return figures.refusal(sampleId(), "the sample");
        }
        Measurement measurement = new Measurement(
                deviceId,
                sampleId,
                time,
                FieldRules.siteOf(deviceId),
                location,
                lot,
                firmware,
                temperature,
                humidity,
                distance,
                reflectance,
                amplitude,
                ambient,
                status,
                counts,
                spectrum.integrationTime(),
                spectrum.gain(),
                claimedGrade,
                claimedScore,
                histogram,
                binMm);
        return ahead ? new Ahead(measurement, figures.refusal(sampleId(), "the sample")) : new SensorData(measurement);
    }

    /** Statuses are whole numbers, though some firmware writes them as 5.0. */
    private int[] status(double @Nullable [] values) {
        int[] status = new int[ZoneSets.COUNT];
        if (values != null) {
            for (int i = 0; i < status.length; i++) {
                status[i] = (int) values[i];
                if (status[i] != values[i]) {
                    figures.error(
                            TOF + ".status_matrix[" + i / ZoneSets.SIDE + "][" + i % ZoneSets.SIDE + "]",
                            "must be a whole number from 0 to 255");
                }
            }
        }
        return status;
    }
}
