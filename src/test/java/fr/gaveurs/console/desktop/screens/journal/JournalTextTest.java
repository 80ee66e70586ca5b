package fr.gaveurs.console.desktop.screens.journal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.audit.Audit.ActorKind;
import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.api.bugs.BugTerms;
import fr.gaveurs.console.api.devices.DeviceSettings.ReflectanceUnit;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.feedback.Feedbacks;
import fr.gaveurs.console.api.health.Health.BreakerState;
import fr.gaveurs.console.api.products.Products;
import fr.gaveurs.console.api.reports.ReportSchedules.Cadence;
import fr.gaveurs.console.api.reports.ReportSchedules.Schedule;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was changed, in French: no name of a constant, of a column or of a route reaches a person. */
class JournalTextTest {
    private static final Map<String, Class<? extends Keyed>> VALUES = Map.ofEntries(
            Map.entry("severity", BugTerms.Severity.class),
            Map.entry("priority", BugTerms.Priority.class),
            Map.entry("category", BugTerms.Category.class),
            Map.entry("status", BugTerms.Status.class),
            Map.entry("state", BreakerState.class),
            Map.entry("enrollment", Enrollment.class),
            Map.entry("role", Role.class),
            Map.entry("kind", ReportKind.class),
            Map.entry("language", ReportLanguage.class),
            Map.entry("formats", ReportFormat.class),
            Map.entry("cadence", Cadence.class),
            Map.entry("reflectance_unit", ReflectanceUnit.class));

    private final Messages french = new Messages(Language.FR, ZoneOffset.UTC);
    private final JournalText text = new JournalText(french);

    private String value(String field, Object value) {
        JsonNode after = Json.MAPPER.valueToTree(Map.of(field, value));
        AuditEntry entry = new AuditEntry(
                1, Instant.EPOCH, ActorKind.WINDOW, null, null, "changeBug", "bug", "1", null, after, null);
        return text.differences(entry).getFirst().after();
    }

    private String actor(ActorKind kind, @Nullable String name) {
        return text.actor(new AuditEntry(
                1, Instant.EPOCH, kind, name, "127.0.0.1", "patchDevice", "device", "LL_01", null, null, null));
    }

    @Test
    void whatAnActorIsIsSaidOnce() {
        assertThat(actor(ActorKind.LOCAL, null)).isEqualTo("Programme de ce PC");
        assertThat(actor(ActorKind.SYSTEM, null)).isEqualTo("Console");
        assertThat(actor(ActorKind.TOKEN, null)).isEqualTo("Jeton sans nom");
        assertThat(actor(ActorKind.WINDOW, null)).isEqualTo("Ce PC (fenêtre)");
        assertThat(actor(ActorKind.LOCAL, "claire")).isEqualTo("claire (programme de ce PC)");
        assertThat(actor(ActorKind.TOKEN, "jeton")).isEqualTo("jeton (jeton)");
    }

    private String object(String kind, Map<String, Object> before, Map<String, Object> after) {
        return text.object(new AuditEntry(
                1,
                Instant.EPOCH,
                ActorKind.WINDOW,
                null,
                null,
                "any",
                kind,
                "14",
                before.isEmpty() ? null : Json.MAPPER.valueToTree(before),
                after.isEmpty() ? null : Json.MAPPER.valueToTree(after),
                null));
    }

    @Test
    void aThingIsToldByItsNameWhereTheActTellsIt() {
        String number = object("report", Map.of(), Map.of());
        assertThat(number).endsWith(" 14");
        assertThat(object("report", Map.of(), Map.of("kind", "daily")))
                .isEqualTo(number + ", " + french.get("reports.kind.daily"));
        assertThat(object("report", Map.of("lot", "LOT 7", "kind", "lot"), Map.of()))
                .isEqualTo(number + ", LOT 7");
        assertThat(object("bug", Map.of(), Map.of("title", "Le plateau colle"))).endsWith(" 14, Le plateau colle");
        assertThat(object("bug", Map.of("severity", "high"), Map.of("severity", "low")))
                .endsWith(" 14");
    }

    @Test
    void everyConstantHasItsWord() {
        VALUES.forEach((field, type) -> {
            for (Keyed constant : type.getEnumConstants()) {
                if (constant == Role.PUBLIC) {
                    continue; // no token has it
                }
                assertThat(value(field, constant.key()))
                        .as("%s %s", field, constant)
                        .isNotEqualTo(constant.key());
            }
        });
        for (Keyed constant : Feedbacks.State.values()) {
            assertThat(value("status", constant.key())).isNotEqualTo(constant.key());
        }
        for (Keyed constant : Products.Status.values()) {
            assertThat(value("status", constant.key())).isNotEqualTo(constant.key());
        }
    }

    @Test
    void anApprovedRolloutIsNoStationThatWasLetIn() {
        assertThat(value("state", "approved")).isEqualTo("approuvé");
        assertThat(value("enrollment", "approved")).isEqualTo("approuvée");
    }

    @Test
    void aBreakerHasTheNameThatItHasInHealth() {
        AuditEntry entry = new AuditEntry(
                1,
                Instant.EPOCH,
                ActorKind.WINDOW,
                null,
                null,
                "resetBreaker",
                "breaker",
                "database",
                null,
                null,
                null);
        assertThat(text.object(entry)).isEqualTo("Disjoncteur Écriture en base");
    }

    @Test
    void timesAndDaysAreWrittenAsTheWindowDoes() {
        assertThat(value("until", "2026-11-27T15:00:00Z")).isEqualTo("27 nov. 2026 15:00:00");
        assertThat(value("best_before", "2026-12-11")).isEqualTo("11 déc. 2026");
        assertThat(value("name", "2026-13-45")).isEqualTo("2026-13-45");
    }

    @Test
    void everyActAndEveryFieldOfAScheduleHasItsWords() {
        assertThat(JournalScreen.changing())
                .allSatisfy(id -> assertThat(text.act(id)).as(id).isNotEqualTo(id));
        for (RecordComponent component : Schedule.class.getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            assertThat(french.bundle().containsKey("journal.field." + name))
                    .as(name)
                    .isTrue();
        }
    }
}
