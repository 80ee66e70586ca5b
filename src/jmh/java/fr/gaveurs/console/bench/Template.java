package fr.gaveurs.console.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** A recorded {@code sensor_data} message whose device, id and time are written over in place, so that sending costs little. */
final class Template {
    private static final Pattern ID = Pattern.compile("\"sample_id\": ?\"([^\"]*)\"");
    private static final Pattern DEVICE = Pattern.compile("\"device_id\": ?\"([^\"]*)\"");
    private static final Pattern TIME = Pattern.compile("\"timestamp\": ?\"([^\"]*)\"");

    private final byte[] message;
    private final List<Integer> ids = new ArrayList<>();
    private final List<Integer> devices = new ArrayList<>();
    private final int time;
    private final int idLength;
    private final int deviceLength;

    private Template(String line) {
        // Every character of a recording that is not ASCII stands in texts nobody parses; one byte each keeps places.
        message = line.getBytes(StandardCharsets.UTF_8);
        String latin = new String(message, StandardCharsets.ISO_8859_1);
        Matcher id = ID.matcher(latin);
        int length = 0;
        while (id.find()) {
            ids.add(id.start(1));
            length = id.end(1) - id.start(1);
        }
        idLength = length;
        Matcher device = DEVICE.matcher(latin);
        while (device.find()) {
            devices.add(device.start(1));
            length = device.end(1) - device.start(1);
        }
        deviceLength = length;
        Matcher at = TIME.matcher(latin);
        if (!at.find()) {
            throw new IllegalArgumentException("no timestamp");
        }
        time = at.start(1);
    }

    /** The samples of a recording (.ndjson.gz). */
    static List<Template> read(Path recording, int most) throws IOException {
        List<Template> templates = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(recording)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null && templates.size() < most; line = in.readLine()) {
                if (line.contains("\"sensor_data\"")) {
                    templates.add(new Template(line));
                }
            }
        }
        return templates;
    }

    int length() {
        return message.length;
    }

    /** Writes the message with its own identity into {@code target} from {@code offset} on. */
    void write(byte[] target, int offset, int device, long number, Instant now) {
        System.arraycopy(message, 0, target, offset, message.length);
        byte[] id = pad("B" + Long.toString(number, 36), idLength);
        for (int at : ids) {
            System.arraycopy(id, 0, target, offset + at, idLength);
        }
        byte[] name = deviceName(device).getBytes(StandardCharsets.US_ASCII);
        for (int at : devices) {
            System.arraycopy(name, 0, target, offset + at, deviceLength);
        }
        byte[] stamp = String.format(Locale.ROOT, "%s.%06dZ", now.toString().substring(0, 19), now.getNano() / 1_000)
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(stamp, 0, target, offset + time, stamp.length);
    }

    static String deviceName(int device) {
        String[] sites = {"LL", "LS", "MT"};
        return "ESP32_" + sites[device % 3] + "_" + (device < 10 ? "0" : "") + device;
    }

    private static byte[] pad(String text, int length) {
        StringBuilder padded = new StringBuilder(text);
        while (padded.length() < length) {
            padded.append('x');
        }
        return padded.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }
}
