package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.ShortText;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A recording of real traffic, one message a line, plain or gzipped. Each device's samples keep their order and, byte by
 * byte, everything but their ids and times.
 *
 * <p>A replayed sample's id is the recorded one, {@code ~}, a tag of the run, {@code -}, and its number in its device's
 * sequence.
 */
public final class Replay {
    private static final long MAX_BYTES = 512L << 20;
    private static final int MAX_ORIGINAL_ID = 70;
    private static final Duration LONGEST_GAP = Duration.ofMinutes(1);

    private final Map<String, List<RecordedSample>> samples;
    private final Map<String, StationIdentity> stations;

    private Replay(Map<String, List<RecordedSample>> samples, Map<String, StationIdentity> stations) {
        this.samples = samples;
        this.stations = stations;
    }

    /**
     * Reads a recording whole.
     *
     * @throws IOException if the file cannot be read, is no recording, holds no sample or more than 512 MiB of text; the
     *     message says which
     */
    public static Replay load(Path file) throws IOException {
        Map<String, List<RecordedSample>> samples = new LinkedHashMap<>();
        Map<String, StationIdentity> stations = new LinkedHashMap<>();
        int number = 0;
        long bytes = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                bytes += line.length();
                if (bytes > MAX_BYTES) {
                    throw new IOException(file + " holds more than 512 MiB of messages: replay a part of it");
                }
                if (!line.isBlank()) {
                    take(line, samples, stations);
                }
            }
        } catch (NoSuchFileException e) {
            throw new IOException("there is no recording " + file, e);
        } catch (ZipException e) {
            throw new IOException(file + " is not a whole gzip file: " + e.getMessage(), e);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(
                    file + ", line " + number
                            + ", is not a message of a device: a recording has one JSON object a line",
                    e);
        }
        if (samples.isEmpty()) {
            throw new IOException(file + " holds no sensor_data message to replay");
        }
        return new Replay(samples, stations);
    }

    private static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder: name a recording in it");
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static void take(
            String line, Map<String, List<RecordedSample>> samples, Map<String, StationIdentity> stations) {
        RecordedSample sample = RecordedSample.read(line);
        if (sample.type().equals("sensor_data")) {
            samples.computeIfAbsent(sample.deviceId(), id -> new ArrayList<>()).add(sample);
        } else if (sample.type().equals("esp32_hello")) {
            var hello = Json.MAPPER.readTree(line);
            StationIdentity plain = StationIdentity.of(sample.deviceId(), "");
            stations.putIfAbsent(
                    sample.deviceId(),
                    new StationIdentity(
                            sample.deviceId(),
                            hello.path("mac_address").asString(plain.macAddress()),
                            hello.path("location").asString(""),
                            hello.path("ip_address").asString(plain.ipAddress()),
                            hello.path("firmware_version").asString(plain.firmwareVersion())));
        }
    }

    /** The recorded devices, in the order in which they first sent a sample, as their hello described them. */
    public List<StationIdentity> stations() {
        return samples.keySet().stream()
                .map(id -> stations.getOrDefault(id, StationIdentity.of(id, "")))
                .toList();
    }

    /** How many samples the recorded device of this index has; more devices than were recorded share their sequences. */
    int samples(int index) {
        return sequence(index).size();
    }

    private List<RecordedSample> sequence(int index) {
        List<List<RecordedSample>> sequences = List.copyOf(samples.values());
        return sequences.get(index % sequences.size());
    }

    /**
     * The samples of one recorded device, told by another if need be.
     *
     * @param index of the recorded device; more devices than were recorded share their sequences
     * @param run tells this run's sample ids from those of another
     * @param recordedPace whether {@link Outgoing.Source#gap} tells the pauses as recorded, a minute at most,
     *     but for the one before the first sample
     * @param loop whether to begin again after the last one
     */
    Outgoing.Source source(int index, String deviceId, String run, boolean recordedPace, boolean loop) {
        return new Sequence(sequence(index), deviceId, run, recordedPace, loop);
    }

    private static final class Sequence implements Outgoing.Source {
        private final List<RecordedSample> samples;
        private final String deviceId;
        private final String run;
        private final boolean recordedPace;
        private final boolean loop;
        private int taken;

        Sequence(List<RecordedSample> samples, String deviceId, String run, boolean recordedPace, boolean loop) {
            this.samples = samples;
            this.deviceId = deviceId;
            this.run = run;
            this.recordedPace = recordedPace;
            this.loop = loop;
        }

        @Override
        public @Nullable Outgoing next(Instant now) {
            if (taken >= samples.size() && !loop) {
                return null;
            }
            RecordedSample sample = samples.get(taken % samples.size());
            taken++;
            String original = sample.sampleId();
            String kept = ShortText.beginning(original, MAX_ORIGINAL_ID);
            String id = kept + "~" + run + "-" + taken;
            Instant time = now.truncatedTo(ChronoUnit.MICROS);
            return new Outgoing(id, original, time, sample.patched(id, deviceId, time), null);
        }

        @Override
        public @Nullable Duration gap() {
            int at = taken % samples.size();
            if (!recordedPace || at == 0) {
                return null;
            }
            Duration gap =
                    Duration.between(samples.get(at - 1).time(), samples.get(at).time());
            return gap.isNegative() ? Duration.ZERO : gap.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : gap;
        }
    }
}
