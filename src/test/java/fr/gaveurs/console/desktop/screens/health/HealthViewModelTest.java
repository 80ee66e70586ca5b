package fr.gaveurs.console.desktop.screens.health;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.health.Health.BreakerState;
import fr.gaveurs.console.api.health.HealthApi;
import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpHealth;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.health.HealthRows.Branch;
import fr.gaveurs.console.desktop.screens.health.HealthRows.BreakerRow;
import fr.gaveurs.console.desktop.screens.health.HealthRows.ComponentRow;
import fr.gaveurs.console.desktop.screens.health.HealthRows.ProbeRow;
import fr.gaveurs.console.desktop.screens.health.HealthRows.Trouble;
import fr.gaveurs.console.desktop.screens.health.Reading.ProbeReading;
import fr.gaveurs.console.desktop.screens.health.Strip.Stretch;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HealthViewModelTest {
    private static final List<ProbeReading> PROBES = List.of(
            new ProbeReading(HealthApi.HEALTH_STARTUP, "started", 200, 1),
            new ProbeReading(HealthApi.HEALTH_LIVE, "live", 200, 1),
            new ProbeReading(HealthApi.HEALTH_READY, "degraded", 200, 2));

    private final HealthViewModel model = new HealthViewModel(new Messages(Language.EN, ZoneOffset.UTC));

    private void badDay() {
        model.reading(new Reading(MadeUpHealth.bad(), MadeUpHealth.badHour(), null, PROBES));
    }

    private ComponentRow component(String key) {
        return model.branches().get().stream()
                .flatMap(branch -> branch.components().stream())
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsWrongAndSinceWhenStandsOnTopWorstFirst() {
        badDay();

        assertThat(model.verdict().get().title()).isEqualTo("7 things are wrong");
        assertThat(model.verdict().get().text()).isEqualTo("Samples are kept, but something is missing.");
        assertThat(model.verdict().get().level()).isEqualTo(Level.BAD);
        assertThat(model.troubles().get())
                .extracting(Trouble::name)
                .containsExactly(
                        "Database",
                        "Circuit breaker, Writing to the database",
                        "Sample writer",
                        "Disk space",
                        "Backups",
                        "Link between consoles",
                        "Circuit breaker, Reading from the database");
        assertThat(model.troubles().get().getFirst().since()).isEqualTo("since 10:23:58 (8 min)");
        assertThat(model.troubles().get().getFirst().detail())
                .isEqualTo("The database does not answer: samples go to the spool on disk, and history cannot be asked"
                        + " for. (Connection to 10.0.3.7:5432 refused)");
    }

    @Test
    void anOpenBreakerOfTheMailSaysWhatWaitsAndWhereTheReasonStands() {
        RowMaker rows = new RowMaker(new Messages(Language.EN, ZoneOffset.UTC));
        Health.Breaker mail =
                new Health.Breaker("mail", BreakerState.OPEN, MadeUpHealth.bad().timestamp(), 1, 0, 3, 5, null, null);

        assertThat(rows.breaker(mail, MadeUpHealth.bad().timestamp(), null).name())
                .isEqualTo("E-mail");
        assertThat(rows.consequence(mail)).contains("goes by itself").contains("Reports screen");
        assertThat(rows.consequence(new Health.Breaker(
                        "redis", BreakerState.OPEN, MadeUpHealth.bad().timestamp(), 1, 0, 3, 5, null, null)))
                .isEqualTo("Calls are refused at once, until what it guards answers again.");
    }

    /** The program was said to be well in large letters, with 80 problems of stations in the status line below. */
    @Test
    void whatIsWrongWithStationsIsToldBesideAProgramThatIsWell() {
        assertThat(model.problems().get().title()).as("before anybody answered").isEqualTo("Problems: –");
        model.reading(new Reading(MadeUpHealth.calm(), MadeUpHealth.calmHour(), null, PROBES));
        assertThat(model.problems().get().title()).isEqualTo("No open problem of a station");
        assertThat(model.problems().get().level()).isEqualTo(Level.GOOD);

        Condition offline = MadeUp.condition("ESP32_LL_01", "station_offline", Map.of());
        Condition stuck = MadeUp.condition("ESP32_LL_01", "stuck_channel", Map.of());
        Condition other = MadeUp.condition("ESP32_LL_02", "stuck_channel", Map.of());
        Condition elsewhere = new Condition(
                Scope.SYSTEM,
                "spool",
                null,
                "spool_waiting",
                Severity.WARNING,
                MadeUp.NOW,
                null,
                true,
                "text",
                "remedy",
                Map.of());
        model.problems(List.of(offline, stuck, other));
        assertThat(model.verdict().get().title()).isEqualTo("The program is well");
        assertThat(model.problems().get().title()).isEqualTo("3 open problems of 2 stations");
        assertThat(model.problems().get().level()).isEqualTo(Level.BAD);
        model.problems(List.of(offline, elsewhere));
        assertThat(model.problems().get().title()).isEqualTo("2 open problems, 1 of 1 station");
        model.problems(List.of(elsewhere));
        assertThat(model.problems().get().title()).isEqualTo("1 open problem, not of a station");
        assertThat(model.problems().get().level()).isEqualTo(Level.WARNING);

        model.reading(new Reading(null, null, "refused", PROBES));
        assertThat(model.problems().get().title()).as("nobody knows any more").isEqualTo("Problems: –");
    }

    @Test
    void onACalmDayAllIsWell() {
        model.reading(new Reading(MadeUpHealth.calm(), MadeUpHealth.calmHour(), null, PROBES));

        assertThat(model.verdict().get().title()).isEqualTo("The program is well");
        assertThat(model.verdict().get().text()).isEqualTo("since 13 Mar, 08:31 (26 h)");
        assertThat(model.verdict().get().level()).isEqualTo(Level.GOOD);
        assertThat(model.troubles().get()).isEmpty();
        assertThat(model.program().get()).isEqualTo("Version 0.1.0, up for 26 h");
    }

    @Test
    void componentsStandUnderTheProbeThatTheyDecide() {
        badDay();

        assertThat(model.branches().get())
                .extracting(Branch::key)
                .containsExactly("startup", "liveness", "readiness", "auxiliary");
        assertThat(model.branches().get())
                .extracting(branch ->
                        branch.components().stream().map(ComponentRow::key).toList())
                .containsExactly(
                        List.of(),
                        List.of("server threads", "window"),
                        List.of("sample writer", "disk"),
                        List.of(
                                "database",
                                "backups",
                                "relay",
                                "cache",
                                "redis",
                                "memory",
                                "sockets",
                                "jobs",
                                "rate limits"));
        ProbeRow ready = Objects.requireNonNull(model.branches().get().get(2).probe());
        assertThat(ready.status()).isEqualTo("Degraded");
        assertThat(ready.measured()).isEqualTo("200 in 2 ms");
        assertThat(ready.since()).isEqualTo("for over 1 h");
        ComponentRow disk = component("disk");
        assertThat(disk.level()).isEqualTo(Level.WARNING);
        assertThat(disk.status()).isEqualTo("degraded");
        assertThat(disk.took()).as("quick enough").isEmpty();
        assertThat(disk.figures()).containsExactly(Map.entry("Free", "4.8 GB"), Map.entry("Total", "240 GB"));
        assertThat(component("cache").figures())
                .contains(Map.entry("Answered from the cache", "71.2%"), Map.entry("Answers in memory", "412"));
        assertThat(component("sample writer").figures())
                .contains(
                        Map.entry("In the spool", "5,868"),
                        Map.entry("Oldest", "8 min"),
                        Map.entry("Size of the spool", "150 MB"));
    }

    @Test
    void aStreakUnderWayIsTold() {
        badDay();

        assertThat(component("redis").status()).isEqualTo("up");
        assertThat(component("redis").took()).isEqualTo("checked in 412 ms");
        assertThat(component("redis").streak())
                .startsWith("2 of 3 checks in a row: down.")
                .contains("no answer within 50 ms");
        assertThat(component("database").streak()).isEmpty();
    }

    @Test
    void aStripTellsWhenAndWhat() {
        badDay();

        Strip strip = component("database").strip();
        assertThat(strip.stretches())
                .extracting(Stretch::level)
                .containsExactly(Level.GOOD, Level.BAD, Level.GOOD, Level.BAD);
        assertThat(strip.stretches().getFirst().begin()).isZero();
        assertThat(strip.stretches().getLast().end()).isEqualTo(1);
        Stretch first = Objects.requireNonNull(strip.at(20.0 / 60));
        assertThat(first.text()).startsWith("09:49:07 to 09:54:07 (5 min)\ndown");
        assertThat(Objects.requireNonNull(strip.at(0.99)).text()).startsWith("10:23:58 to now (8 min)\ndown");
        assertThat(Objects.requireNonNull(strip.at(0)).text()).startsWith("… to 09:49:07");
        assertThat(component("cache").strip().at(0.1))
                .as("the program did not run yet")
                .isNull();
    }

    @Test
    void breakersTellWhatHappened() {
        badDay();

        BreakerRow open = model.breakers().get().getFirst();
        assertThat(open.name()).isEqualTo("Writing to the database");
        assertThat(open.level()).isEqualTo(Level.BAD);
        assertThat(open.status()).isEqualTo("open: calls are refused");
        assertThat(open.error()).isEqualTo("Last error, 10:32:03: Connection to 10.0.3.7:5432 refused");
        assertThat(open.counts())
                .containsExactly(
                        Map.entry("Trips", "2"),
                        Map.entry("Succeeded", "93,412"),
                        Map.entry("Failed", "11"),
                        Map.entry("Refused", "2,204"));
    }

    @Test
    void theStartIsATimeline() {
        badDay();

        assertThat(model.start().get()).isEqualTo("1.7 s in all");
        assertThat(model.parts().get()).hasSize(8);
        assertThat(model.parts().get().get(2).name()).isEqualTo("PostgreSQL");
        assertThat(model.parts().get().get(2).took()).isEqualTo("1,043 ms");
        assertThat(model.parts().get().getFirst().begin()).isZero();
        assertThat(model.parts().get().getLast().end()).isEqualTo(1);
    }

    @Test
    void withoutAnAnswerNothingIsTakenForUp() {
        badDay();
        model.reading(new Reading(
                null,
                null,
                "refused",
                List.of(
                        new ProbeReading(HealthApi.HEALTH_STARTUP, null, 0, 2),
                        new ProbeReading(HealthApi.HEALTH_LIVE, null, 0, 2),
                        new ProbeReading(HealthApi.HEALTH_READY, null, 0, 2))));

        assertThat(model.branches().get())
                .extracting(branch -> branch.components().size())
                .containsExactly(0, 2, 2, 9);
        assertThat(model.branches().get().stream().flatMap(branch -> branch.components().stream()))
                .allSatisfy(row -> {
                    assertThat(row.level()).isEqualTo(Level.UNKNOWN);
                    assertThat(row.strip().stretches()).isEmpty();
                });
        assertThat(model.breakers().get()).hasSize(2).allSatisfy(row -> assertThat(row.level())
                .isEqualTo(Level.UNKNOWN));
        assertThat(model.troubles().get()).isEmpty();
        assertThat(model.verdict().get().title()).isEqualTo("The server does not answer");
        assertThat(model.verdict().get().text()).isEqualTo("The report could not be read: refused");
        assertThat(model.branches().get().subList(0, 3))
                .extracting(branch -> Objects.requireNonNull(branch.probe()).level())
                .containsExactly(Level.UNKNOWN, Level.BAD, Level.UNKNOWN);
    }

    @Test
    void namesThatAreNotKnownStayReadable() {
        Messages messages = new Messages(Language.FR, ZoneOffset.UTC);
        assertThat(HealthText.component("some_new_part", messages)).isEqualTo("Some new part");
        assertThat(HealthText.figure("replay_rate_percent", messages)).isEqualTo("Replay rate");
        assertThat(HealthText.value("replay_rate_percent", 12.34, messages)).isEqualTo("12,3\u00a0%");
        assertThat(HealthText.value("up_seconds", 90, messages)).isEqualTo("1 min");
        assertThat(HealthText.value("last_backup", "2026-03-11T20:25:23.5Z", messages))
                .isEqualTo("11 mars 20:25");
        assertThat(HealthText.detail(
                        "disk",
                        "degraded",
                        "the disk of the data folder is full; the database is on another one and goes on",
                        messages))
                .startsWith("Le disque du dossier de données est plein.");
        assertThat(HealthText.detail("backups", "degraded", "there is no backup yet (no room)", messages))
                .contains("encore aucune")
                .endsWith("(no room)");
        assertThat(HealthText.value("is_it", true, messages)).isEqualTo("oui");
        assertThat(HealthText.value("server", "embedded", messages)).isEqualTo("intégré");
        assertThat(HealthText.value("kind", "something", messages)).isEqualTo("something");
        assertThat(HealthText.value("free_mib", 1_024, messages)).isEqualTo("1,1 Go");
        assertThat(HealthText.level("some_new_status")).isEqualTo(Level.UNKNOWN);
    }

    @Test
    void oneLookAsksForTheReportTheHourAndTheThreeProbes() {
        try (TestBackend backend = new TestBackend();
                ApiClient api = new ApiClient(backend.base(), null)) {
            backend.answer("/health", 200, MadeUpHealth.calm())
                    .answer("/health/history", 200, MadeUpHealth.calmHour())
                    .answer("/health/startup", 503, MadeUp.probe("starting"))
                    .answer("/health/live", 200, MadeUp.probe("live"))
                    .answer("/health/ready", 503, MadeUp.probe("not_ready"));

            model.reading(
                    Reading.take(api, new Messages(Language.EN, ZoneOffset.UTC)).join());

            List<ProbeRow> probes = model.branches().get().stream()
                    .map(Branch::probe)
                    .filter(Objects::nonNull)
                    .toList();
            assertThat(probes).extracting(ProbeRow::status).containsExactly("Starting", "Live", "Not ready");
            assertThat(probes).extracting(ProbeRow::level).containsExactly(Level.WARNING, Level.GOOD, Level.BAD);
            assertThat(probes.getFirst().measured()).startsWith("503 in ");
            assertThat(component("database").strip().stretches()).hasSize(1);
        }
    }

    @Test
    void anOlderConsoleWithoutHistoryIsShownWithoutIt() {
        try (TestBackend backend = new TestBackend();
                ApiClient api = new ApiClient(backend.base(), null)) {
            backend.answer("/health", 200, MadeUpHealth.calm());

            model.reading(
                    Reading.take(api, new Messages(Language.EN, ZoneOffset.UTC)).join());

            assertThat(component("database").status()).isEqualTo("up");
            assertThat(component("database").strip()).isEqualTo(Strip.NOTHING);
        }
    }
}
