package fr.gaveurs.console.desktop.screens.health;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.platform.cache.TestRedis;
import fr.gaveurs.console.backend.platform.settings.BackupPlan;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A real console with everything switched on: each name that its health tells has a translation. */
class HealthNamesTest {
    @Test
    void everyPartComponentAndFigureHasAName() throws Exception {
        Set<String> keys = new TreeSet<>();
        try (TestRedis redis = TestRedis.open();
                TestConsole console = TestConsole.with()
                        .redis(redis.port(), null)
                        .relay()
                        .backups(new BackupPlan(true, LocalTime.of(2, 30), 7))
                        .start()) {
            JsonNode health = console.json("/health");
            for (JsonNode part : health.get("startup")) {
                keys.add("health.component." + part.get("name").asString());
            }
            for (JsonNode component : health.get("components")) {
                keys.add("health.component." + component.get("name").asString());
                component.get("figures").propertyNames().forEach(figure -> keys.add("health.figure." + figure));
            }
        }
        assertThat(keys).hasSizeGreaterThan(40);
        for (Language language : Language.values()) {
            Messages messages = new Messages(language, ZoneOffset.UTC);
            assertThat(keys).allSatisfy(key -> assertThat(messages.getOr(key.replace(' ', '_'), ""))
                    .as("%s in %s", key, language)
                    .isNotEmpty());
        }
    }
}
