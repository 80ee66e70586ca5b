package fr.gaveurs.console.backend.platform.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the settings about reports and mail say. */
final class ReportSettings {
    private final SettingsLoader loader;

    ReportSettings(SettingsLoader loader) {
        this.loader = loader;
    }

    /** @param dataDir beside whose settings a logo may lie */
    ReportPlan plan(Path dataDir) {
        String hall = loader.optional("reports.hall");
        if (hall != null && hall.length() > ReportPlan.MAX_HALL) {
            loader.wrong("reports.hall", "hall", ReportPlan.MAX_HALL);
        }
        String logo = loader.optional("reports.logo");
        return new ReportPlan(
                hall,
                logo == null ? null : file(dataDir, "reports.logo", logo, ".*\\.(png|jpe?g)", "logo"),
                Duration.ofDays(loader.integer("reports.keep.days", 30, 36_500)),
                loader.integer("reports.limit.mib", 16, 1 << 20),
                mail(dataDir));
    }

    private @Nullable Path file(Path dataDir, String key, String name, String shape, String expected) {
        try {
            if (name.toLowerCase(Locale.ROOT).matches(shape)) {
                return dataDir.resolve(name);
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        loader.wrong(key, expected);
        return null;
    }

    private @Nullable MailPlan mail(Path dataDir) {
        String host = loader.optional("mail.host");
        MailPlan.Security security =
                MailPlan.Security.valueOf(loader.choice("mail.security", Set.of("none", "starttls", "tls"))
                        .toUpperCase(Locale.ROOT));
        int port = loader.integer("mail.port", 1, 65_535);
        String from = loader.optional("mail.from");
        if (host != null && !host.matches("[A-Za-z0-9.:\\[\\]_-]+")) {
            loader.wrong("mail.host", "mail.host");
        }
        if (from == null ? host != null : !from.matches("[^@\\s]+@[^@\\s]+")) {
            loader.wrong("mail.from", "mail.from");
        }
        String file = loader.optional("mail.certificate");
        Path certificate =
                file == null ? null : file(dataDir, "mail.certificate", file, ".*\\.(pem|crt|cer|der)", "certificate");
        return host == null || from == null
                ? null
                : new MailPlan(
                        host,
                        port,
                        security,
                        loader.optional("mail.user"),
                        loader.optional("mail.password"),
                        from,
                        certificate);
    }
}
