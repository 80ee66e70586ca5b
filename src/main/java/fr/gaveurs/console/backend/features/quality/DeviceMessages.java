package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.firmware.FirmwareReport;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Heartbeat;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Hello;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Ping;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Pong;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Refused;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Unknown;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads what devices send: one pass over the bytes, nothing of what is unused is turned into objects. Only where
 * {@code type} is not the first field, which no device does, the message is scanned for it before.
 */
public final class DeviceMessages {
    /** Errors that one refusal lists; the rest is only counted. */
    public static final int MAX_ERRORS = 20;

    /** Nothing that is read lies deeper than four; the rest is passed over, as deep as this. */
    static final int MAX_DEPTH = 1_000;

    private static final String SENSOR_DATA = "sensor_data";

    /** Devices name themselves at the beginning of a message. */
    private static final int ID_WITHIN = 4_096;
    /** Longer than any board runs without a restart, s: ten years. */
    private static final double MAX_UPTIME = 10 * 365.25 * 86_400;
    /** More samples than any board has room for. */
    private static final double MAX_BUFFER = 1_000_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    // What is read is held to fewer digits by JsonFigures; what is ignored may be as long as it likes.
                    .maxNumberLength(1 << 20)
                    // Names are kept for the next message: that has to have a bound.
                    .maxNameLength(1_000)
                    .maxStringLength(1 << 20)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            // A control character in what is ignored spoils nothing; in what is read, its rule refuses it.
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            // NaN and Infinity are let through the tokenizer, so that the refusal can name the field.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final List<String> HELLO =
            List.of("device_id", "mac_address", "location", "ip_address", "firmware_version", "token", "firmware");
    private static final List<String> HEARTBEAT =
            List.of("device_id", "status", "error", "error_message", "message", "uptime", "buffer_size");

    private DeviceMessages() {}

    /**
     * Reads one message.
     *
     * @param utf8 holds the message from {@code off} on, {@code len} bytes of UTF-8
     * @param now the instant that decides whether a timestamp lies ahead
     * @return never null; whatever is wrong with the message is a {@link Refused}
     */
    public static DeviceMessage parse(byte[] utf8, int off, int len, Instant now) {
        int length = LenientJson.trimmed(utf8, off, len);
        if (isUtf16Or32(utf8, off, length)) {
            return new Refused(null, "The message is not UTF-8: send JSON text in UTF-8.", List.of());
        }
        DeviceMessage usual = usual(utf8, off, length, now);
        return usual == null ? any(utf8, off, length, now) : usual;
    }

    /**
     * A sample as devices send it, straight from its bytes.
     *
     * @return null for whatever is anything else, or may be: {@link #any} knows
     */
    static @Nullable DeviceMessage usual(byte[] utf8, int off, int len, Instant now) {
        try {
            JsonScanner json = new JsonScanner(utf8, off, len);
            if (json.nextToken() != JsonToken.START_OBJECT
                    || !"type".equals(json.nextName())
                    || json.nextToken() != JsonToken.VALUE_STRING
                    || !SENSOR_DATA.equals(json.getString())) {
                return null;
            }
            SensorDataReader sample = new SensorDataReader(new JsonFigures(json), now, true);
            sample.read(json.nextName());
            return json.nextToken() == null ? sample.result() : null;
        } catch (JsonText.Unsure e) {
            return null;
        }
    }

    /** Whatever it is, in whatever form. */
    static DeviceMessage any(byte[] utf8, int off, int length, Instant now) {
        DeviceMessage message = read(utf8, off, length, now);
        if (message instanceof Refused refused && refused.errors().isEmpty()) {
            byte[] mended = LenientJson.mended(utf8, off, length);
            return mended == null ? message : read(mended, 0, mended.length, now);
        }
        return message;
    }

