package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.platform.settings.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code simulate --days --labels}: days of samples whose truth is known, on a console that runs. */
class SimulatedPastTest {
    @TempDir
    private Path folder;

    private CommandRun simulate(String url, String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "simulate";
        all[1] = "--url=" + url;
        System.arraycopy(more, 0, all, 2, more.length);
        return CommandRun.run(all);
    }

    @Test
    void daysAreSentAndTheirTruthBecomesADataSet() throws Exception {
        Path truth = folder.resolve("truth.csv");
        Instant before = Instant.now();
        try (TestConsole console = TestConsole.start();
                DataFolder held = DataFolder.open(folder.resolve("data"))) {
            held.announce(new DataFolder.Instance(1, console.url()));
            String[] days = {"--devices=2", "--rate=20", "--days=3", "--samples=30", "--labels=" + truth};
            CommandRun done = simulate(console.url(), days);
            assertThat(done.code()).as(done.out() + done.err()).isEqualTo(Exit.OK);
            assertThat(done.out()).contains("the truth of 60 samples: " + truth);
            List<String> lines = Files.readAllLines(truth);
            assertThat(lines).hasSize(61);
            assertThat(lines.getFirst()).isEqualTo("device_id,sample_id,time,freshness,fat_quality,oxidation");
            List<Instant> times = lines.stream()
                    .skip(1)
                    .map(line -> Instant.parse(line.split(",", -1)[2]))
                    .sorted()
                    .toList();
            Duration reach = Duration.between(times.getFirst(), times.getLast());
            assertThat(reach).isBetween(Duration.ofHours(69), Duration.ofHours(72));
            assertThat(times.getLast()).isBetween(before, Instant.now());
            assertThat(console.count("SELECT count(*) FROM sensor_samples WHERE time < now() - interval '1 day'"))
                    .isBetween(38L, 42L);

            CommandRun labels = CommandRun.run(
                    "model", "console", "labels", truth.toString(), "--data-dir=" + folder.resolve("data"));
            assertThat(labels.code()).as(labels.err()).isEqualTo(Exit.OK);
            assertThat(labels.out()).contains("180 added, 0 corrected");

            CommandRun again = simulate(console.url(), days);
            assertThat(again.code()).isEqualTo(Exit.USAGE);
            assertThat(again.err()).contains(truth + " exists already");
        }
    }

    @Test
    void whatCannotBeMeantIsRefusedBeforeAnythingIsSent() throws Exception {
        String nowhere = "ws://127.0.0.1:1/ws/sensors/";
        assertThat(simulate(nowhere, "--days=31").err()).contains("days: from 1 to 30");
        assertThat(simulate(nowhere, "--days=0").err()).contains("days: from 1 to 30");
        assertThat(simulate(nowhere, "--days=2", "--samples=0").err()).contains("samples: from 1 to 100000");
        assertThat(simulate(nowhere, "--samples=5").err()).contains("samples: goes with --days");
        Path recording = Files.writeString(folder.resolve("recording.ndjson"), """
                {"type":"sensor_data","timestamp":"2026-11-01T08:00:00Z","sample_id":"s1","device_id":"ESP32_LL_01"}
                """);
        CommandRun refused = simulate(nowhere, "--replay=" + recording, "--labels=" + folder.resolve("truth.csv"));
        assertThat(refused.code()).isEqualTo(Exit.USAGE);
        assertThat(refused.err()).contains("of generated livers alone");
        assertThat(folder.resolve("truth.csv")).doesNotExist();
    }
}
