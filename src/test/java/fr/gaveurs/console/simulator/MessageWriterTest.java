package fr.gaveurs.console.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.quality.DeviceMessage;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Heartbeat;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Hello;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.Pong;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.SensorData;
import fr.gaveurs.console.backend.features.quality.DeviceMessages;
import fr.gaveurs.console.backend.features.quality.Grader;
import fr.gaveurs.console.backend.features.quality.Measurement;
import fr.gaveurs.console.backend.features.quality.TofCalibration;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the writer writes, the console's parser reads. */
class MessageWriterTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:31:17.597573Z");
    private static final StationIdentity STATION = StationIdentity.numbered(4);

    private final MessageWriter writer = new MessageWriter(STATION);

    private static DeviceMessage parse(String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        return DeviceMessages.parse(utf8, 0, utf8.length, NOW);
    }

    @Test
    void stationsAreSpreadOverTheSites() {
        assertThat(STATION.deviceId()).isEqualTo("ESP32_LS_02");
        assertThat(StationIdentity.numbered(0).deviceId()).isEqualTo("ESP32_LL_01");
        assertThat(StationIdentity.numbered(119).deviceId()).isEqualTo("ESP32_MT_40");
    }

    @Test
    void helloHeartbeatAndPong() {
        assertThat(parse(writer.hello(null, "1.0.0", null, NOW)))
                .isEqualTo(new Hello(
                        "ESP32_LS_02", STATION.macAddress(), "Ligne 2", STATION.ipAddress(), "1.0.0", null, null));
        assertThat(parse(writer.hello("t", "1.0.0", null, NOW)))
                .isInstanceOfSatisfying(Hello.class, h -> assertThat(h.token()).isEqualTo("t"));
        assertThat(parse(writer.heartbeat(35, 24, 3, 1, NOW)))
                .isEqualTo(new Heartbeat("ESP32_LS_02", 35L, 3, null, List.of()));
        assertThat(parse(writer.pong(NOW))).isEqualTo(new Pong());
    }

    @Test
    void aSample() {
        Specimen specimen = new LiverModel(3).next();
        String json = writer.sample("S-1", "LOT-1", specimen, Grade.B, 0.7, NOW);
        Measurement m = ((SensorData) parse(json)).measurement();
        assertThat(m.sampleId()).isEqualTo("S-1");
        assertThat(m.deviceTime()).isEqualTo(NOW);
        assertThat(m.siteCode()).isEqualTo("LS");
        assertThat(m.lot()).isEqualTo("LOT-1");
        assertThat(m.claimedGrade()).isEqualTo(Grade.B);
        assertThat(m.claimedScore()).isEqualTo(0.7);
        Sensed sensed = specimen.sensed();
        assertThat(m.distance()).isEqualTo(sensed.distance());
        assertThat(m.reflectance()).isEqualTo(sensed.reflectance());
        assertThat(m.amplitude()).isEqualTo(sensed.amplitude());
        assertThat(m.ambient()).isEqualTo(sensed.ambient());
        assertThat(m.status()).isEqualTo(sensed.status());
        assertThat(m.spectrum())
                .isEqualTo(Arrays.stream(sensed.counts()).asDoubleStream().toArray())
                .hasSize(SpectralChannel.values().length);
    }

    @Test
    void aStationIsWrongNowAndThen() {
        LiverSource source = new LiverSource(STATION, "RUN", 11);
        int differing = 0;
        for (int i = 0; i < 1000; i++) {
            Measurement m = ((SensorData) parse(source.next(NOW).json())).measurement();
            if (Grader.grade(m, Set.of(), TofCalibration.USUAL).fusion().claimDiffers()) {
                differing++;
            }
        }
        // Enough to be seen, too few for an alarm (20 %).
        assertThat(differing).isBetween(50, 150);
    }
}
