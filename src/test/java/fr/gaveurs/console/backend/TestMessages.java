package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.features.quality.DeviceGradingState;
import fr.gaveurs.console.backend.features.quality.DeviceMessage;
import fr.gaveurs.console.backend.features.quality.DeviceMessages;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A valid {@code sensor_data} message, as a tray of our own making gives it, with knobs. */
public final class TestMessages {
    private static final AtomicLong IDS = new AtomicLong();
    private static final String[] CHANNELS = {
        "F1_415nm", "F2_445nm", "F3_480nm", "F4_515nm", "F5_555nm", "F6_590nm", "F7_630nm", "F8_680nm", "Clear", "NIR"
    };
    /** Counts whose six ratios all lie in their optimal zones. */
    private static final double[] FRESH = {1000, 1000, 950, 4000, 1500, 1500, 2500, 1500, 20_000, 1500};
    /** Counts of which most ratios lie outside the acceptable zones. */
    private static final double[] SPOILT = {3000, 200, 950, 9000, 900, 900, 1100, 300, 20_000, 1500};

    private final long number = IDS.incrementAndGet();
    private final String deviceId;
    private String sampleId;
    private Instant time = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private double height = 51;
    private double reflectance = 55.5;
    private double @Nullable [] counts = FRESH.clone();
    private @Nullable String claimedGrade;
    private @Nullable Double claimedScore;
    private int bins;
    private boolean emptyTray;
    private boolean stuck;
    private @Nullable String lot = "LOT-20261123-017";

    private TestMessages(String deviceId) {
        this.deviceId = deviceId;
        this.sampleId = "S-" + number;
    }

    /** A sample of a device with an id of its own, measured now, graded {@link Grade#A_PLUS}. */
    public static TestMessages sample(String deviceId) {
        return new TestMessages(deviceId);
    }

    /** A sample that the console grades so. */
    public static TestMessages graded(String deviceId, Grade grade) {
        TestMessages message = sample(deviceId);
        switch (grade) {
            case A_PLUS -> message.height = 51;
            case A -> message.reflectance = 12;
            case B -> message.height(10).reflectance(12);
            case C -> message.height(10).reflectance(12).noSpectrum();
            case REJECT -> message.height(10).reflectance(12).spoilt();
            case UNGRADED -> message.emptyTray = true;
        }
        return message;
    }

    public TestMessages id(String id) {
        sampleId = id;
        return this;
    }

    public TestMessages at(Instant measured) {
        time = measured;
        return this;
    }

    /** Height of the liver's 4 × 4 zones over the tray, mm: 51 is close to the best volume. */
    public TestMessages height(double mm) {
        height = mm;
        return this;
    }

    /** Reflectance of every zone, %: good from 30 to 80. */
    public TestMessages reflectance(double percent) {
        reflectance = percent;
        return this;
    }

    public TestMessages spoilt() {
        counts = SPOILT.clone();
        return this;
    }

    public TestMessages noSpectrum() {
        counts = null;
        return this;
    }

    /** Every spectral channel gives the same count as in each other message of this kind. */
    public TestMessages stuck() {
        stuck = true;
        return this;
    }

    /** What the device says of it. */
    public TestMessages claim(String grade, double score) {
        claimedGrade = grade;
        claimedScore = score;
        return this;
    }

    public TestMessages lot(@Nullable String name) {
        lot = name;
        return this;
    }

    /** A full message: histograms of so many bins in each zone. */
    public TestMessages bins(int each) {
        bins = each;
        return this;
    }

    public String id() {
        return sampleId;
    }

    public Instant time() {
        return time;
    }

    public String deviceId() {
        return deviceId;
    }

