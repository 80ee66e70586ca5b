package fr.gaveurs.console.backend.platform.store.retention;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.store.retention.RetentionClock.Witnesses;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetentionClockTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant MINUTE_AGO = NOW.minusSeconds(60);
    private static final Instant HOUR_AGO = NOW.minusSeconds(3_600);

    private static Instant days(long days) {
        return NOW.plus(Duration.ofDays(days));
    }

    private static @Nullable String objection(
            Instant database,
            Instant console,
            @Nullable Instant stations,
            @Nullable Instant measured,
            @Nullable Instant received,
            @Nullable Instant ahead,
            @Nullable Instant lastRun) {
        return RetentionClock.objection(
                new Witnesses(database, console, stations, measured, received, ahead, lastRun, false));
    }

    @Test
    void aFreshSampleOrARunOfAnHourAgoConfirmsTheClock() {
        assertThat(objection(NOW, NOW, null, MINUTE_AGO, MINUTE_AGO, null, null))
                .isNull();
        assertThat(objection(NOW, NOW, null, days(-4), days(-4), null, HOUR_AGO))
                .as("a quiet hall")
                .isNull();
        assertThat(objection(NOW, NOW, null, null, MINUTE_AGO, null, HOUR_AGO))
                .as("stations without a clock")
                .isNull();
        assertThat(objection(NOW, NOW, NOW, null, null, null, days(-30)))
                .as("stations heard just now")
                .isNull();
        assertThat(objection(NOW, NOW, null, null, null, null, null))
                .as("nothing stored yet")
                .isNull();
    }

    @Test
    void aClockThatIsAheadDeletesNothing() {
        for (int ahead : new int[] {2, 30, 100, 3_650}) {
            assertThat(objection(days(ahead), days(ahead), null, MINUTE_AGO, MINUTE_AGO, null, HOUR_AGO))
                    .as("at its start")
                    .contains(ahead + " days ahead of the newest stored sample and the last deletion");
            assertThat(objection(days(ahead), days(ahead), null, MINUTE_AGO, days(ahead), null, HOUR_AGO))
                    .as("while stations go on sending")
                    .contains(ahead + " days ahead of the stations' clocks");
            assertThat(objection(days(ahead), days(ahead), null, NOW, days(ahead), null, days(ahead)))
                    .as("a database that was begun with it")
                    .contains(ahead + " days ahead of the stations' clocks");
            assertThat(objection(days(ahead), days(ahead), NOW, null, days(ahead), null, days(ahead)))
                    .contains(ahead + " days ahead of what the stations agree on");
        }
    }

    @Test
    void ofTwoConsolesTheOneWhoseClockIsNotTheDatabasesDeletesNothing() {
        assertThat(objection(NOW, days(100), null, MINUTE_AGO, MINUTE_AGO, null, HOUR_AGO))
                .contains("console's clock is 100 days ahead of the database's clock")
                .contains("agree with the database's");
        assertThat(objection(NOW, days(-100), null, MINUTE_AGO, MINUTE_AGO, null, HOUR_AGO))
                .contains("console's clock is 100 days behind the database's clock");
        assertThat(objection(days(100), NOW, null, MINUTE_AGO, MINUTE_AGO, null, HOUR_AGO))
                .contains("console's clock is 100 days behind the database's clock")
                .contains("agree with the console's");
    }

    @Test
    void aClockThatWasSetBackDeletesNothing() {
        assertThat(objection(days(-30), days(-30), null, null, null, NOW, HOUR_AGO))
                .contains("30 days behind the time of the last deletion");
        assertThat(objection(days(-30), days(-30), null, null, null, NOW, null))
                .contains("30 days behind the newest stored sample");
    }

    @Test
    void onceTheClockIsRightAgainSamplesConfirmItWhateverTheWrongOneLeft() {
        assertThat(objection(NOW, NOW, null, MINUTE_AGO, MINUTE_AGO, days(100), days(100)))
                .isNull();
        assertThat(objection(NOW, NOW, null, MINUTE_AGO, MINUTE_AGO, days(100), days(-30)))
                .isNull();
    }

    @Test
    void aLongPauseWaitsForASampleOrForAPerson() {
        assertThat(objection(NOW, NOW, null, days(-14), days(-14), null, days(-14)))
                .contains("nothing confirms it yet");
        assertThat(objection(NOW, NOW, null, MINUTE_AGO, MINUTE_AGO, null, days(-14)))
                .isNull();
        assertThat(RetentionClock.objection(new Witnesses(NOW, NOW, null, null, MINUTE_AGO, null, days(-14), true)))
                .isNull();
        assertThat(RetentionClock.objection(
                        new Witnesses(NOW, days(100), null, null, MINUTE_AGO, null, days(-14), true)))
                .as("two clocks that differ are never both right")
                .isNotNull();
    }
}
