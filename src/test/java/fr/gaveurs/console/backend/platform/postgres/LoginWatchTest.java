package fr.gaveurs.console.backend.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoginWatchTest {
    private @Nullable String state;
    private long now = TimeUnit.HOURS.toNanos(1);
    private final LoginWatch watch = new LoginWatch(
            () -> {
                if (state != null) {
                    throw new SQLException("could not open shared memory segment", state);
                }
            },
            () -> now);

    @Test
    void asksForAStartWhenTwoLoginsInARowFailForTheServersOwnReasons() {
        state = "58P01";
        assertThat(watch.look()).isNull();
        assertThat(watch.look()).contains("shared memory");
    }

    @Test
    void aLoginBetweenThemEndsTheCount() {
        state = "58P01";
        watch.look();
        state = null;
        watch.look();
        state = "XX000";
        assertThat(watch.look()).isNull();
    }

    @Test
    void aStartThatDidNotHelpIsAskedForAgainAfterAPause() {
        state = "XX000";
        watch.look();
        assertThat(watch.look()).isNotNull();
        watch.look();
        assertThat(watch.look()).isNull();
        now += TimeUnit.SECONDS.toNanos(61);
        assertThat(watch.look()).isNotNull();
        now += TimeUnit.SECONDS.toNanos(61);
        watch.look();
        assertThat(watch.look()).isNull();
    }

    @Test
    void aWrongPasswordABusyServerAndDamagedDataAreNoReason() {
        for (String other : new String[] {"28P01", "53300", "57P03", "08006", "XX001", "3D000"}) {
            state = other;
            assertThat(watch.look()).as(other).isNull();
            assertThat(watch.look()).as(other).isNull();
        }
    }
}
