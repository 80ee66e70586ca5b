package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.features.quality.SampleQueries.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceGradingStateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123456Z");

    private final DeviceGradingState lane = new DeviceGradingState(Duration.ofDays(90));

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
                lane.grade(measurement(TestMessages.sample("ESP32_LL_01").at(deviceTime)), NOW, System.nanoTime());

        assertThat(sample.clockWrong()).isEqualTo(wrong);
        assertThat(sample.time()).isEqualTo(wrong ? NOW : deviceTime);
        assertThat(sample.receivedAt()).isEqualTo(NOW);
        assertThat(sample.measurement().deviceTime()).isEqualTo(deviceTime);
    }

    @Test
    void timesAreCutToTheMicrosecondThatTheDatabaseKeeps() {
        GradedSample sample = lane.grade(
                measurement(TestMessages.sample("ESP32_LL_01").at(NOW)), NOW.plusNanos(789), System.nanoTime());

        assertThat(sample.receivedAt()).isEqualTo(NOW);
    }

    @Test
    void aChannelThatSticksIsIgnoredFromTheTwentiethSampleOn() {
        for (int i = 1; i <= 20; i++) {
            GradedSample sample = lane.grade(
                    measurement(TestMessages.sample("ESP32_LL_01").stuck().at(NOW.minusSeconds(100 - i))),
                    NOW,
                    System.nanoTime());

            assertThat(sample.grading().spectrum().ignoredChannels().isEmpty())
                    .as("sample %s", i)
                    .isEqualTo(i < 20);
        }
        assertThat(lane.stuckChannels()).contains(SpectralChannel.F1, SpectralChannel.CLEAR);
    }

    @Test
    void claimsCountOnceTheyAreStoredAndOnlyWhereALetterWasClaimed() {
        GradedSample differs = lane.grade(
                measurement(TestMessages.sample("ESP32_LL_01").at(NOW).claim("C", 0.5)), NOW, System.nanoTime());
        GradedSample agrees = lane.grade(
                measurement(TestMessages.sample("ESP32_LL_01").at(NOW).claim("A+", 0.9)), NOW, System.nanoTime());
        GradedSample silent =
                lane.grade(measurement(TestMessages.sample("ESP32_LL_01").at(NOW)), NOW, System.nanoTime());
        assertThat(lane.claimDifferRate()).isZero();

        lane.stored(differs);
        lane.stored(agrees);
        lane.stored(silent);

        assertThat(lane.claimDifferRate()).isEqualTo(0.5);
        assertThat(lane.claimsDiffer()).as("two claims prove nothing").isFalse();
    }

    @Test
    void isPrimedWithWhatWasStored() {
        double[] spectrum = {1, 2, 3, 4, 5, 6, 7, 8, 9, Double.NaN};
        List<Memory> memories = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Boolean differs = i < 4 ? (Boolean) (i % 3 == 0) : null;
            memories.add(new Memory(0.8, true, spectrum, differs, Trays.liver(), NOW, NOW, 0, false));
        }
        lane.prime(null, memories);

        assertThat(lane.stuckChannels()).hasSize(9).doesNotContain(SpectralChannel.NIR);
        assertThat(lane.claimDifferRate()).isEqualTo(0.5);
        assertThat(lane.distanceStuck()).isTrue();
    }

    private static Measurement at(Instant time) {
        return TestMessages.sample("ESP32_LL_01")
                .at(time)
                .received(NOW.plusSeconds(86_400 * 366L))
                .measurement();
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }

    @Test
    void aBufferedSampleIsLateAndCountsOn() {
        GradedSample fresh = lane.grade(at(NOW), NOW, nanos(0));
        GradedSample buffered = lane.grade(at(NOW.minusSeconds(3_600)), NOW.plusSeconds(1), nanos(1));
        GradedSample next = lane.grade(at(NOW.plusSeconds(2)), NOW.plusSeconds(2), nanos(2));

        assertThat(fresh.late()).isFalse();
        assertThat(buffered.late()).isTrue();
        assertThat(buffered.measuredNanos()).isCloseTo(nanos(1 - 3_601), Offset.offset(nanos(0.01)));
        assertThat(next.late()).isFalse();
        assertThat(fresh.sequence()).isLessThan(buffered.sequence());
        assertThat(buffered.sequence()).isLessThan(next.sequence());
    }

    @ParameterizedTest
    @CsvSource({"-3600", "-2", "3600", "-31536000"})
    void whereTheClockOfAllWasSetTheNextIsTheNewest(int jump) {
        GradedSample before = lane.grade(at(NOW), NOW, nanos(0));
        Instant then = NOW.plusSeconds(1 + jump);
        GradedSample after = lane.grade(at(then), then, nanos(1));

        assertThat(after.late()).isFalse();
        assertThat(after.measuredNanos()).isEqualTo(nanos(1));
        assertThat(after.sequence()).isGreaterThan(before.sequence());
        assertThat(lane.grade(at(then.minusSeconds(600)), then.plusSeconds(1), nanos(2))
                        .late())
                .as("one that was buffered before")
                .isTrue();
    }

    @Test
    void afterARestartOnTheRightClockNothingOfTheFutureIsInTheWay() {
        Instant ahead = NOW.plusSeconds(86_400 * 365L);
        DeviceGradingState first = new DeviceGradingState(Duration.ofDays(90));
        GradedSample future = first.grade(at(ahead), ahead, nanos(0));

        lane.prime(
                SampleView.of(future),
                List.of(new Memory(0.8, true, null, null, Trays.liver(), ahead, ahead, 0, false)));
        GradedSample now = lane.grade(at(NOW), NOW, nanos(0));

        assertThat(now.late()).isFalse();
        assertThat(now.sequence()).isGreaterThan(future.sequence());
    }

    @Test
    void aClockOfADeviceThatWasSetBackIsFollowedAfterSomeSamples() {
        for (int i = 0; i < 10; i++) {
            lane.grade(at(NOW.plusSeconds(i)), NOW.plusSeconds(i), nanos(i));
        }
        int late = 0;
        for (int i = 10; i < 20; i++) {
            late += lane.grade(at(NOW.plusSeconds(i - 240)), NOW.plusSeconds(i), nanos(i))
                            .late()
                    ? 1
                    : 0;
        }
        assertThat(late).isEqualTo(ArrivalDelay.IN_STEP);
    }

    @Test
    void theDistancesThatRepeatTwentyTimesAreStuckAndFreeWithTheNextDigit() {
        for (int i = 1; i <= 20; i++) {
            assertThat(lane.distanceStuck()).as("before sample %s", i).isFalse();
            lane.grade(at(NOW.plusSeconds(i)), NOW.plusSeconds(i), nanos(i));
        }
        assertThat(lane.distanceStuck()).isTrue();
        Measurement moved = at(NOW.plusSeconds(21));
        moved.distance()[5] += 0.01;
        lane.grade(moved, NOW.plusSeconds(21), nanos(21));
        assertThat(lane.distanceStuck()).isFalse();
    }
}