    /** The message as a tree, to be spoilt. */
    public ObjectNode json() {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("type", "sensor_data");
        root.put("timestamp", time.toString());
        root.put("sample_id", sampleId);
        root.put("device_id", deviceId);
        root.put("location", "Ligne 2");
        ObjectNode tof = root.putObject("vl53l8ch");
        tof.set("distance_matrix", matrix(100, emptyTray ? 100 : 100 - height));
        tof.set("reflectance_matrix", matrix(reflectance, reflectance));
        tof.set("amplitude_matrix", matrix(812.25, 812.25));
        tof.set("ambient_matrix", matrix(21.5, 21.5));
        tof.set("status_matrix", matrix(5, 5));
        if (counts != null) {
            ObjectNode spectrum = root.putObject("as7341");
            ObjectNode channels = spectrum.putObject("channels");
            for (int i = 0; i < CHANNELS.length; i++) {
                // Sensors are never still: a value that comes 20 times is ignored as stuck.
                channels.put(CHANNELS[i], counts[i] + (stuck ? 0 : number % 97 / 128.0));
            }
            spectrum.put("integration_time", 100);
            spectrum.put("gain", 8);
        }
        if (claimedGrade != null) {
            ObjectNode fusion = root.putObject("fusion");
            fusion.put("final_grade", claimedGrade);
            fusion.put("final_score", claimedScore);
        }
        ObjectNode meta = root.putObject("meta");
        meta.put("device_id", deviceId);
        meta.put("firmware_version", "1.4.2");
        meta.put("temperature_c", 11.5);
        meta.put("humidity_percent", 61.25);
        if (lot != null) {
            root.put("lot_abattage", lot);
        }
        if (bins > 0) {
            histograms(root.putObject("vl53l8ch_raw"));
        }
        return root;
    }

    /** The sample as the console takes it, graded, when it reaches it at an instant. */
    public GradedSample received(Instant at) {
        byte[] message = utf8();
        if (DeviceMessages.parse(message, 0, message.length, at) instanceof DeviceMessage.SensorData data) {
            return new DeviceGradingState(Duration.ofDays(90)).grade(data.measurement(), at, System.nanoTime());
        }
        throw new IllegalStateException("refused: " + text());
    }

    private void histograms(ObjectNode raw) {
        ArrayNode rows = raw.putArray("bins_matrix");
        for (int r = 0; r < 8; r++) {
            ArrayNode row = rows.addArray();
            for (int c = 0; c < 8; c++) {
                ArrayNode zone = row.addArray();
                for (int b = 0; b < bins; b++) {
                    zone.add(b % 3 == 0 ? 0.0 : 0.25 * b + 8 * r + c);
                }
            }
        }
        raw.putObject("meta").put("bin_size_mm", 37.5);
    }

    /** 8 × 8: the inner 4 × 4 zones are the liver, the others the tray. */
    private static ArrayNode matrix(double tray, double liver) {
        ArrayNode rows = Json.MAPPER.createArrayNode();
        for (int r = 0; r < 8; r++) {
            ArrayNode row = rows.addArray();
            for (int c = 0; c < 8; c++) {
                row.add(r >= 2 && r < 6 && c >= 2 && c < 6 ? liver : tray);
            }
        }
        return rows;
    }

    public String text() {
        return Json.MAPPER.writeValueAsString(json());
    }

    public byte[] utf8() {
        return Json.MAPPER.writeValueAsBytes(json());
    }

    public static String hello(String deviceId) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("type", "esp32_hello");
        root.put("device_id", deviceId);
        root.put("mac_address", "AA:BB:CC:00:11:22");
        root.put("location", "Ligne 2");
        root.put("ip_address", "192.168.1.44");
        root.put("firmware_version", "1.4.2");
        root.putObject("sensors").put("vl53l8ch", true).put("as7341", true);
        root.put("timestamp", Instant.now().toString());
        return Json.MAPPER.writeValueAsString(root);
    }

    public static String heartbeat(String deviceId, int bufferSize) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("type", "heartbeat");
        root.put("device_id", deviceId);
        root.put("status", "online");
        root.put("uptime", 3600);
        root.putObject("stats").put("samples_sent", 7);
        root.put("buffer_size", bufferSize);
        root.put("timestamp", Instant.now().toString());
        return Json.MAPPER.writeValueAsString(root);
    }
}
