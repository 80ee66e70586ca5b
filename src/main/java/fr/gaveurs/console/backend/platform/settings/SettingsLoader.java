package fr.gaveurs.console.backend.platform.settings;

import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts settings together: the built-in defaults, then {@code settings.properties} in the data folder, then the
 * environment, then the command line; the last one wins. All that is wrong is found before any of it is told.
 */
public final class SettingsLoader {
    /** The user's own file, in the data folder; it need not exist. */
    public static final String FILE = "settings.properties";

    /** Variables that are not named after their key. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "DATABASE_URL", "database.url",
            "GAVEURS_RATE_LIMIT_DEVICE", "limit.device",
            "GAVEURS_RATE_LIMIT_REST", "limit.rest",
            "REDIS_URL", "redis.url");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, SettingFault> origins = new LinkedHashMap<>();
    private final List<SettingFault> faults = new ArrayList<>();
    /** Told last: all keys that there are make it long. */
    private final List<SettingFault> unknown = new ArrayList<>();

    private SettingsLoader() {}

    /**
     * Loads the settings.
     *
     * @param environment the process's environment
     * @param commandLine values by key (the keys of the file), from the command line
     * @throws SettingsException naming each key that is wrong, its origin and what is expected
     */
    public static Settings load(Path dataDir, Map<String, String> environment, Map<String, String> commandLine)
            throws SettingsException {
        SettingsLoader loader = new SettingsLoader();
        loader.addDefaults();
        loader.addFile(dataDir.resolve(FILE));
        loader.addEnvironment(environment);
        loader.addRedisHost(environment);
        commandLine.forEach((key, value) -> loader.put(key, value, SettingFault.of("from.command")));
        Settings settings = loader.build(dataDir);
        loader.faults.addAll(loader.unknown);
        if (!loader.faults.isEmpty()) {
            throw new SettingsException(loader.faults);
        }
        return settings;
    }

    private void addEnvironment(Map<String, String> environment) {
        for (String key : List.copyOf(values.keySet())) {
            addVariable(environment, variable(key), key);
        }
        ENVIRONMENT.forEach((variable, key) -> addVariable(environment, variable, key));
    }

    /** What a setting is called in the environment: {@code public.proxies} is {@code GAVEURS_PUBLIC_PROXIES}. */
    private static String variable(String key) {
        return "GAVEURS_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private void addVariable(Map<String, String> environment, String variable, String key) {
        String value = environment.get(variable);
        if (value != null && !value.isBlank()) {
            put(key, value, SettingFault.of("from.variable", variable));
        }
    }

    /** REDIS_HOST and REDIS_PORT, which REDIS_URL goes over. */
    private void addRedisHost(Map<String, String> environment) {
        String host = environment.getOrDefault("REDIS_HOST", "").strip();
        if (!host.isEmpty() && environment.getOrDefault("REDIS_URL", "").isBlank()) {
            String port = environment.getOrDefault("REDIS_PORT", "").strip();
            if (!isRedisPort(port)) {
                faults.add(SettingFault.of(port.contains("://") ? "redis.port.kubernetes" : "redis.port", port));
                return;
            }
            put(
                    "redis.url",
                    "redis://" + (host.contains(":") ? "[" + host + "]" : host) + (port.isEmpty() ? "" : ":" + port),
                    SettingFault.of("from.redis"));
        }
    }

    private static boolean isRedisPort(String port) {
        return port.isEmpty() || (port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= 65_535);
    }

    private void put(String key, String value, SettingFault origin) {
        values.put(key, value.strip());
        origins.put(key, origin);
    }

    /** Every setting with a comment and its default: what a user's own file may hold. */
    public static String manual() throws SettingsException {
        try (InputStream in = SettingsLoader.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new SettingsException(SettingsException.Fault.SETTING, SettingFault.of("defaults.missing"));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SettingsException(SettingsException.Fault.SETTING, SettingFault.of("defaults.unread"), e);
        }
    }

    private void addDefaults() throws SettingsException {
        SettingsFile.parse(manual()).forEach((k, v) -> put(k, v, SettingFault.of("from.defaults")));
    }

    private void addFile(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        Map<String, String> read;
        try {
            read = SettingsFile.read(file);
        } catch (IOException e) {
            faults.add(SettingFault.of("file.unread", file, FileErrors.reason(e)));
            return;
        } catch (SettingsException e) {
            faults.addAll(e.faults());
            return;
        }
        Set<String> others = new TreeSet<>(read.keySet());
        others.removeAll(values.keySet());
        if (!others.isEmpty()) {
            unknown.add(
                    SettingFault.of("unknown", file, String.join(", ", others), String.join(", ", values.keySet())));
            read.keySet().removeAll(others);
        }
        read.forEach((key, value) -> put(key, value, SettingFault.of("from.file", file)));
    }

