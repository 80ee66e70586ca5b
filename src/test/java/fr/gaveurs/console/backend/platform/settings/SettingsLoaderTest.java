package fr.gaveurs.console.backend.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
    @TempDir
    private Path folder;

    private Settings load(Map<String, String> environment, Map<String, String> commandLine) throws SettingsException {
        return SettingsLoader.load(folder, environment, commandLine);
    }

    private void file(String text) throws IOException {
        Files.writeString(folder.resolve(SettingsLoader.FILE), text);
    }

    @Test
    void theDefaultsAreThoseOfTheManual() throws SettingsException {
        Settings settings = load(Map.of(), Map.of());

        assertThat(settings)
                .isEqualTo(new Settings(
                        folder,
                        8000,
                        "0.0.0.0",
                        null,
                        100,
                        600,
                        false,
                        ZoneId.systemDefault(),
                        Duration.ofDays(7),
                        Duration.ofDays(90),
                        1024,
                        500,
                        2048,
                        512,
                        1000,
                        1 << 20,
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(30),
                        null,
                        true,
                        32,
                        new BackupPlan(true, LocalTime.of(2, 30), 7),
                        null,
                        true,
                        true,
                        ProductPlan.OFF,
                        new LogPlan(null, null, null, 5, Duration.ofHours(1)),
                        ReportPlan.STANDARD,
                        FirmwareSettings.USUAL));
    }

    @Test
    void aCodeOfAKioskHasFiguresAloneAndIsNotRepeated() throws Exception {
        file("kiosk.code=0123\n");
        assertThat(load(Map.of(), Map.of()).kioskCode()).isEqualTo("0123");
        for (String wrong : new String[] {"123", "1234567890123", "12a4", "１２３４"}) {
            file("kiosk.code=" + wrong + "\n");
            assertThatThrownBy(() -> load(Map.of(), Map.of()))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("kiosk.code")
                    .hasMessageNotContaining("'" + wrong);
        }
    }

    @Test
    void everyKeyOfTheManualIsReadAndHasItsComment() throws IOException {
        String manual;
        try (var in = SettingsLoader.class.getResourceAsStream(SettingsLoader.FILE)) {
            manual = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String[] lines = manual.split("\n");
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank() || lines[i].startsWith("#")) {
                continue;
            }
            String key = lines[i].substring(0, lines[i].indexOf('='));
            // A line without a comment shares the one above it with its neighbour.
            assertThat(i > 0 && (lines[i - 1].startsWith("#") || lines[i - 1].contains("=")))
                    .as("a comment above %s", key)
                    .isTrue();
            if (!Set.of(
                            "database.url",
                            "bind",
                            "product.house",
                            "product.certifications",
                            "reports.hall",
                            "mail.user",
                            "mail.password")
                    .contains(key)) {
                assertThatThrownBy(() -> load(Map.of(), Map.of(key, "no such value")))
                        .as("%s is read", key)
                        .isInstanceOf(SettingsException.class)
                        .hasMessageContaining(key);
            }
        }
    }

    @Test
    void mailIsAsTheSettingsSayAndItsPasswordIsNotRepeated() throws Exception {
        file("""
                reports.hall=Conserverie Barthélemy
                reports.logo=logo.png
                mail.host=smtp.example.fr
                mail.port=465
                mail.security=tls
                mail.user=console
                mail.password=hidden
                mail.from=console@example.fr
                mail.certificate=mail.pem
                """);
        ReportPlan plan = load(Map.of(), Map.of()).reports();
        assertThat(plan.hall()).isEqualTo("Conserverie Barthélemy");
        assertThat(plan.logo()).isEqualTo(folder.resolve("logo.png"));
        assertThat(plan.mail())
                .isEqualTo(new MailPlan(
                        "smtp.example.fr",
                        465,
                        MailPlan.Security.TLS,
                        "console",
                        "hidden",
                        "console@example.fr",
                        folder.resolve("mail.pem")));
        assertThat(plan.toString()).doesNotContain("hidden");
        file("mail.host=smtp.example.fr\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of())).hasMessageContaining("mail.from");
    }

    @Test
    void productsAreAsTheSettingsSay() throws Exception {
        file("""
                product.house=Maison Dupont & Fils
                product.certifications=Label Rouge; IGP Canard à foie gras du Sud-Ouest ;; Label Rouge
                product.best.before.days=21
                public.base=https://produits.example.fr/foie/
                public.bind=[::1]:8100
                public.proxies=127.0.0.1, ::1
                public.network=true
                limit.public=0
                """);
        ProductPlan plan =
                load(Map.of("GAVEURS_PRODUCT_KEY", "x".repeat(40)), Map.of()).products();

        assertThat(plan)
                .isEqualTo(new ProductPlan(
                        "x".repeat(40),
                        "https://produits.example.fr/foie",
                        "Maison Dupont & Fils",
                        List.of("Label Rouge", "IGP Canard à foie gras du Sud-Ouest"),
                        21,
                        new ProductPlan.ConsumerPort("::1", 8100),
                        Set.of("127.0.0.1", "::1"),
                        true,
                        0,
                        10));
        assertThat(plan.toString()).doesNotContain("xxx");
        assertThat(load(Map.of("GAVEURS_PUBLIC_BIND", "127.0.0.1:9000"), Map.of())
                        .products()
                        .consumerPort())
                .isEqualTo(new ProductPlan.ConsumerPort("127.0.0.1", 9000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public.base=produits.example.fr",
                "public.base=ftp://produits.example.fr",
                "public.base=https://user:pass@example.fr",
                "public.base=https://example.fr/?a=b",
                "public.base=https://" + "a"
                        + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.fr",
                "public.bind=8100",
                "public.bind=127.0.0.1:70000",
                "public.proxies=proxy.example.fr",
                "public.network=yes",
                "product.best.before.days=0"
            })
    void whatIsNoSettingOfProductsIsRefusedByName(String line) throws Exception {
        file(line + "\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(line.substring(0, line.indexOf('=')));
    }

    @Test
    void aKeyThatIsTooShortIsRefusedWithoutBeingRepeated() {
        assertThatThrownBy(() -> load(Map.of("GAVEURS_PRODUCT_KEY", "too short"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("product.key")
                .hasMessageNotContaining("too short");
    }

    @Test
    void witnessesOfTheLogAreAFolderAndAnotherConsole() throws Exception {
        String token = "gvc_" + "a".repeat(43);
        assertThat(load(
                                Map.of(),
                                Map.of(
                                        "log.witness.folder",
                                        folder.toString(),
                                        "log.witness.url",
                                        "http://192.168.1.21:8000",
                                        "log.witness.token",
                                        token))
                        .log())
                .isEqualTo(new LogPlan(folder, URI.create("http://192.168.1.21:8000"), token, 5, Duration.ofHours(1)));
        for (String wrong : new String[] {"stick", "ftp://x", "http://user:secret@x", "gvc_short"}) {
            for (String key : new String[] {"log.witness.folder", "log.witness.url", "log.witness.token"}) {
                assertThatThrownBy(() -> load(Map.of(), Map.of(key, wrong)))
                        .isInstanceOf(SettingsException.class)
                        .hasMessageContaining(key);
            }
        }
    }

    @Test
    void redisIsNamedByItsAddressOrByHostAndPort() throws Exception {
        assertThat(load(Map.of(), Map.of()).redis()).isNull();
        assertThat(load(Map.of("REDIS_URL", "rediss://user:p%40ss@r.example:6380/3"), Map.of())
                        .redis())
                .isEqualTo(new RedisAddress("r.example", 6380, true, "user", "p@ss", 3));
        assertThat(load(Map.of("REDIS_URL", "redis://:pass@[::1]"), Map.of()).redis())
                .isEqualTo(new RedisAddress("::1", 6379, false, null, "pass", 0));
        assertThat(load(Map.of("REDIS_HOST", "cache", "REDIS_PORT", "7000"), Map.of())
                        .redis())
                .isEqualTo(new RedisAddress("cache", 7000, false, null, null, 0));
        assertThat(load(Map.of("REDIS_HOST", "::1"), Map.of()).redis())
                .isEqualTo(new RedisAddress("::1", 6379, false, null, null, 0));
        assertThat(load(Map.of("REDIS_HOST", "cache", "REDIS_URL", "redis://other"), Map.of())
                        .redis())
                .isEqualTo(new RedisAddress("other", 6379, false, null, null, 0));
        assertThat(load(Map.of("REDIS_URL", "redis://user:hidden@h"), Map.of()).toString())
                .doesNotContain("hidden");
        assertThat(new RedisAddress("h", 1, false, "user", "hidden", 0).toString())
                .doesNotContain("hidden")
                .doesNotContain("user");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://u:hidden@h",
                "redis://u:hidden@",
                "redis://u:hidden@h:70000",
                "redis://u:hidden@h:x",
                "redis://u:hidden@h/one",
                "redis:hidden",
                "redis://u:hid den@h"
            })
    void anAddressOfARedisThatIsNoneIsRefusedWithoutItsPassword(String url) {
        assertThatThrownBy(() -> load(Map.of("REDIS_URL", url), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("redis.url")
                .hasMessageContaining("redis://user:password@host:6379/0")
                .hasMessageNotContaining("hid");
    }

    @Test
    void theLastOneWins() throws Exception {
        assertThat(load(Map.of(), Map.of()).port()).isEqualTo(8000);
        file("port=8001\n");
        assertThat(load(Map.of(), Map.of()).port()).isEqualTo(8001);
        assertThat(load(Map.of("GAVEURS_PORT", "8002"), Map.of()).port()).isEqualTo(8002);
        assertThat(load(Map.of("GAVEURS_PORT", "8002"), Map.of("port", "8003")).port())
                .isEqualTo(8003);
        assertThat(load(Map.of("GAVEURS_PORT", "  "), Map.of()).port())
                .as("an empty variable is none")
                .isEqualTo(8001);
    }

    @Test
    void eachSettingHasAVariableThatIsNamedAfterIt() throws SettingsException {
        Settings settings = load(
                Map.of("GAVEURS_PUBLIC_PROXIES", "10.0.0.2", "GAVEURS_LIMIT_PUBLIC", "7", "GAVEURS_CACHE_MIB", "64"),
                Map.of());

        assertThat(settings.products().proxies()).containsExactly("10.0.0.2");
        assertThat(settings.products().limitConsumerPort()).isEqualTo(7);
        assertThatThrownBy(() -> load(Map.of("GAVEURS_PUBLIC_PROXIES", "nobody knows"), Map.of()))
                .hasMessageContaining("the environment variable GAVEURS_PUBLIC_PROXIES");
    }

    @Test
    void readsTheWholeEnvironmentOfTheContract() throws SettingsException {
        Settings settings = load(
                Map.of(
                        "DATABASE_URL", "postgresql://u:p@h/d",
                        "GAVEURS_PORT", "0",
                        "GAVEURS_BIND", "127.0.0.1",
                        "GAVEURS_RATE_LIMIT_DEVICE", "0",
                        "GAVEURS_ENROLLMENT", "open"),
                Map.of());

        assertThat(settings.databaseUrl()).isEqualTo("postgresql://u:p@h/d");
        assertThat(settings.port()).isZero();
        assertThat(settings.bind()).isEqualTo("127.0.0.1");
        assertThat(settings.rateLimitDevice()).isZero();
        assertThat(settings.enrollOpen()).isTrue();
        assertThat(settings.toString()).doesNotContain("u:p").contains("external");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "port | 65536 | a whole number from 0 to 65535",
                "port | -1 | a whole number from 0 to 65535",
                "port | eighty | a whole number from 0 to 65535",
                "port | '' | a whole number from 0 to 65535",
                "bind | '' | a value",
                "enrollment | maybe | one of approve, open",
                "time.zone | Mars/Olympus | or a zone such as Europe/Paris",
                "retention.samples.days | 0 | a whole number from 1 to 36500",
                "ingest.queue | 15 | a whole number from 16 to 1000000",
                "message.limit.bytes | 1 | a whole number from 65536 to 16777216",
            })
    void aBadValueIsRefusedWithItsOriginAndWhatIsExpected(String key, String value, String expected) throws Exception {
        file(key + "=" + value + "\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("the setting " + key + " from " + folder.resolve(SettingsLoader.FILE))
                .hasMessageContaining(expected);
    }

    @Test
    void theOriginIsThatOfTheValueThatCounts() throws IOException {
        file("port=1\n");

        assertThatThrownBy(() -> load(Map.of("GAVEURS_PORT", "x"), Map.of()))
                .hasMessageContaining("the environment variable GAVEURS_PORT")
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> load(Map.of(), Map.of("port", "y"))).hasMessageContaining("the command line");
    }

    @Test
    void anUnknownKeyIsRefusedWithThoseThatExist() throws IOException {
        file("prot=8001\nport=8001\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("keys that do not exist: prot.")
                .hasMessageContaining("port")
                .hasMessageContaining(SettingsLoader.FILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bind=\\u12", "bind=\u00e9"})
    void aCorruptFileIsRefusedWithAWayOut(String text) throws IOException {
        Files.write(folder.resolve(SettingsLoader.FILE), text.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(SettingsLoader.FILE)
                .hasMessageContaining("or move it away to start with the defaults");
    }

    @Test
    void aFolderInPlaceOfTheFileIsRefused() throws IOException {
        Files.createDirectory(folder.resolve(SettingsLoader.FILE));

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("cannot be read");
    }

    /** Whoever mends one starts the console again: each further one would cost another start. */
    @Test
    void allThatIsWrongIsSaidAtOnceAndInBothLanguages() throws Exception {
        file("""
                foo=1
                time.zone=Mars/Olympus
                mail.security=maybe
                reports.keep.days=0
                kiosk.code=hidden
                log.witness.folder=stick
                public.bind=8100
                """);
        assertThatThrownBy(() -> load(Map.of("GAVEURS_PORT", "eighty"), Map.of("redis.url", "http://u:hidden@h")))
                .isInstanceOfSatisfying(SettingsException.class, wrong -> {
                    for (Locale language : List.of(Locale.UK, Locale.FRANCE)) {
                        assertThat(wrong.text(language).split("\n"))
                                .hasSize(9)
                                .noneMatch(line -> line.contains("hidden"))
                                .anyMatch(line -> line.contains("foo") && line.contains("time.zone"))
                                .anyMatch(line -> line.contains("reports.keep.days") && line.contains("36500"))
                                .anyMatch(line -> line.contains("GAVEURS_PORT") && line.contains("eighty"));
                    }
                    assertThat(wrong).hasMessage(wrong.text(Locale.ENGLISH));
                    assertThat(wrong.text(Locale.FRANCE))
                            .contains("« Mars/Olympus » ; il faut « system » ou un fuseau comme Europe/Paris")
                            .contains("variable d’environnement GAVEURS_PORT")
                            .contains("l’une de ces valeurs : none, starttls, tls")
                            .doesNotContain("the setting")
                            .doesNotContain("must be");
                });
    }

    @Test
    void bothLanguagesSayTheSameFaults() {
        Locale[] languages = {Locale.ENGLISH, Locale.FRENCH};
        List<Set<String>> codes = Arrays.stream(languages)
                .map(language -> ResourceBundle.getBundle(
                                "fr.gaveurs.console.backend.platform.settings.faults",
                                language,
                                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                        .keySet())
                .toList();
        assertThat(codes.getFirst()).isEqualTo(codes.getLast()).hasSizeGreaterThan(30);
    }

    @Test
    void aZoneByName() throws Exception {
        file("time.zone = America/Montreal\n");

        assertThat(load(Map.of(), Map.of()).timeZone()).isEqualTo(ZoneId.of("America/Montreal"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF# a comment of Notepad\r\nport=8123\r\n",
                "\uFEFFport=8123",
                "port\u00A0=\u00A08123\u00A0",
                "\u00A0port\u202F: 8123\u2007",
                "port=8123\u200B",
                "port=\\u00a08123",
                "\u00A0\nport=8123",
            })
    void whatCannotBeSeenChangesNothing(String text) throws Exception {
        file(text);
        assertThat(load(Map.of(), Map.of()).port()).isEqualTo(8123);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM"})
    void aFileInUtf16IsToBeSavedAsUtf8(String charset) throws IOException {
        Files.write(folder.resolve(SettingsLoader.FILE), "port=8123\n".getBytes(Charset.forName(charset)));
        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(SettingsLoader.FILE)
                .hasMessageContaining("UTF-16")
                .hasMessageContaining("save it as UTF-8");
    }

    @Test
    void theLineAtFaultIsNamed() throws IOException {
        file("port=8123\n# C:\\users is no fault in a comment\n\nbackup.folder=C:\\users\n");
        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("line 4")
                .hasMessageContaining("backslash");
        Files.write(
                folder.resolve(SettingsLoader.FILE), "port=1\n# \u00E9t\u00E9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("line 2");
        assertThat(folder.resolve(SettingsLoader.FILE)).exists();
    }

    @Test
    void aPortOfRedisThatKubernetesSetIsNamedWithItsVariable() throws Exception {
        assertThatThrownBy(() -> load(Map.of("REDIS_HOST", "redis", "REDIS_PORT", "tcp://10.0.0.1:6379"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("REDIS_PORT is 'tcp://10.0.0.1:6379'")
                .hasMessageContaining("enableServiceLinks");
        for (String wrong : new String[] {"65536", "-1", "6379x", "9999999999"}) {
            assertThatThrownBy(() -> load(Map.of("REDIS_HOST", "redis", "REDIS_PORT", wrong), Map.of()))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("REDIS_PORT is '" + wrong + "'");
        }
        assertThat(load(Map.of("REDIS_PORT", "tcp://10.0.0.1:6379"), Map.of()).redis())
                .as("without a host nobody asks for Redis")
                .isNull();
    }

    @Test
    void aFileThatIsNoTextIsNamed() throws IOException {
        Files.write(folder.resolve(SettingsLoader.FILE), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 'p'});

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(folder.resolve(SettingsLoader.FILE) + " is not text in UTF-8");
    }

    @Test
    void aWrongAddressOfADatabaseIsTracedToItsOriginWithoutItsPassword() throws IOException {
        file("database.url=postgresql://u:hidden@h:port/d\n");

        assertThatThrownBy(() -> load(Map.of(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("the setting database.url from " + folder.resolve(SettingsLoader.FILE))
                .hasMessageContaining("postgresql://user:password@host:port/database")
                .hasMessageNotContainingAny("hidden", "DATABASE_URL");
        assertThatThrownBy(() -> load(Map.of("DATABASE_URL", "mysql://u:hidden@h/d"), Map.of()))
                .hasMessageContaining("from the environment variable DATABASE_URL")
                .hasMessageNotContaining("hidden");
    }
}
