package fr.gaveurs.console.desktop.health;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.health.Reading.ProbeReading;
import fr.gaveurs.console.desktop.screen.Level;
import fr.gaveurs.console.desktop.screen.Messages;
import fr.gaveurs.console.desktop.screen.Messages.Language;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthViewModelTest {
    private final HealthViewModel model = new HealthViewModel(new Messages(Language.EN, ZoneOffset.UTC));

    @Test
    void componentsStandWorstFirstInWords() {
        model.reading(new Reading(MadeUp.health(), null, List.of()));

        assertThat(model.components().get())
                .extracting(HealthViewModel.ComponentRow::name)
                .startsWith("Window", "Disk space", "Database");
        HealthViewModel.ComponentRow disk = model.components().get().get(1);
        assertThat(disk.level()).isEqualTo(Level.WARNING);
        assertThat(disk.status()).isEqualTo("degraded");
        assertThat(disk.since()).isEqualTo("for 1 h");
        assertThat(disk.took()).isEqualTo("checked in 0.4 ms");
        assertThat(disk.figures()).containsExactly(Map.entry("Free", "4.8 GB"), Map.entry("Total", "240 GB"));
        assertThat(model.program().get()).isEqualTo("Version 0.1.0, up for 26 h");
    }

    @Test
    void theStartIsATimeline() {
        model.reading(new Reading(MadeUp.health(), null, List.of()));

        assertThat(model.start().get()).isEqualTo("1.7 s in all");
        assertThat(model.parts().get()).hasSize(6);
        assertThat(model.parts().get().getFirst().name()).isEqualTo("PostgreSQL");
        assertThat(model.parts().get().getFirst().took()).isEqualTo("1,043 ms");
        assertThat(model.parts().get().getFirst().begin()).isZero();
        assertThat(model.parts().get().getLast().end()).isEqualTo(1);
    }

    @Test
    void withoutAnAnswerNothingIsTakenForUp() {
        model.reading(new Reading(MadeUp.health(), null, List.of()));
        model.reading(new Reading(
                null,
                "refused",
                List.of(
                        new ProbeReading(Routes.HEALTH_STARTUP, null, 0, 2),
                        new ProbeReading(Routes.HEALTH_LIVE, null, 0, 2))));

        assertThat(model.components().get()).hasSize(6).allSatisfy(row -> assertThat(row.level())
                .isEqualTo(Level.UNKNOWN));
        assertThat(model.failure().get()).isEqualTo("The report could not be read: refused");
        assertThat(model.probes().get())
                .extracting(HealthViewModel.ProbeRow::level)
                .containsExactly(Level.UNKNOWN, Level.BAD);
    }

    @Test
    void namesThatAreNotKnownStayReadable() {
        Messages messages = new Messages(Language.FR, ZoneOffset.UTC);
        assertThat(HealthText.component("some_new_part", messages)).isEqualTo("Some new part");
        assertThat(HealthText.figure("replay_rate_percent", messages)).isEqualTo("Replay rate");
        assertThat(HealthText.value("replay_rate_percent", 12.34, messages)).isEqualTo("12,3\u00a0%");
        assertThat(HealthText.value("up_seconds", 90, messages)).isEqualTo("1 min");
        assertThat(HealthText.value("is_it", true, messages)).isEqualTo("oui");
        assertThat(HealthText.value("server", "embedded", messages)).isEqualTo("intégré");
        assertThat(HealthText.value("kind", "something", messages)).isEqualTo("something");
        assertThat(HealthText.value("free_mib", 1_024, messages)).isEqualTo("1,1 Go");
    }

    @Test
    void oneLookAsksForTheReportAndTheThreeProbes() {
        try (TestBackend backend = new TestBackend();
                ApiClient api = new ApiClient(backend.base(), null)) {
            backend.answer("/health", 200, MadeUp.health())
                    .answer("/health/startup", 503, MadeUp.probe("starting"))
                    .answer("/health/live", 200, MadeUp.probe("live"))
                    .answer("/health/ready", 503, MadeUp.probe("not_ready"));

            model.reading(Reading.take(api).join());

            assertThat(model.probes().get())
                    .extracting(HealthViewModel.ProbeRow::status)
                    .containsExactly("Starting", "Live", "Not ready");
            assertThat(model.probes().get())
                    .extracting(HealthViewModel.ProbeRow::level)
                    .containsExactly(Level.WARNING, Level.GOOD, Level.BAD);
            assertThat(model.probes().get().getFirst().measured()).startsWith("503 in ");
            assertThat(model.failure().get()).isEmpty();
        }
    }
}
