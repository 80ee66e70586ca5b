package fr.gaveurs.console.backend;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.features.quality.DeviceMessage.SensorData;
import fr.gaveurs.console.backend.features.quality.DeviceMessages;
import fr.gaveurs.console.backend.features.quality.Grader;
import fr.gaveurs.console.backend.features.quality.TofCalibration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fixture itself: its messages are what it says. */
class TestMessagesTest {
    @ParameterizedTest
    @EnumSource(Grade.class)
    void aMessageIsGradedAsItWasMadeFor(Grade grade) {
        byte[] message = TestMessages.graded("ESP32_LL_01", grade).utf8();

        var parsed = DeviceMessages.parse(message, 0, message.length, Instant.now());

        assertThat(parsed).isInstanceOfSatisfying(SensorData.class, data -> assertThat(
                        Grader.grade(data.measurement(), Set.of(), TofCalibration.USUAL)
                                .fusion()
                                .finalGrade())
                .isEqualTo(grade));
    }
}
