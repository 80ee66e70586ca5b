package fr.gaveurs.console.backend.platform.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldBytesTest {
    private final HeldBytes held = new HeldBytes(1_000);
    private final List<String> resumed = new ArrayList<>();

    @Test
    void noMoreIsTakenThanTheLimitAndWhatIsGivenBackIsThereAgain() {
        assertThat(held.take(600, false)).isTrue();
        assertThat(held.take(401, false)).isFalse();
        assertThat(held.take(400, false)).isTrue();
        assertThat(held.take(1, false)).isFalse();
        held.give(1_000, false);
        assertThat(held.read()).isZero();
        assertThat(held.take(1_000, false)).isTrue();
    }

    @Test
    void strangersShareAQuarterAndCannotTakeTheRestFromTheOthers() {
        assertThat(held.take(250, true)).isTrue();
        assertThat(held.take(1, true)).isFalse();
        assertThat(held.take(750, false)).isTrue();
        held.give(250, true);
        assertThat(held.take(250, true)).isTrue();
    }

    @Test
    void nobodyBeginsAMessageWhileThreeQuartersAreTakenAndEachIsResumedOnceInOrder() {
        assertThat(held.park(() -> resumed.add("no need"))).isFalse();
        held.add(751);
        assertThat(held.park(() -> resumed.add("first"))).isTrue();
        Runnable gone = () -> resumed.add("gone");
        assertThat(held.park(gone)).isTrue();
        assertThat(held.park(() -> resumed.add("second"))).isTrue();
        held.forget(gone);
        assertThat(resumed).isEmpty();
        held.give(1, false);
        assertThat(resumed).containsExactly("first", "second");
        held.give(750, false);
        assertThat(resumed).hasSize(2);
    }

    @Test
    void oneThatIsResumedAndFillsItAgainLeavesTheOthersParked() {
        held.add(800);
        held.park(() -> {
            resumed.add("first");
            held.add(800);
        });
        held.park(() -> resumed.add("second"));
        held.give(800, false);
        assertThat(resumed).containsExactly("first");
        held.give(800, false);
        assertThat(resumed).containsExactly("first", "second");
    }

    @Test
    void whatWaitsToBeWrittenMayBeHalfAsMuch() {
        assertThat(held.addToWrite(500)).isFalse();
        assertThat(held.addToWrite(1)).isTrue();
        assertThat(held.writesFull()).isTrue();
        held.written(1);
        assertThat(held.writesFull()).isFalse();
        assertThat(held.toWrite()).isEqualTo(500);
    }
}
