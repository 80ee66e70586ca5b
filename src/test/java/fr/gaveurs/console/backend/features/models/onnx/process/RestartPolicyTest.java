package fr.gaveurs.console.backend.features.models.onnx.process;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.api.models.ModelFault.Code;
import fr.gaveurs.console.backend.features.models.onnx.process.OnnxProcess.Failure;
import fr.gaveurs.console.backend.features.models.onnx.process.OnnxProcess.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos(); // such a clock may wrap around
    private final RestartPolicy policy = new RestartPolicy(() -> now);

    private void after(Duration time) {
        now += time.toNanos();
    }

    @Test
    void aFirstStartWaitsForNothing() {
        assertThat(policy.pause()).isZero();
        assertThat(policy.refusal()).isNull();
    }

    @Test
    void eachFailureDoublesThePauseAndAnAnswerEndsIt() {
        policy.failed(new Failure(Kind.ANSWER, "x"));
        assertThat(policy.pause()).isEqualTo(Duration.ofMillis(100));
        policy.failed(new Failure(Kind.ANSWER, "x"));
        policy.failed(new Failure(Kind.ANSWER, "x"));
        assertThat(policy.pause()).isEqualTo(Duration.ofMillis(400));
        after(Duration.ofMillis(400));
        assertThat(policy.pause()).isZero();
        policy.failed(new Failure(Kind.ANSWER, "x"));
        policy.worked();
        assertThat(policy.pause()).isZero();
    }

    @Test
    void oneThatFailsAndFailsIsLeftAloneForTenMinutes() {
        for (int i = 0; i < RestartPolicy.FAILURES; i++) {
            assertThat(policy.refusal()).isNull();
            policy.failed(new Failure(Kind.ENDED, "code 134"));
        }
        assertThat(policy.refusal())
                .isEqualTo(ModelFault.of(Code.FAILED_TOO_OFTEN, RestartPolicy.FAILURES, "ended", "code 134", 10));
        after(Duration.ofMinutes(9));
        assertThat(policy.refusal()).isNotNull();
        after(Duration.ofMinutes(1));
        assertThat(policy.refusal()).isNull();
        policy.failed(new Failure(Kind.TIMEOUT, "again"));
        assertThat(policy.refusal())
                .as("one more is enough then")
                .isEqualTo(ModelFault.of(Code.FAILED_TOO_OFTEN, RestartPolicy.FAILURES, "timeout", "again", 10));
    }

    @Test
    void oneThatIsStartedTooOftenWaitsForTheMinuteToPass() {
        for (int i = 0; i < RestartPolicy.STARTS; i++) {
            assertThat(policy.refusal()).isNull();
            policy.started();
            policy.worked();
            after(Duration.ofSeconds(1));
        }
        assertThat(policy.refusal()).isEqualTo(ModelFault.of(Code.STARTED_TOO_OFTEN, 30, 1));
        after(Duration.ofMinutes(1));
        assertThat(policy.refusal()).isNull();
        for (int i = 0; i < 100; i++) {
            policy.started();
            after(Duration.ofSeconds(3));
        }
        assertThat(policy.refusal()).as("one every three seconds").isNull();
    }
}
