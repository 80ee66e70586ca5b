package fr.gaveurs.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.admin.Admin;
import fr.gaveurs.console.api.bugs.BugTerms;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.quality.Samples;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyedTest {
    static Stream<Class<? extends Keyed>> all() {
        return Stream.of(
                BugTerms.Severity.class,
                BugTerms.Priority.class,
                BugTerms.Category.class,
                BugTerms.Source.class,
                BugTerms.Status.class,
                BugTerms.Sort.class,
                CsvSeparator.class,
                Role.class,
                Samples.DefectType.class,
                Admin.LogLevel.class,
                Health.ComponentStatus.class,
                Health.Readiness.class,
                Health.Weight.class,
                Health.BreakerState.class,
                Health.TrackKind.class,
                Devices.DeviceState.class,
                Devices.Enrollment.class,
                Devices.TokenState.class);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isWrittenAndReadByItsKey(Class<? extends Keyed> type) {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr")); // whose i has no dot where it is a capital
        try {
            for (Keyed constant : type.getEnumConstants()) {
                String json = Json.MAPPER.writeValueAsString(constant);
                assertThat(json).isEqualTo('"' + constant.key() + '"').matches("\"[a-z_]+\"");
                Object read = Json.MAPPER.readValue(json, type);
                assertThat(read).isSameAs(constant);
            }
        } finally {
            Locale.setDefault(usual);
        }
    }
}
