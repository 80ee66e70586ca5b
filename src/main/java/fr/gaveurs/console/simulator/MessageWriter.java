package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.api.quality.SpectralRatio;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a station sends, with the keys of the recorded ones. */
final class MessageWriter {
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private final StationIdentity station;

    MessageWriter(StationIdentity station) {
        this.station = station;
    }

    /** A time as the stations write it: UTC, to the microsecond. */
    static String time(Instant instant) {
        return MICROSECONDS.format(instant);
    }

    /**
     * @param version three numbers, such as 1.0.0
     * @param firmware what it says of its firmware; null for nothing
     */
    String hello(@Nullable String token, String version, @Nullable ObjectNode firmware, Instant now) {
        ObjectNode hello = message("esp32_hello");
        hello.put("device_id", station.deviceId());
        hello.put("mac_address", station.macAddress());
        hello.put("location", station.location());
        hello.put("ip_address", station.ipAddress());
        hello.put("firmware_version", version);
        hello.putObject("sensors").put("vl53l8ch", "0x29").put("as7341", "0x39");
        if (token != null) {
            hello.put("token", token);
        }
        if (firmware != null) {
            hello.set("firmware", firmware);
        }
        return hello.put("timestamp", time(now)).toString();
    }

    String heartbeat(long uptimeSeconds, long sent, int buffered, long reconnections, Instant now) {
        ObjectNode heartbeat = message("heartbeat");
        heartbeat.put("device_id", station.deviceId());
        heartbeat.put("status", "online");
        heartbeat.put("uptime", uptimeSeconds);
        heartbeat
                .putObject("stats")
                .put("measurements_sent", sent)
                .put("measurements_buffered", buffered)
                .put("reconnections", reconnections)
                .put("i2c_errors", 0)
                .put("uptime_seconds", uptimeSeconds);
        heartbeat.put("buffer_size", buffered);
        return heartbeat.put("timestamp", time(now)).toString();
    }

    String pong(Instant now) {
        return message("pong").put("timestamp", time(now)).toString();
    }

    /**
     * A sample.
     *
     * @param claimed what the station makes of it, right or wrong
     */
    String sample(String sampleId, String lot, Specimen specimen, Grade claimed, double claimedScore, Instant now) {
        double epochSeconds = ChronoUnit.MICROS.between(Instant.EPOCH, now) / 1e6;
        Sensed sensed = specimen.sensed();
        Truth truth = specimen.truth();
        ObjectNode sample = message("sensor_data");
        sample.put("timestamp", time(now));
        sample.put("sample_id", sampleId);
        sample.put("device_id", station.deviceId());
        sample.put("location", station.location());

        ObjectNode tof = sample.putObject("vl53l8ch");
        tof.put("timestamp", epochSeconds);
        tof.put("volume_mm3", truth.volumeMm3());
        matrix(tof, "distance_matrix", sensed.distance());
        matrix(tof, "reflectance_matrix", sensed.reflectance());
        matrix(tof, "amplitude_matrix", sensed.amplitude());
        matrix(tof, "ambient_matrix", sensed.ambient());
        statuses(tof.putArray("status_matrix"), sensed.status());

        ObjectNode spectrum = sample.putObject("as7341");
        ObjectNode ratios = spectrum.putObject("spectral_ratios");
        for (SpectralRatio ratio : SpectralRatio.values()) {
            ratios.put(ratio.key(), truth.ratios().get(ratio));
        }
        ObjectNode channels = spectrum.putObject("channels");
        for (SpectralChannel channel : SpectralChannel.values()) {
            channels.put(channel.deviceKey(), sensed.counts()[channel.index()]);
        }
        spectrum.put("integration_time", 100);
        spectrum.put("gain", 8);
        spectrum.put("freshness_index", truth.freshness());
        spectrum.put("fat_quality_index", truth.fatQuality());
        spectrum.put("oxidation_index", truth.oxidation());
        spectrum.put("color_uniformity", truth.colorUniformity());

        ObjectNode fusion = sample.putObject("fusion");
        fusion.put("sample_id", sampleId);
        fusion.put("final_grade", claimed.letter());
        fusion.put("final_score", claimedScore);
        fusion.put("fusion_mode", "ToF + Spectral");

        ObjectNode meta = sample.putObject("meta");
        meta.put("device_id", station.deviceId());
        meta.put("firmware_version", station.firmwareVersion());
        meta.put("temperature_c", 11.5);
        meta.put("humidity_percent", 62.0);
        meta.put("config_profile", "foiegras_standard_barquette");
        sample.put("lot_abattage", lot);
        sample.put("eleveur", "Ferme de démonstration");
        sample.put("provenance", "Périgord, France");
        return sample.toString();
    }

    private static ObjectNode message(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }

    private static void matrix(ObjectNode object, String name, double[] values) {
        ArrayNode rows = object.putArray(name);
        for (int row = 0; row < TrayGrid.SIDE; row++) {
            ArrayNode cells = rows.addArray();
            for (int column = 0; column < TrayGrid.SIDE; column++) {
                cells.add(values[row * TrayGrid.SIDE + column]);
            }
        }
    }

    private static void statuses(ArrayNode rows, int[] values) {
        for (int row = 0; row < TrayGrid.SIDE; row++) {
            ArrayNode cells = rows.addArray();
            for (int column = 0; column < TrayGrid.SIDE; column++) {
                cells.add(values[row * TrayGrid.SIDE + column]);
            }
        }
    }
}
