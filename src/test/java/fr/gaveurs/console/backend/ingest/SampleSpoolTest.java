package fr.gaveurs.console.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.LogLines;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.platform.spool.Spool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleSpoolTest {
    @TempDir
    private Path folder;

    private Spool files;
    private SampleSpool spool;

    @BeforeEach
    void open() throws Exception {
        files = Spool.open(folder, 8 << 20, 64 << 20, 0, false);
        spool = new SampleSpool(files, Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        files.close();
    }

    static Stream<TestMessages> samples() {
        return Stream.of(
                TestMessages.sample("ESP32_LL_01"),
                TestMessages.sample("ESP32_LL_01").id("canard \uD83E\uDD86 \"/\\"),
                TestMessages.sample("ESP32_LL_01").noSpectrum(),
                TestMessages.sample("ESP32_LL_01").spoilt().claim("A+", 0.98),
                TestMessages.sample("ESP32_LL_01").bins(64),
                TestMessages.sample("ESP32_LL_01").at(Instant.EPOCH),
                TestMessages.sample("ESP32_LL_01").lot(null).height(3),
                TestMessages.graded("ESP32_LL_01", Grade.REJECT));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSampleComesBackAsItWas(TestMessages message) {
        GradedSample sample = message.received(Instant.now());

        assertThat(SampleSpool.decode(SampleSpool.encode(sample)))
                .usingRecursiveComparison()
                .isEqualTo(sample);
    }

    @Test
    void aSampleThatIsSentAgainIsInItOnce() throws Exception {
        TestMessages message = TestMessages.sample("ESP32_LL_01");
        GradedSample first = message.received(Instant.now());
        GradedSample again = message.received(Instant.now().plusSeconds(5));
        GradedSample other = TestMessages.sample("ESP32_LL_01").received(Instant.now());

        assertThat(spool.append(List.of(first, again))).containsExactly(first);
        assertThat(spool.append(List.of(again, other))).containsExactly(other);
        assertThat(spool.append(List.of(again))).isEmpty();

        assertThat(spool.size()).isEqualTo(2);
        SampleSpool.Batch batch = spool.peek(10);
        assertThat(batch.samples()).hasSize(2);
        spool.remove(batch);
        assertThat(spool.isEmpty()).isTrue();
        assertThat(spool.append(List.of(again)))
                .as("once stored, the database knows it")
                .hasSize(1);
        assertThat(spool.appended()).isEqualTo(3);
        assertThat(spool.replayed()).isEqualTo(2);
    }

    @Test
    void aRecordThatIsNoSampleDoesNotHoldUpTheOthers() throws Exception {
        GradedSample good = TestMessages.sample("ESP32_LL_01").received(Instant.now());
        files.append(
                List.of("{\"measurement\":".getBytes(StandardCharsets.UTF_8), SampleSpool.encode(good)), Instant.now());

        SampleSpool.Batch batch = spool.peek(10);

        assertThat(batch.samples()).singleElement().usingRecursiveComparison().isEqualTo(good);
        spool.remove(batch);
        assertThat(spool.isEmpty()).isTrue();
        assertThat(spool.damaged()).isEqualTo(1);
    }

    @Test
    void recordsThatAreNoSamplesDoNotFloodTheLog() throws Exception {
        files.append(
                Stream.generate(() -> "{}}".getBytes(StandardCharsets.UTF_8))
                        .limit(200)
                        .toList(),
                Instant.now());

        try (LogLines log = LogLines.of(SampleSpool.class.getName())) {
            for (int look = 0; look < 5; look++) {
                assertThat(spool.peek(200).records()).isEqualTo(200);
            }
            assertThat(log.warnings()).isNotEmpty().hasSizeLessThanOrEqualTo(20);
        }
    }
}
