package fr.gaveurs.console.backend.platform.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads what the settings say about the log. */
final class LogSettings {
    private final SettingsLoader loader;

    LogSettings(SettingsLoader loader) {
        this.loader = loader;
    }

    LogPlan plan() {
        String folder = loader.optional("log.witness.folder");
        String url = loader.optional("log.witness.url");
        return new LogPlan(
                folder == null ? null : wholePath(folder),
                url == null ? null : consoleAddress(url),
                witnessToken(),
                loader.integer("log.check.percent", 0, 100),
                Duration.ofMinutes(loader.integer("log.check.pause.minutes", 1, 10_080)));
    }

    private @Nullable Path wholePath(String folder) {
        try {
            Path path = Path.of(folder);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        loader.wrong("log.witness.folder", "folder");
        return null;
    }

    private @Nullable String witnessToken() {
        String token = loader.optional("log.witness.token");
        if (token != null && !token.matches("gvc_[A-Za-z0-9_-]{43}")) {
            loader.wrongSecret("log.witness.token", "token");
        }
        return token;
    }

    private @Nullable URI consoleAddress(String url) {
        try {
            URI address = new URI(url);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (http && address.getHost() != null && address.getRawUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        loader.wrong("log.witness.url", "console");
        return null;
    }
}
