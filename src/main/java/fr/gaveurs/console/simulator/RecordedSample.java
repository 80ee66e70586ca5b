package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.Json;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A recorded message and where in its text the ids and times stand, so that a replay swaps those and nothing else.
 */
final class RecordedSample {
    private enum Kind {
        SAMPLE_ID,
        DEVICE_ID,
        ISO_TIME,
        EPOCH_TIME
    }

    /** The value from {@code start} to {@code end} (exclusive), quotes included. */
    private record Spot(int start, int end, Kind kind) {}

    private final String text;
    private final List<Spot> spots;
    private final String type;
    private final String deviceId;
    private final String sampleId;
    private final Instant time;

    private RecordedSample(String text, List<Spot> spots, String type, String deviceId, String sampleId, Instant time) {
        this.text = text;
        this.spots = spots;
        this.type = type;
        this.deviceId = deviceId;
        this.sampleId = sampleId;
        this.time = time;
    }

    String type() {
        return type;
    }

    String deviceId() {
        return deviceId;
    }

    /** Empty for a message that is no sample. */
    String sampleId() {
        return sampleId;
    }

    Instant time() {
        return time;
    }

    /**
     * Finds the ids and times of a message.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON
     * @throws IllegalArgumentException if it lacks its type, its device, or an id or time that a sample has
     */
    static RecordedSample read(String text) {
        List<Spot> spots = new ArrayList<>();
        String type = null;
        String deviceId = null;
        String sampleId = null;
        Instant time = null;
        int depth = 0;
        try (JsonParser json = Json.MAPPER.createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                }
                String name = json.currentName();
                if (!token.isScalarValue() || name == null) {
                    continue;
                }
                Kind kind = kind(name, token);
                boolean outer = depth == 1;
                if (kind != null) {
                    int start = Math.toIntExact(json.currentTokenLocation().getCharOffset());
                    spots.add(new Spot(start, end(text, start), kind));
                }
                if (outer && token == JsonToken.VALUE_STRING) {
                    switch (name) {
                        case "type" -> type = json.getString();
                        case "device_id" -> deviceId = json.getString();
                        case "sample_id" -> sampleId = json.getString();
                        case "timestamp" -> time = instant(json.getString());
                        default -> {}
                    }
                }
            }
        }
        if (type == null || deviceId == null || time == null || (type.equals("sensor_data") && sampleId == null)) {
            throw new IllegalArgumentException("a message without type, device_id, timestamp or sample_id");
        }
        return new RecordedSample(text, List.copyOf(spots), type, deviceId, sampleId == null ? "" : sampleId, time);
    }

    private static @Nullable Kind kind(String name, JsonToken token) {
        boolean string = token == JsonToken.VALUE_STRING;
        return switch (name) {
            case "sample_id" -> string ? Kind.SAMPLE_ID : null;
            case "device_id" -> string ? Kind.DEVICE_ID : null;
            case "timestamp" -> string ? Kind.ISO_TIME : token.isNumeric() ? Kind.EPOCH_TIME : null;
            default -> null;
        };
    }

    private static Instant instant(String text) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time", e);
        }
    }

    private static int end(String text, int start) {
        int at = start + 1;
        if (text.charAt(start) == '"') {
            while (text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            return at + 1;
        }
        while (",}] \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** The message with other ids and another time. */
    String patched(String newSampleId, String newDeviceId, Instant newTime) {
        String iso = '"' + MessageWriter.time(newTime) + '"';
        String epoch = Double.toString(ChronoUnit.MICROS.between(Instant.EPOCH, newTime) / 1e6);
        String sample = Json.MAPPER.writeValueAsString(newSampleId);
        String device = Json.MAPPER.writeValueAsString(newDeviceId);
        StringBuilder patched = new StringBuilder(text.length() + 100);
        int from = 0;
        for (Spot spot : spots) {
            patched.append(text, from, spot.start())
                    .append(
                            switch (spot.kind()) {
                                case SAMPLE_ID -> sample;
                                case DEVICE_ID -> device;
                                case ISO_TIME -> iso;
                                case EPOCH_TIME -> epoch;
                            });
            from = spot.end();
        }
        return patched.append(text, from, text.length()).toString();
    }
}
