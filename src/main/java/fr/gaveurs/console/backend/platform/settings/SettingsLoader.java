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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts settings together: the built-in defaults, then {@code settings.properties} in the data folder, then the
 * environment, then the command line; the last one wins.
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
    private final Map<String, String> origins = new LinkedHashMap<>();

    private SettingsLoader() {}

    /**
     * Loads the settings.
     *
     * @param environment the process's environment
     * @param commandLine values by key (the keys of the file), from the command line
     * @throws SettingsException naming the key, its origin and what is expected
     */
    public static Settings load(Path dataDir, Map<String, String> environment, Map<String, String> commandLine)
            throws SettingsException {
        SettingsLoader loader = new SettingsLoader();
        loader.addDefaults();
        loader.addFile(dataDir.resolve(FILE));
        loader.addEnvironment(environment);
        loader.addRedisHost(environment);
        commandLine.forEach((key, value) -> loader.put(key, value, "the command line"));
        return loader.build(dataDir);
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
            put(key, value, "the environment variable " + variable);
        }
    }

    /** REDIS_HOST and REDIS_PORT, which REDIS_URL goes over. */
    private void addRedisHost(Map<String, String> environment) throws SettingsException {
        String host = environment.getOrDefault("REDIS_HOST", "").strip();
        if (!host.isEmpty() && environment.getOrDefault("REDIS_URL", "").isBlank()) {
            String port = environment.getOrDefault("REDIS_PORT", "").strip();
            checkRedisPort(port);
            put(
                    "redis.url",
                    "redis://" + (host.contains(":") ? "[" + host + "]" : host) + (port.isEmpty() ? "" : ":" + port),
                    "the environment variables REDIS_HOST and REDIS_PORT");
        }
    }

    private static void checkRedisPort(String port) throws SettingsException {
        if (port.isEmpty() || (port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= 65_535)) {
            return;
        }
        throw new SettingsException(
                SettingsException.Fault.SETTING,
                "the environment variable REDIS_PORT is '" + port + "' but must be a port such as 6379"
                        + (port.contains("://")
                                ? ": Kubernetes sets it for a service that is called redis; set enableServiceLinks:"
                                        + " false in the pod, or REDIS_URL"
                                : ""));
    }

    private void put(String key, String value, String origin) {
        values.put(key, value.strip());
        origins.put(key, origin);
    }

    /** Every setting with a comment and its default: what a user's own file may hold. */
    public static String manual() throws SettingsException {
        try (InputStream in = SettingsLoader.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new SettingsException(
                        SettingsException.Fault.SETTING, "the program's defaults are missing: install it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SettingsException(
                    SettingsException.Fault.SETTING, "the program's defaults cannot be read: install it again", e);
        }
    }

    private void addDefaults() throws SettingsException {
        SettingsFile.parse(manual()).forEach((k, v) -> put(k, v, "the defaults"));
    }

    private void addFile(Path file) throws SettingsException {
        if (!Files.exists(file)) {
            return;
        }
        Map<String, String> read;
        try {
            read = SettingsFile.read(file);
        } catch (IOException e) {
            throw new SettingsException(
                    SettingsException.Fault.SETTING,
                    file + " cannot be read (" + FileErrors.reason(e)
                            + "): mend it, or move it away to start with the defaults",
                    e);
        }
        Set<String> unknown = new TreeSet<>(read.keySet());
        unknown.removeAll(values.keySet());
        if (!unknown.isEmpty()) {
            throw new SettingsException(
                    SettingsException.Fault.SETTING,
                    file + " has keys that do not exist: " + String.join(", ", unknown) + ". Known are: "
                            + String.join(", ", values.keySet()));
        }
        read.forEach((key, value) -> put(key, value, file.toString()));
    }

    private Settings build(Path dataDir) throws SettingsException {
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

    private @Nullable String databaseUrl() throws SettingsException {
        String url = optional("database.url");
        if (url != null) {
            try {
                ConnectionInfo.parse(url);
            } catch (StoreException e) {
                throw new SettingsException(
                        SettingsException.Fault.SETTING,
                        "the setting database.url from " + origins.get("database.url") + " cannot be used: "
                                + e.getMessage(),
                        e);
            }
        }
        return url;
    }

    private String text(String key) throws SettingsException {
        String value = optional(key);
        if (value == null) {
            throw wrong(key, "a value");
        }
        return value;
    }

    String choice(String key, Set<String> allowed) throws SettingsException {
        String value = text(key);
        if (!allowed.contains(value)) {
            throw wrong(key, "one of " + String.join(", ", new TreeSet<>(allowed)));
        }
        return value;
    }

    int integer(String key, int min, int max) throws SettingsException {
        String expected = "a whole number from " + min + " to " + max;
        String text = optional(key);
        try {
            if (text == null) {
                throw wrong(key, expected);
            }
            int value = Integer.parseInt(text);
            if (value < min || value > max) {
                throw wrong(key, expected);
            }
            return value;
        } catch (NumberFormatException e) {
            throw wrong(key, expected);
        }
    }

    private ZoneId zone() throws SettingsException {
        String value = text("time.zone");
        try {
            return "system".equals(value) ? ZoneId.systemDefault() : ZoneId.of(value);
        } catch (DateTimeException e) {
            throw wrong("time.zone", "'system' or a zone such as Europe/Paris");
        }
    }

    private @Nullable String kioskCode() throws SettingsException {
        String code = optional("kiosk.code");
        if (code != null && !code.matches("[0-9]{4,12}")) {
            throw wrongSecret("kiosk.code", "have 4 to 12 figures");
        }
        return code;
    }

    private BackupPlan backups() throws SettingsException {
        String daily = choice("backup.daily", Set.of("auto", "true", "false"));
        // Who has a server of their own saves it with the rest of what is on it.
        boolean on = daily.equals("auto") ? optional("database.url") == null : daily.equals("true");
        try {
            return new BackupPlan(on, LocalTime.parse(text("backup.time")), integer("backup.keep", 1, 1_000));
        } catch (DateTimeException e) {
            throw wrong("backup.time", "a time of day such as 02:30");
        }
    }

    private @Nullable RedisAddress redis() throws SettingsException {
        String url = optional("redis.url");
        try {
            return url == null ? null : RedisAddress.parse(url);
        } catch (IllegalArgumentException e) {
            throw wrongSecret("redis.url", "be " + RedisAddress.SHAPE);
        }
    }

    /** As {@link #wrong}, without what it is: it is a secret, or whoever stands in front of the screen reads this. */
    SettingsException wrongSecret(String key, String expected) {
        return new SettingsException(
                SettingsException.Fault.SETTING,
                "the setting " + key + " from " + origins.get(key) + " must " + expected);
    }

    SettingsException wrong(String key, String expected) {
        return new SettingsException(
                SettingsException.Fault.SETTING,
                "the setting " + key + " from " + origins.get(key) + " is '" + values.get(key) + "' but must be "
                        + expected);
    }
}
