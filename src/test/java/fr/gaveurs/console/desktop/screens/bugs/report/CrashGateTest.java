package fr.gaveurs.console.desktop.screens.bugs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class CrashGateTest {
    private static final CaughtError ONE = new CaughtError("AAAA-AAAA", "one", "window", "trace");
    private static final CaughtError OTHER = new CaughtError("BBBB-BBBB", "other", "window", "trace");

    private final Queue<Runnable> fx = new ArrayDeque<>();
    private final List<String> shown = new ArrayList<>();
    private boolean free = true;
    private String counted = "";
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");

    private final CrashGate gate = new CrashGate(fx::add, () -> now, new CrashGate.Pane() {
        @Override
        public boolean show(CaughtError crash, long times) {
            if (free) {
                shown.add(crash.title() + " " + times);
            }
            return free;
        }

        @Override
        public void counted(long same, long others) {
            counted = same + " and " + others;
        }
    });

    private void runFx() {
        while (!fx.isEmpty()) {
            fx.remove().run();
        }
    }

    @Test
    void aStormIsOnePaneAndOneTaskOfTheWindowsThread() {
        for (int i = 0; i < 10_000; i++) {
            gate.met(ONE);
        }
        assertThat(fx).hasSize(1);
        runFx();
        assertThat(shown).containsExactly("one 10000");
    }

    @Test
    void whileOneIsShownTheOthersOnlyCount() {
        gate.met(ONE);
        runFx();
        gate.met(ONE);
        gate.met(OTHER);
        gate.met(OTHER);
        runFx();
        assertThat(shown).containsExactly("one 1");
        assertThat(counted).isEqualTo("2 and 2");
    }

    @Test
    void whatWasClosedIsNotShownAgainForAWhileNorAnotherAtOnce() {
        gate.met(ONE);
        runFx();
        gate.closed();
        gate.met(ONE);
        gate.met(OTHER);
        runFx();
        assertThat(shown).hasSize(1);
        now = now.plus(CrashGate.ANOTHER);
        gate.met(ONE);
        gate.met(OTHER);
        runFx();
        assertThat(shown).containsExactly("one 1", "other 1");
        gate.closed();
        now = now.plus(CrashGate.SAME_AGAIN).plus(Duration.ofSeconds(1));
        gate.met(ONE);
        runFx();
        assertThat(shown).containsExactly("one 1", "other 1", "one 1");
    }

    @Test
    void anErrorWaitsWhileSomethingElseMustNotBeCovered() {
        free = false;
        gate.met(ONE);
        runFx();
        assertThat(shown).isEmpty();
        free = true;
        gate.retry();
        assertThat(shown).containsExactly("one 1");
    }
}
