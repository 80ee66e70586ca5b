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

    LogPlan plan() throws SettingsException {
        String folder = loader.optional("log.witness.folder");
        String url = loader.optional("log.witness.url");
        try {
            Path path = folder == null ? null : Path.of(folder);
            if (path != null && !path.isAbsolute()) {
                throw loader.wrong("log.witness.folder", "a whole path, such as /media/usb/witness");
            }
            return new LogPlan(
                    path,
                    url == null ? null : consoleAddress(url),
                    witnessToken(),
                    loader.integer("log.check.percent", 0, 100),
                    Duration.ofMinutes(loader.integer("log.check.pause.minutes", 1, 10_080)));
        } catch (InvalidPathException e) {
            throw loader.wrong("log.witness.folder", "a whole path, such as /media/usb/witness");
        }
    }

    private @Nullable String witnessToken() throws SettingsException {
        String token = loader.optional("log.witness.token");
        if (token != null && !token.matches("gvc_[A-Za-z0-9_-]{43}")) {
            throw loader.wrongSecret("log.witness.token", "be a token as gaveurs-console token create prints it");
        }
        return token;
    }

    private URI consoleAddress(String url) throws SettingsException {
        try {
            URI address = new URI(url);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (http && address.getHost() != null && address.getRawUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw loader.wrong("log.witness.url", "the address of another console, such as http://192.168.1.21:8000");
    }
}
