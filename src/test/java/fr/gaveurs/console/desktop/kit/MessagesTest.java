package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessagesTest {
    /** Looked up by a name that is put together, so that no source holds the whole key. */
    private static final List<String> COMPOSED = List.of(
            "condition.",
            "explain.",
            "health.tile.",
            "feedback.aspect.",
            "feedback.asking",
            "feedback.context.",
            "feedback.count",
            "feedback.empty",
            "feedback.failed",
            "feedback.figure.",
            "feedback.held_for.",
            "feedback.more",
            "feedback.none",
            "feedback.period.",
            "feedback.state.",
            "feedback.trend.",
            "products.asking",
            "products.count",
            "products.empty",
            "products.failed",
            "products.more",
            "products.none",
            "live.badge.",
            "bugs.category.",
            "bugs.field.",
            "bugs.invalid.",
            "bugs.label.",
            "bugs.priority.",
            "bugs.severity.",
            "bugs.sort.",
            "bugs.source.",
            "bugs.status.",
            "firmware.act.",
            "firmware.ask.",
            "firmware.done.",
            "firmware.fact.",
            "firmware.install.",
            "firmware.obstacle.",
            "firmware.part.",
            "firmware.reason.",
            "firmware.rollout.",
            "firmware.tab.",
            "firmware.waits.",
            "models.act.",
            "models.ask.",
            "models.by.",
            "models.caution.",
            "models.column.",
            "models.done.",
            "models.fact.",
            "models.feature.",
            "models.failure.",
            "models.fault.",
            "models.flag.",
            "models.label_fault.",
            "models.grading.",
            "models.grouping.",
            "models.judge.",
            "models.kind.",
            "models.labels.",
            "models.method.",
            "models.obstacle.",
            "models.picture.",
            "models.role.",
            "models.sort.",
            "models.source.",
            "models.state.",
            "models.step.",
            "models.target.",
            "models.tile.",
            "models.training.",
            "models.truth.",
            "bugs.machine.",
            "health.component.",
            "health.detail.",
            "health.figure.",
            "journal.act.",
            "journal.field.",
            "journal.kind.",
            "journal.nobody.",
            "journal.object.",
            "journal.period.",
            "journal.value.",
            "products.recalls.",
            "proofs.fact.",
            "proofs.field.",
            "proofs.finding.",
            "proofs.kind.",
            "proofs.state.",
            "proofs.trouble.",
            "proofs.witness.trouble.",
            "problem.",
            "rail.",
            "health.value.",
            "health.answer.",
            "health.breaker.",
            "health.breaker_half_open.",
            "health.breaker_open.",
            "health.breaker_state.",
            "health.log.level.",
            "health.status.",
            "health.meaning.",
            "health.probe.",
            "reports.delivery.",
            "reports.format.",
            "templates.section.",
            "reports.kind.",
            "reports.reason.",
            "reports.state.",
            "schedules.cadence.",
            "reports.figure.",
            "report.severity.",
            "report.priority.",
            "report.category.",
            "report.status.",
            "report.error.",
            "settings.language.",
            "settings.theme.",
            "unit.",
            "station.",
            "stations.act.",
            "stations.ask.",
            "stations.calibrate.",
            "stations.column.",
            "stations.connections.end.",
            "stations.count.",
            "stations.done.",
            "stations.enrollment.",
            "stations.fact.",
            "stations.refusal.",
            "stations.rule.",
            "stations.state.",
            "stations.token.");

    private final Messages fr = new Messages(Language.FR, ZoneId.of("Europe/Paris"));
    private final Messages en = new Messages(Language.EN, ZoneId.of("Europe/Paris"));

    @Test
    void whatWasNotTodaySaysItsDay() {
        AtomicReference<@Nullable Instant> server = new AtomicReference<>(Instant.parse("2026-11-28T08:00:00Z"));
        Messages fr = this.fr.by(server::get);
        Messages en = this.en.by(server::get);
        assertThat(fr.moment(Instant.parse("2026-11-27T23:00:00Z"))).isEqualTo("00:00:00");
        assertThat(fr.moment(Instant.parse("2026-11-27T22:59:59Z"))).isEqualTo("27 nov. 23:59:59");
        assertThat(en.moment(Instant.parse("2026-11-27T22:59:59Z"))).isEqualTo("27 Nov, 23:59:59");
        assertThat(en.moment(Instant.parse("2026-11-29T08:00:00Z")))
                .as("by a clock that is ahead")
                .isEqualTo("29 Nov, 09:00:00");
        assertThat(fr.shortMoment(Instant.parse("2026-11-27T22:59:59Z"))).isEqualTo("27 nov. 23:59");
        assertThat(fr.today()).isEqualTo("2026-11-28");
        server.set(null);
        Instant here = Instant.now();
        assertThat(fr.now()).as("nothing is known of the server's").isBetween(here, here.plusSeconds(60));
    }

    @Test
    void bothLanguagesHaveTheSameKeysAndPlaceholders() {
        assertThat(fr.bundle().keySet()).isEqualTo(en.bundle().keySet());
        for (String key : fr.bundle().keySet()) {
            assertThat(placeholders(fr.bundle().getString(key)))
                    .as(key)
                    .isEqualTo(placeholders(en.bundle().getString(key)));
            assertThat(fr.bundle().getString(key)).as(key).isNotBlank();
            assertThat(en.bundle().getString(key)).as(key).isNotBlank();
        }
    }

    @Test
    void everyKeyIsUsedAndEveryUsedKeyIsThere() {
        String sources = sources();
        Set<String> unused = new TreeSet<>();
        for (String key : fr.bundle().keySet()) {
            String stem = key.replaceAll("\\.(one|other)$", "");
            boolean composed = COMPOSED.stream().anyMatch(key::startsWith);
            if (!composed && !sources.contains("\"" + stem + "\"") && !sources.contains("%" + stem + "\"")) {
                unused.add(key);
            }
        }
        assertThat(unused).as("keys that nothing uses").isEmpty();

        Set<String> missing = new TreeSet<>();
        Matcher used = Pattern.compile(
                        "\"%([a-z_.]+)\"|(?:messages|messages\\(\\))\\s*\\.get\\(\\s*\"([a-z_.A-Z]+)\"[,)]")
                .matcher(sources);
        while (used.find()) {
            String key = used.group(1) == null ? used.group(2) : used.group(1);
            if (!fr.bundle().containsKey(key)) {
                missing.add(key);
            }
        }
        assertThat(missing).as("keys that are used and missing").isEmpty();
    }

    @Test
    void numbersAreWrittenAsTheLanguageDoes() {
        assertThat(fr.number(1234.5, 1)).isEqualTo("1\u00a0234,5");
        assertThat(en.number(1234.5, 1)).isEqualTo("1,234.5");
        assertThat(fr.percent(97.84, 1)).isEqualTo("97,8\u00a0%");
        assertThat(en.percent(97.84, 1)).isEqualTo("97.8%");
        assertThat(fr.number(-0.001, 2)).isEqualTo("0,00");
        assertThat(fr.number(-0.01, 2)).isEqualTo("-0,01");
        assertThat(fr.number(null, 2)).isEqualTo(Messages.NONE);
        assertThat(fr.bytes(1_812_345_678)).isEqualTo("1,8 Go");
        assertThat(en.bytes(512)).isEqualTo("512 B");
    }

    @Test
    void zeroIsSingularInFrenchAlone() {
        assertThat(fr.count("live.figure.urgent", 0)).isEqualTo("dont 0 urgente");
        assertThat(fr.count("live.figure.urgent", 1)).isEqualTo("dont 1 urgente");
        assertThat(fr.count("live.figure.urgent", 2)).isEqualTo("dont 2 urgentes");
    }

    @Test
    void timesAreThoseOfTheZone() {
        assertThat(fr.time(Instant.parse("2026-07-14T10:00:05Z"))).isEqualTo("12:00:05");
        Instant winter = Instant.parse("2026-11-27T10:00:05Z");
        ZoneId here = ZoneId.systemDefault();
        ZoneId other =
                here.getRules().getOffset(winter).equals(ZoneOffset.UTC) ? ZoneId.of("Europe/Paris") : ZoneOffset.UTC;
        assertThat(new Messages(Language.FR, here).clock(winter))
                .as("what the machine's clock shows needs no name")
                .isEqualTo(new Messages(Language.FR, here).time(winter));
        assertThat(new Messages(Language.FR, other).clock(winter)).matches("\\d\\d:00:05 \\w+");
        assertThat(fr.dateTime(Instant.parse("2026-07-14T10:00:05Z"))).isEqualTo("14 juil. 2026 12:00:05");
    }

    @Test
    void agesUseTheLargestUnitThatFits() {
        assertThat(fr.duration(0.4)).isEqualTo("0 s");
        assertThat(fr.duration(59.9)).isEqualTo("59 s");
        assertThat(fr.duration(60)).isEqualTo("1 min");
        assertThat(fr.duration(7_300)).isEqualTo("2 h");
        assertThat(fr.duration(3 * 86_400)).isEqualTo("3 j");
        assertThat(en.duration(-3)).isEqualTo("0 s");
    }

    private static Set<String> placeholders(String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{\\d}").matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static String sources() {
        StringBuilder all = new StringBuilder();
        for (Path root : List.of(Path.of("fxml"), Path.of("src/main/java/fr/gaveurs/console/desktop"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        new ArrayList<>(files.filter(Files::isRegularFile).toList())) {
                    all.append(Files.readString(file)).append('\n');
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.toString();
    }

    @Test
    void whatStandsBehindANameFromRightToLeftIsNotTurned() {
        assertThat(en.get("reports.line", "تقرير 2", "2026-11-27")).isEqualTo("تقرير 2\u200e, 2026-11-27");
        assertThat(en.get("reports.line", "Rapport d’été 🦆 2", "2026-11-27"))
                .isEqualTo("Rapport d’été 🦆 2, 2026-11-27");
    }
}