    private static DeviceMessage read(byte[] utf8, int off, int len, Instant now) {
        SensorDataReader sample = null;
        try (JsonParser json = open(utf8, off, len)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return new Refused(null, "The message is not a JSON object: send one object a message.", List.of());
            }
            String first = json.nextName();
            String type;
            boolean typeRead = false;
            if ("type".equals(first) && json.nextToken() == JsonToken.VALUE_STRING) {
                type = json.getString();
                typeRead = true;
                first = json.nextName();
            } else {
                type = "type".equals(first) ? null : findType(utf8, off, len);
            }
            if (type == null) {
                return new Refused(null, "type is missing or not text: it names what the message is.", List.of());
            }
            JsonFigures figures = new JsonFigures(new JsonCursor.OfJackson(json));
            DeviceMessage message =
                    switch (type) {
                        case SENSOR_DATA -> {
                            sample = new SensorDataReader(figures, now, typeRead);
                            sample.read(first);
                            yield sample.result();
                        }
                        case "esp32_hello" -> hello(json, figures, first);
                        case "heartbeat" -> heartbeat(json, figures, first);
                        case "firmware_status" -> FirmwareFields.status(json, figures, first);
                        case "ping" -> skipRest(json, first, typeRead, new Ping());
                        case "pong" -> skipRest(json, first, typeRead, new Pong());
                        default -> skipRest(json, first, typeRead, new Unknown());
                    };
            if (json.nextToken() != null) {
                return new Refused(
                        sample == null ? null : sample.sampleId(),
                        "Something follows the object: send one object a message.",
                        List.of());
            }
            return message;
        } catch (StreamConstraintsException e) {
            return new Refused(
                    sample == null ? null : sample.sampleId(),
                    "The message is beyond what is read: at most " + MAX_DEPTH
                            + " levels deep, names of 1000 characters.",
                    List.of());
        } catch (JacksonException e) {
            return new Refused(sample == null ? null : sample.sampleId(), malformed(e), List.of());
        }
    }

    /** The two capitals between underscores in a device's id, as in {@code ESP32_LL_01}; XX where there are none. */
    public static String siteOf(String deviceId) {
        return FieldRules.siteOf(deviceId);
    }

    /** The id in bytes that are no UTF-8 and so are no message; null if their beginning names none. */
    public static @Nullable String deviceIdIn(byte[] bytes, int off, int len) {
        return PlainWords.deviceIdIn(new String(bytes, off, Math.min(len, ID_WITHIN), StandardCharsets.ISO_8859_1));
    }

    /** What Jackson would take for one of the other encodings of JSON. */
    private static boolean isUtf16Or32(byte[] bytes, int off, int len) {
        return len >= 2 && (bytes[off] == 0 || bytes[off + 1] == 0 || (bytes[off] & 0xFE) == 0xFE);
    }

    private static JsonParser open(byte[] utf8, int off, int len) {
        return FACTORY.createParser(ObjectReadContext.empty(), utf8, off, len);
    }

    private static @Nullable String findType(byte[] utf8, int off, int len) {
        try (JsonParser json = open(utf8, off, len)) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                JsonToken value = json.nextToken();
                if ("type".equals(name)) {
                    return value == JsonToken.VALUE_STRING ? json.getString() : null;
                }
                json.skipChildren();
            }
            return null;
        }
    }

    /** Jackson's own words may quote the payload, so only the place is told. */
    private static String malformed(JacksonException e) {
        String place = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return "The message is not well-formed JSON" + place + ".";
    }

    /** @param typeRead whether the type was read already: a second one would leave open which of the two is meant */
    private static DeviceMessage skipRest(
            JsonParser json, @Nullable String first, boolean typeRead, DeviceMessage message) {
        int types = typeRead ? 1 : 0;
        for (String name = first; name != null; name = json.nextName()) {
            types += name.equals("type") ? 1 : 0;
            json.nextToken();
            json.skipChildren();
        }
        return types > 1 ? new Refused(null, "type stands twice: send it once.", List.of()) : message;
    }

    private static DeviceMessage hello(JsonParser json, JsonFigures figures, @Nullable String first) {
        String deviceId = null;
        String mac = null;
        String location = null;
        String ip = null;
        String firmware = null;
        String token = null;
        FirmwareReport report = null;
        KnownFields known = new KnownFields(figures, "", HELLO);
        for (String name = first; name != null; name = json.nextName()) {
            json.nextToken();
            if (known.again(name)) {
                continue;
            }
            switch (name) {
                case "device_id" -> deviceId = figures.raw();
                case "mac_address" -> mac = PlainWords.mac(json);
                case "location" -> location = PlainWords.line(json);
                case "ip_address" -> ip = PlainWords.line(json);
                case "firmware_version" -> firmware = figures.text(name);
                case "token" -> token = figures.text(name);
                case "firmware" -> report = FirmwareFields.report(json);
                default -> json.skipChildren();
            }
        }
        FieldRules.deviceId(figures, "device_id", deviceId);
        firmware = FieldRules.firmware(figures, "firmware_version", firmware);
        if (deviceId == null || figures.failed()) {
            return figures.refusal(null, "the hello");
        }
        // Firmware that has none yet often sends an empty one.
        return new Hello(
                deviceId, mac, location, ip, firmware, token == null || token.isBlank() ? null : token, report);
    }

    private static DeviceMessage heartbeat(JsonParser json, JsonFigures figures, @Nullable String first) {
        String deviceId = null;
        String status = null;
        String error = null;
        String message = null;
        Double uptime = null;
        Double buffered = null;
        List<String> leftOut = new ArrayList<>();
        KnownFields known = new KnownFields(figures, "", HEARTBEAT);
        for (String name = first; name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (known.again(name)) {
                continue;
            }
            switch (name) {
                case "device_id" -> deviceId = figures.raw();
                case "status" -> {
                    status = PlainWords.line(json);
                    noteIfOdd(leftOut, name, value, status);
                }
                case "error" -> error = PlainWords.text(json);
                case "error_message", "message" -> message = PlainWords.text(json);
                case "uptime" -> {
                    uptime = figures.figure(0, MAX_UPTIME);
                    noteIfOdd(leftOut, name, value, uptime);
                }
                case "buffer_size" -> {
                    buffered = figures.figure(0, MAX_BUFFER);
                    noteIfOdd(leftOut, name, value, buffered);
                }
                default -> json.skipChildren();
            }
        }
        if (deviceId != null) {
            FieldRules.deviceId(figures, "device_id", deviceId);
        }
        if (figures.failed()) {
            return figures.refusal(null, "the heartbeat");
        }
        return new Heartbeat(
                deviceId,
                uptime == null ? null : uptime.longValue(),
                buffered == null ? null : buffered.intValue(),
                !"error".equalsIgnoreCase(status) ? null : error != null ? error : message != null ? message : "error",
                List.copyOf(leftOut));
    }

    private static void noteIfOdd(List<String> leftOut, String name, JsonToken value, @Nullable Object taken) {
        if (taken == null && value != JsonToken.VALUE_NULL && !leftOut.contains(name)) {
            leftOut.add(name);
        }
    }
}
