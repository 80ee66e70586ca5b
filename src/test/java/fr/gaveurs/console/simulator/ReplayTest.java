package fr.gaveurs.console.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.features.quality.Recordings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ReplayTest {
    private static final Instant NOW = Instant.parse("2027-01-02T03:04:05.678901Z");

    @TempDir
    Path folder;

    private static Replay own() throws IOException {
        return Replay.load(Recordings.ownFile("own-samples.ndjson"));
    }

    private static String originalOf(String sampleId) {
        return sampleId.substring(0, sampleId.lastIndexOf('~'));
    }

    @Test
    void aRecordingIsReadByDevice() throws IOException {
        Replay replay = own();
        assertThat(size(replay)).isEqualTo(8);
        assertThat(replay.stations())
                .extracting(StationIdentity::deviceId)
                .containsExactly("ESP32_LL_01", "ESP32_LS_01");
        assertThat(replay.stations().getFirst().location()).isEqualTo("Ligne 1");
    }

    @Test
    void onlyIdsAndTimesAreSwapped() throws IOException {
        Outgoing sent = next(own().source(0, "ESP32_MT_09", "RUN", false, false));
        String recorded = Recordings.ownSamples().getFirst();
        assertThat(sent.originalId()).isEqualTo("LL01-290326-OWN-001");
        assertThat(sent.sampleId()).isEqualTo("LL01-290326-OWN-001~RUN-1");
        assertThat(originalOf(sent.sampleId())).isEqualTo("LL01-290326-OWN-001");
        assertThat(sent.timestamp()).isEqualTo(NOW);
        String expected = recorded.replace("\"LL01-290326-OWN-001\"", "\"LL01-290326-OWN-001~RUN-1\"")
                .replace("\"ESP32_LL_01\"", "\"ESP32_MT_09\"")
                .replace("\"2026-03-29T00:59:58.950000Z\"", "\"2027-01-02T03:04:05.678901Z\"")
                .replaceAll("\"timestamp\": ?1[0-9.E]+", "\"timestamp\":" + 1798859045.678901);
        assertThat(sent.json()).isEqualTo(expected);
        ObjectNode message = (ObjectNode) Json.MAPPER.readTree(sent.json());
        assertThat(message.at("/fusion/sample_id").asString()).isEqualTo(sent.sampleId());
        assertThat(message.at("/meta/device_id").asString()).isEqualTo("ESP32_MT_09");
        assertThat(message.at("/vl53l8ch/timestamp").asDouble()).isEqualTo(1798859045.678901);
    }

    /** Samples of all devices. */
    private static int size(Replay replay) {
        int size = 0;
        for (int i = 0; i < replay.stations().size(); i++) {
            Outgoing.Source source = replay.source(i, replay.stations().get(i).deviceId(), "R", false, false);
            while (source.next(NOW) != null) {
                size++;
            }
        }
        return size;
    }

    private static Outgoing next(Outgoing.Source source) {
        Outgoing sample = source.next(NOW);
        assertThat(sample).isNotNull();
        return sample;
    }

    @Test
    void aSequenceEndsOrBeginsAgain() throws IOException {
        Outgoing.Source once = own().source(1, "ESP32_LS_01", "R", false, false);
        Outgoing.Source forever = own().source(1, "ESP32_LS_01", "R", false, true);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            next(once);
            ids.add(next(forever).sampleId());
        }
        assertThat(once.next(NOW)).isNull();
        ids.add(next(forever).sampleId());
        assertThat(ids)
                .containsExactly(
                        "LS01-290326-OWN-001~R-1",
                        "LS01-290326-OWN-002~R-2",
                        "LS01-290326-OWN-003~R-3",
                        "LS01-290326-OWN-004~R-4",
                        "LS01-290326-OWN-001~R-5");
    }

    @Test
    void thePaceMayBeKept() throws IOException {
        Outgoing.Source paced = own().source(0, "ESP32_LL_01", "R", true, false);
        assertThat(paced.gap()).isNull();
        next(paced);
        assertThat(paced.gap()).isEqualTo(Duration.ofMillis(1400));
        Outgoing.Source free = own().source(0, "ESP32_LL_01", "R", false, false);
        next(free);
        assertThat(free.gap()).isNull();
    }

    @Test
    void moreDevicesThanRecordedShareTheSequences() throws IOException {
        assertThat(next(own().source(5, "ESP32_MT_02", "R", false, false)).originalId())
                .isEqualTo("LS01-290326-OWN-001");
    }

    @Test
    void aRecordingIsSpreadOverDaysThatArePast() throws Exception {
        List<Acknowledged> acknowledged = new CopyOnWriteArrayList<>();
        Instant before = Instant.now();
        try (FakeConsole console = FakeConsole.start(0);
                Simulation simulation = new Simulation(
                        new Simulation.Options(console.uri(), 0, 100, 0, own(), false, false, 0)
                                .with(new Past(Duration.ofDays(8), 700)),
                        acknowledged::add)) {
            simulation.start();
            await().until(() -> simulation.progress().finished());
        }
        assertThat(acknowledged).hasSize(8);
        List<Instant> times = acknowledged.stream()
                .filter(each -> each.deviceId().equals("ESP32_LL_01"))
                .map(Acknowledged::timestamp)
                .toList();
        assertThat(times).hasSize(4).isSorted();
        assertThat(times.getLast()).isBetween(before.truncatedTo(ChronoUnit.MICROS), Instant.now());
        assertThat(Duration.between(times.get(0), times.get(1)).truncatedTo(ChronoUnit.SECONDS))
                .isEqualTo(Duration.ofDays(2));
    }

    @Test
    void gzipIsTold() throws IOException {
        Path packed = folder.resolve("packed");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(Recordings.ownFile("own-samples.ndjson"), out);
        }
        assertThat(size(Replay.load(packed))).isEqualTo(8);
        byte[] half = Files.readAllBytes(packed);
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(half, half.length / 2));
        assertThatThrownBy(() -> Replay.load(cut)).isInstanceOf(IOException.class);
    }

    @Test
    void whatIsNoRecordingIsRefusedWithTheReason() throws IOException {
        assertThatThrownBy(() -> Replay.load(folder.resolve("none.ndjson")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no recording");
        assertThatThrownBy(() -> Replay.load(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " is a folder: name a recording in it");
        Path empty = Files.writeString(folder.resolve("empty"), "");
        assertThatThrownBy(() -> Replay.load(empty)).hasMessageContaining("no sensor_data message");
        Path csv = Files.writeString(folder.resolve("csv"), "\nsample_id,grade\nA,B\n");
        assertThatThrownBy(() -> Replay.load(csv))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2");
        Path array = Files.writeString(folder.resolve("array"), "[1]");
        assertThatThrownBy(() -> Replay.load(array))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1");
        Path noId = Files.writeString(
                folder.resolve("noid"),
                "{\"type\": \"sensor_data\", \"device_id\": \"A\", \"timestamp\": \"2026-11-23T12:00:00Z\"}");
        assertThatThrownBy(() -> Replay.load(noId))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void everySampleIsSentOnceInItsOrderAndTheReplayEnds() throws Exception {
        List<Acknowledged> acknowledged = new CopyOnWriteArrayList<>();
        try (FakeConsole console = FakeConsole.start(0);
                Simulation simulation = new Simulation(
                        new Simulation.Options(console.uri(), 0, 100, 0, own(), false, false, 0), acknowledged::add)) {
            simulation.start();
            await().until(() -> simulation.progress().finished());
            assertThat(simulation.progress().acknowledged()).isEqualTo(8);
            assertThat(console.samples()).hasSize(8);
            for (String device : List.of("ESP32_LL_01", "ESP32_LS_01")) {
                assertThat(console.samples())
                        .filteredOn(s -> s.path("device_id").asString().equals(device))
                        .extracting(s -> originalOf(s.path("sample_id").asString()))
                        .isSorted()
                        .hasSize(4);
            }
            assertThat(acknowledged)
                    .extracting(Acknowledged::originalId)
                    .containsExactlyInAnyOrderElementsOf(Recordings.ownSamples().stream()
                            .map(Json.MAPPER::readTree)
                            .map(s -> s.path("sample_id").asString())
                            .toList());
        }
    }

    @Test
    @EnabledIf("fr.gaveurs.console.backend.features.quality.Recordings#exist")
    void theRecordingsOfRealDevicesAreSwappedWhole() throws IOException {
        for (String name : List.of(Recordings.COMPACT, Recordings.FULL)) {
            Replay replay = Replay.load(Recordings.file(name));
            List<String> recorded = Recordings.samples(name);
            assertThat(size(replay)).isEqualTo(recorded.size());
            JsonNode first = Json.MAPPER.readTree(recorded.getFirst());
            Outgoing sent = next(replay.source(0, first.path("device_id").asString(), "R", false, false));
            JsonNode now = Json.MAPPER.readTree(sent.json());
            assertThat(now.at("/vl53l8ch/distance_matrix")).isEqualTo(first.at("/vl53l8ch/distance_matrix"));
            assertThat(now.at("/as7341")).isNotEqualTo(first.at("/as7341"));
            assertThat(now.at("/as7341/channels")).isEqualTo(first.at("/as7341/channels"));
            assertThat(now.at("/fusion/sample_id").asString()).isEqualTo(sent.sampleId());
            assertThat(now.at("/as7341/meta/timestamp").asDouble()).isEqualTo(1798859045.678901);
            assertThat(now.at("/vl53l8ch_raw/bins_matrix")).isEqualTo(first.at("/vl53l8ch_raw/bins_matrix"));
        }
    }
}