    /** Of what is wrong something else is taken, and told. */
    private Settings build(Path dataDir) {
        return new Settings(
                dataDir,
                integer("port", 0, 65_535),
                text("bind"),
                databaseUrl(),
                integer("limit.device", 0, 1_000_000),
                integer("limit.rest", 0, 10_000_000),
                "open".equals(choice("enrollment", Set.of("approve", "open"))),
                zone(),
                Duration.ofDays(integer("retention.histograms.days", 1, 36_500)),
                Duration.ofDays(integer("retention.samples.days", 1, 36_500)),
                integer("ingest.queue", 16, 1_000_000),
                integer("ingest.batch", 1, 5_000),
                integer("spool.limit.mib", 8, 1 << 20),
                integer("spool.reserve.mib", 0, 1 << 20),
                integer("stations.max", 1, 100_000),
                integer("message.limit.bytes", 65_536, 16 << 20),
                Duration.ofSeconds(integer("socket.idle.seconds", 10, 86_400)),
                Duration.ofSeconds(integer("shutdown.limit.seconds", 1, 600)),
                kioskCode(),
                "true".equals(choice("cache.enabled", Set.of("true", "false"))),
                integer("cache.mib", 1, 4_096),
                backups(),
                redis(),
                "true".equals(choice("relay.enabled", Set.of("true", "false"))),
                "true".equals(choice("mdns.enabled", Set.of("true", "false"))),
                new ProductPlanSettings(this).plan(),
                new LogSettings(this).plan(),
                new ReportSettings(this).plan(dataDir),
                new FirmwareSettings(
                        "true".equals(choice("firmware.unsigned", Set.of("true", "false"))),
                        integer("firmware.download.kib", 16, 1 << 20)));
    }

    @Nullable
    String optional(String key) {
        String value = values.get(key);
        return value == null || value.isBlank() ? null : value;
    }

    private @Nullable String databaseUrl() {
        String url = optional("database.url");
        if (url != null) {
            try {
                ConnectionInfo.parse(url);
            } catch (StoreException e) {
                faults.add(SettingFault.of("database", origin("database.url"), String.valueOf(e.getMessage())));
            }
        }
        return url;
    }

    private String text(String key) {
        String value = optional(key);
        if (value == null) {
            wrong(key, "value");
            return "";
        }
        return value;
    }

    String choice(String key, Set<String> allowed) {
        String value = optional(key);
        TreeSet<String> all = new TreeSet<>(allowed);
        if (value == null || !all.contains(value)) {
            wrong(key, "choice", String.join(", ", all));
            return all.getFirst();
        }
        return value;
    }

    int integer(String key, int min, int max) {
        String text = optional(key);
        try {
            int value = text == null ? min - 1 : Integer.parseInt(text);
            if (text != null && value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        wrong(key, "integer", min, max);
        return min;
    }

    private ZoneId zone() {
        String value = Objects.requireNonNullElse(optional("time.zone"), "");
        try {
            return "system".equals(value) ? ZoneId.systemDefault() : ZoneId.of(value);
        } catch (DateTimeException e) {
            wrong("time.zone", "zone");
            return ZoneOffset.UTC;
        }
    }

    private @Nullable String kioskCode() {
        String code = optional("kiosk.code");
        if (code != null && !code.matches("[0-9]{4,12}")) {
            wrongSecret("kiosk.code", "code");
        }
        return code;
    }

    private BackupPlan backups() {
        String daily = choice("backup.daily", Set.of("auto", "true", "false"));
        // Who has a server of their own saves it with the rest of what is on it.
        boolean on = daily.equals("auto") ? optional("database.url") == null : daily.equals("true");
        return new BackupPlan(on, backupTime(), integer("backup.keep", 1, 1_000));
    }

    private LocalTime backupTime() {
        try {
            return LocalTime.parse(Objects.requireNonNullElse(optional("backup.time"), ""));
        } catch (DateTimeException e) {
            wrong("backup.time", "time");
            return LocalTime.MIDNIGHT;
        }
    }

    private @Nullable RedisAddress redis() {
        String url = optional("redis.url");
        try {
            return url == null ? null : RedisAddress.parse(url);
        } catch (IllegalArgumentException e) {
            wrongSecret("redis.url", "redis");
            return null;
        }
    }

    /** As {@link #wrong}, without what it is: it is a secret, or whoever stands in front of the screen reads this. */
    void wrongSecret(String key, String expected, Object... details) {
        faults.add(SettingFault.of("secret", key, origin(key), SettingFault.of(expected, details)));
    }

    /**
     * A setting is not what it must be: whoever reads it goes on with something else, to find what else is wrong.
     *
     * @param expected code of what it must be
     * @param details what stands in that
     */
    void wrong(String key, String expected, Object... details) {
        String value = Objects.requireNonNullElse(values.get(key), "");
        faults.add(SettingFault.of("wrong", key, origin(key), value, SettingFault.of(expected, details)));
    }

    private SettingFault origin(String key) {
        return origins.getOrDefault(key, SettingFault.of("from.defaults"));
    }
}
