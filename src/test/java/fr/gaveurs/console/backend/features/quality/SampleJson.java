package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A valid {@code sensor_data} message as a tree, to be spoilt by tests. */
public final class SampleJson {
    public static final Instant NOW = Instant.parse("2026-11-23T12:31:18Z");

    private SampleJson() {}

    public static ObjectNode valid() {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.put("type", "sensor_data");
        root.put("timestamp", "2026-11-23T12:31:17.597573Z");
        root.put("sample_id", "MG-261123-7504-029");
        root.put("device_id", "ESP32_LS_01");
        root.put("location", "Ligne 1");
        ObjectNode tof = root.putObject("vl53l8ch");
        tof.put("timestamp", 1795437077.596816);
        tof.putObject("stats").put("volume_mm3", 1169420.4);
        tof.set("distance_matrix", matrix(Trays.liver()));
        tof.set("reflectance_matrix", matrix(Trays.filled(60.5)));
        tof.set("amplitude_matrix", matrix(Trays.filled(100.25)));
        tof.set("ambient_matrix", matrix(Trays.filled(30)));
        tof.set("status_matrix", matrix(Trays.filled(5)));
        ObjectNode spectrum = root.putObject("as7341");
        spectrum.putObject("user_guide").put("Gain", "x".repeat(2000));
        ObjectNode channels = spectrum.putObject("channels");
        String[] names = {
            "F1_415nm",
            "F2_445nm",
            "F3_480nm",
            "F4_515nm",
            "F5_555nm",
            "F6_590nm",
            "F7_630nm",
            "F8_680nm",
            "Clear",
            "NIR"
        };
        int[] counts = {1000, 1000, 950, 4000, 1500, 1500, 2500, 1500, 20_000, 1500};
        for (int i = 0; i < names.length; i++) {
            channels.put(names[i], counts[i]);
        }
        spectrum.put("integration_time", 100);
        spectrum.put("gain", 8);
        ObjectNode fusion = root.putObject("fusion");
        fusion.put("final_grade", "B");
        fusion.put("final_score", 0.7423360527735143);
        ObjectNode meta = root.putObject("meta");
        meta.put("device_id", "ESP32_LS_01");
        meta.put("firmware_version", "1.0.0");
        meta.put("temperature_c", 19.785932443156938);
        meta.put("humidity_percent", 45.0);
        root.put("lot_abattage", "LOT-20261123--029");
        return root;
    }

    /** As {@link #valid}, with histograms of {@code bins} bins of 37.5 mm. */
    public static ObjectNode full(int bins) {
        ObjectNode root = valid();
        ObjectNode raw = root.putObject("vl53l8ch_raw");
        ArrayNode rows = raw.putArray("bins_matrix");
        for (int r = 0; r < 8; r++) {
            ArrayNode row = rows.addArray();
            for (int c = 0; c < 8; c++) {
                ArrayNode zone = row.addArray();
                for (int b = 0; b < bins; b++) {
                    zone.add(b % 2 == 0 ? 0.0 : 1.5 + r + c);
                }
            }
        }
        raw.putObject("meta").put("bin_size_mm", 37.5);
        return root;
    }

    static ArrayNode matrix(double[] values) {
        ArrayNode rows = Json.MAPPER.createArrayNode();
        for (int r = 0; r < 8; r++) {
            ArrayNode row = rows.addArray();
            for (int c = 0; c < 8; c++) {
                row.add(values[8 * r + c]);
            }
        }
        return rows;
    }

    /** Puts JSON text in the place of a field; the path is dotted, with indices in brackets. */
    static ObjectNode with(ObjectNode root, String path, String json) {
        JsonNode node = root;
        String[] steps = path.replace("[", ".[").split("\\.");
        for (int i = 0; i < steps.length - 1; i++) {
            node = steps[i].startsWith("[") ? node.get(index(steps[i])) : node.get(steps[i]);
        }
        String last = steps[steps.length - 1];
        JsonNode value = Json.MAPPER.readTree(json);
        if (node instanceof ArrayNode array) {
            array.set(index(last), value);
        } else {
            ((ObjectNode) node).set(last, value);
        }
        return root;
    }

    private static int index(String step) {
        return Integer.parseInt(step, 1, step.length() - 1, 10);
    }

    static DeviceMessage parse(JsonNode message) {
        return parse(Json.MAPPER.writeValueAsString(message));
    }

    static DeviceMessage parse(String message) {
        return parse(message.getBytes(StandardCharsets.UTF_8));
    }

    static DeviceMessage parse(byte[] utf8) {
        byte[] padded = new byte[utf8.length + 20];
        System.arraycopy(utf8, 0, padded, 10, utf8.length);
        return DeviceMessages.parse(padded, 10, utf8.length, NOW);
    }
}
