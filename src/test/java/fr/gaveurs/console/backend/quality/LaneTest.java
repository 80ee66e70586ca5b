package fr.gaveurs.console.backend.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.SpectralChannel;
import fr.gaveurs.console.backend.TestMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaneTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123456Z");

    private final Lane lane = new Lane(Duration.ofDays(90));

    private static Measurement measurement(TestMessages message) {
        return message.received(NOW).measurement();
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, true",
        "2019-12-31T23:59:59.999999Z, true",
        "2020-01-01T00:00:00Z, true", // before what is kept
        "2026-08-25T12:00:00.123455Z, true",
        "2026-08-25T12:00:00.123456Z, false", // 90 days to the microsecond
        "2026-11-23T12:00:00Z, false",
        "2026-11-23T12:04:59Z, false", // ahead a little
    })
    void aClockIsWrongWhenItsSampleWouldNotBeKept(Instant deviceTime, boolean wrong) {
        GradedSample sample =
                lane.grade(measurement(TestMessages.sample("ESP32_LL_01").at(deviceTime)), NOW);

        assertThat(sample.clockWrong()).isEqualTo(wrong);
        assertThat(sample.time()).isEqualTo(wrong ? NOW : deviceTime);
        assertThat(sample.receivedAt()).isEqualTo(NOW);
        assertThat(sample.measurement().deviceTime()).isEqualTo(deviceTime);
    }

    @Test
    void timesAreCutToTheMicrosecondThatTheDatabaseKeeps() {
        GradedSample sample =
                lane.grade(measurement(TestMessages.sample("ESP32_LL_01").at(NOW)), NOW.plusNanos(789));

        assertThat(sample.receivedAt()).isEqualTo(NOW);
    }

    @Test
    void aChannelThatSticksIsIgnoredFromTheTwentiethSampleOn() {
        for (int i = 1; i <= 20; i++) {
            GradedSample sample = lane.grade(
                    measurement(TestMessages.sample("ESP32_LL_01").stuck().at(NOW.minusSeconds(100 - i))), NOW);

            assertThat(sample.grading().spectrum().ignoredChannels().isEmpty())
                    .as("sample %s", i)
                    .isEqualTo(i < 20);
        }
        assertThat(lane.stuckChannels()).contains(SpectralChannel.F1, SpectralChannel.CLEAR);
    }

    @Test
    void claimsCountOnceTheyAreStoredAndOnlyWhereALetterWasClaimed() {
        GradedSample differs = lane.grade(
                measurement(TestMessages.sample("ESP32_LL_01").at(NOW).claim("C", 0.5)), NOW);
        GradedSample agrees = lane.grade(
                measurement(TestMessages.sample("ESP32_LL_01").at(NOW).claim("A+", 0.9)), NOW);
        GradedSample silent =
                lane.grade(measurement(TestMessages.sample("ESP32_LL_01").at(NOW)), NOW);
        assertThat(lane.claimDifferRate()).isZero();

        lane.stored(differs);
        lane.stored(agrees);
        lane.stored(silent);

        assertThat(lane.claimDifferRate()).isEqualTo(0.5);
    }

    @Test
    void isPrimedWithWhatWasStored() {
        double[] spectrum = {1, 2, 3, 4, 5, 6, 7, 8, 9, Double.NaN};
        lane.prime(Collections.nCopies(20, spectrum), List.of(true, false, false, true));

        assertThat(lane.stuckChannels()).hasSize(9).doesNotContain(SpectralChannel.NIR);
        assertThat(lane.claimDifferRate()).isEqualTo(0.5);
    }
}
