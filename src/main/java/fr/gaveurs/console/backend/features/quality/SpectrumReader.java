package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.SpectralChannel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads the counts of the spectral sensor, from either of the objects that hold them. */
final class SpectrumReader {
    private static final double MAX_COUNT = 65_535;
    private static final SpectralChannel[] CHANNELS = SpectralChannel.values();
    private static final List<String> SPECTRUM_FIELDS = List.of("channels", "integration_time", "gain");
    private static final List<String> RAW_SPECTRUM_FIELDS = List.of("raw_counts");

    /** All that are read, with the usual names of the channels. */
    static final List<String> NAMES = Stream.concat(
                    Stream.of("channels", "integration_time", "gain", "raw_counts"),
                    Arrays.stream(CHANNELS).map(SpectralChannel::deviceKey))
            .toList();

    private final JsonFigures figures;
    private final JsonCursor json;
    private boolean sent;
    private double @Nullable [] channels;
    private double @Nullable [] rawCounts;
    private @Nullable Double integrationTime;
    private @Nullable Double gain;

    SpectrumReader(JsonFigures figures) {
        this.figures = figures;
        this.json = figures.json();
    }

    /** Ten counts, NaN for a missing one; null if the board has no such sensor, or after an error, which is noted here. */
    double @Nullable [] counts() {
        double[] counts = channels == null ? rawCounts : channels;
        if (sent && counts == null) {
            figures.error("as7341.channels", "is missing: send the counts, or leave as7341 out");
        }
        return counts;
    }

    @Nullable
    Double integrationTime() {
        return integrationTime;
    }

    @Nullable
    Double gain() {
        return gain;
    }

    /** Reads {@code as7341}. */
    void read(String object) {
        if (isEmptyArray(object) || !figures.isObject(object)) {
            return;
        }
        KnownFields known = new KnownFields(figures, "as7341.", SPECTRUM_FIELDS);
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            sent = true; // an empty object is a board without that sensor
            if (known.again(name)) {
                continue;
            }
            switch (name) {
                case "channels" -> channels = readCounts("as7341.channels");
                case "integration_time" -> integrationTime = figures.optionalNumber("as7341.integration_time", 1, 1000);
                case "gain" -> gain = figures.optionalNumber("as7341.gain", 0.5, 512);
                default -> json.skipChildren();
            }
        }
    }

    /** Reads {@code as7341_raw}, which is used for what the former lacks. */
    void readRaw(String object) {
        if (!figures.isObject(object)) {
            return;
        }
        KnownFields known = new KnownFields(figures, "as7341_raw.", RAW_SPECTRUM_FIELDS);
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (known.again(name)) {
                continue;
            }
            if (name.equals("raw_counts") && channels == null) {
                rawCounts = readCounts("as7341_raw.raw_counts");
            } else {
                json.skipChildren();
            }
        }
    }

    /** Counts by channel; null where none of them is a channel. */
    private double @Nullable [] readCounts(String path) {
        if (!figures.isObject(path)) {
            return null;
        }
        double[] counts = new double[CHANNELS.length];
        Arrays.fill(counts, Double.NaN);
        boolean any = false;
        int met = 0;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            SpectralChannel channel = channel(name);
            if (channel == null) {
                json.skipChildren();
                continue;
            }
            any = true;
            if ((met & 1 << channel.index()) != 0) {
                figures.error(path + "." + channel.label(), "is given twice");
            }
            met |= 1 << channel.index();
            double count = figures.number(0, MAX_COUNT);
            if (Double.isNaN(count)) {
                figures.error(path + "." + channel.label(), "must be a finite number from 0 to 65535");
            }
            counts[channel.index()] = count;
        }
        return any ? counts : null;
    }

    /** The channel of a key such as {@code F1_415nm}, {@code F1_violet}, {@code F1}, {@code Clear} or {@code NIR}. */
    private static @Nullable SpectralChannel channel(String key) {
        if (key.length() >= 2 && key.charAt(0) == 'F' && (key.length() == 2 || key.charAt(2) == '_')) {
            int number = key.charAt(1) - '1';
            return number >= 0 && number < 8 ? CHANNELS[number] : null;
        }
        return switch (key) {
            case "Clear" -> SpectralChannel.CLEAR;
            case "NIR" -> SpectralChannel.NIR;
            default -> null;
        };
    }

    /** An empty list stands for a sensor that the board does not have; of another one the complaint is noted. */
    private boolean isEmptyArray(String path) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return false;
        }
        if (json.nextToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
            figures.skipToEndOfArray();
            figures.error(path, "must be an object");
        }
        return true;
    }
}
