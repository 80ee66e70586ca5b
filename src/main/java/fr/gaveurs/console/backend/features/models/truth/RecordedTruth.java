package fr.gaveurs.console.backend.features.models.truth;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.models.LabelFault;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Truth.LabelKind;
import fr.gaveurs.console.api.quality.SpectralChannel;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a recorded message says of how its liver really was: {@code as7341.meta.input_params}, which only whoever recorded
 * it knew.
 *
 * @param lot empty where the message has none
 * @param counts ten counts, NaN for a missing one: they tell whether a stored sample is the recorded one
 * @param faults truths that cannot be, such as an oxidation above 1, and so are left out
 * @param gain NaN where the message has none, {@code integrationTimeMs} too
 */
public record RecordedTruth(
        String deviceId,
        String sampleId,
        Instant time,
        String lot,
        double[] counts,
        double gain,
        double integrationTimeMs,
        Map<Target, Double> truth,
        List<LabelFault> faults) {
    /** Characters of a recording's messages together. */
    static final long MOST_CHARACTERS = 512L << 20;

    public RecordedTruth {
        truth = Map.copyOf(truth);
        faults = List.copyOf(faults);
    }

    /**
     * Reads a recording, plain or gzipped, one message a line.
     *
     * @param each hears of every sample whose truth stands in it
     * @return number of samples without
     * @throws IOException if it is no recording; the message says which line
     */
    public static int read(byte[] recording, Consumer<RecordedTruth> each) throws IOException {
        boolean gzip = recording.length > 2 && recording[0] == 0x1F && recording[1] == (byte) 0x8B;
        InputStream bytes = new ByteArrayInputStream(recording);
        int without = 0;
        int number = 0;
        long characters = 0;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(gzip ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                characters += line.length();
                if (characters > MOST_CHARACTERS) {
                    throw new IOException("the recording holds more than 512 MiB of messages: take a part of it");
                }
                if (line.isBlank()) {
                    continue;
                }
                JsonNode message = Json.MAPPER.readTree(line);
                if (message.path("type").asString("").equals("sensor_data")) {
                    Optional<RecordedTruth> truth = of(message);
                    truth.ifPresent(each);
                    without += truth.isEmpty() ? 1 : 0;
                }
            }
        } catch (JacksonException | DateTimeParseException e) {
            throw new IOException(
                    "line " + number + " is no message of a device: a recording has one JSON object a line", e);
        }
        return without;
    }

    private static Optional<RecordedTruth> of(JsonNode message) {
        JsonNode spectrum = message.path("as7341");
        JsonNode known = spectrum.path("meta").path("input_params");
        Map<Target, Double> truth = new EnumMap<>(Target.class);
        List<LabelFault> faults = new ArrayList<>();
        put(truth, faults, Target.FRESHNESS, known.path("freshness"));
        put(truth, faults, Target.FAT_QUALITY, known.path("fat_quality"));
        put(truth, faults, Target.OXIDATION, known.path("oxidation_level"));
        String deviceId = message.path("device_id").asString("");
        String sampleId = message.path("sample_id").asString("");
        String time = message.path("timestamp").asString("");
        if (truth.isEmpty() || deviceId.isEmpty() || sampleId.isEmpty() || time.isEmpty()) {
            return Optional.empty();
        }
        double[] counts = new double[SpectralChannel.values().length];
        for (SpectralChannel channel : SpectralChannel.values()) {
            counts[channel.index()] = orNaN(spectrum.path("channels").path(channel.deviceKey()));
        }
        return Optional.of(new RecordedTruth(
                deviceId,
                sampleId,
                time.endsWith("Z")
                        ? Instant.parse(time)
                        : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC),
                message.path("lot_abattage").asString(""),
                counts,
                orNaN(spectrum.path("gain")),
                orNaN(spectrum.path("integration_time")),
                truth,
                faults));
    }

    private static void put(Map<Target, Double> truth, List<LabelFault> faults, Target target, JsonNode figure) {
        if (!figure.isNumber()) {
            return;
        }
        NewLabel.fault(LabelKind.valueOf(target.name()), figure.asDouble())
                .ifPresentOrElse(faults::add, () -> truth.put(target, figure.asDouble()));
    }

    private static double orNaN(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }
}
