package fr.gaveurs.console.backend.features.devices;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.backend.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.slf4j.LoggerFactory;

/** Whatever became of the copy of the stations: rows that can be used, or none. */
class StationFilePropertiesTest {
    private final Path file;
    private final byte[] whole;

    StationFilePropertiesTest() throws IOException {
        file = Files.createTempFile("gaveurs-stations-", ".json");
        new StationFile(file)
                .save(List.of(new StoredDevice(
                        "ESP32_LL_01",
                        "LL",
                        "Ligne 2",
                        null,
                        null,
                        "1.4.2",
                        Enrollment.APPROVED,
                        new byte[] {1, 2, 3},
                        true,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null,
                        1.0,
                        "192.168.1.30",
                        "AA:BB:CC:DD:EE:FF",
                        "192.168.1.30",
                        0,
                        DeviceSetup.NONE)));
        whole = Files.readAllBytes(file);
    }

    @BeforeProperty
    void hush() {
        // One line for each of some hundred damaged files would bury the others.
        level(Level.OFF);
    }

    private static void level(Level level) {
        ((Logger) LoggerFactory.getLogger(StationFile.class)).setLevel(level);
    }

    @AfterProperty
    void delete() throws IOException {
        level(Level.INFO);
        Files.delete(file);
    }

    @Provide
    Arbitrary<byte[]> files() {
        return Mutations.of(
                whole,
                "null".getBytes(StandardCharsets.UTF_8),
                "[null]".getBytes(StandardCharsets.UTF_8),
                "[{}]".getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1_000)
    void holdsStationsOrNone(@ForAll("files") byte[] bytes) throws IOException {
        Files.write(file, bytes);

        assertThat(new StationFile(file).load()).allSatisfy(row -> {
            assertThat(row.deviceId()).isNotNull();
            assertThat(row.siteCode()).isNotNull();
            assertThat(row.enrollment()).isNotNull();
        });
    }
}
