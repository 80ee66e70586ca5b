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
    ReportPlan plan(Path dataDir) throws SettingsException {
        String hall = loader.optional("reports.hall");
        if (hall != null && hall.length() > ReportPlan.MAX_HALL) {
            throw loader.wrong("reports.hall", "a name of at most " + ReportPlan.MAX_HALL + " characters");
        }
        String logo = loader.optional("reports.logo");
        if (logo != null && !logo.toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)")) {
            throw loader.wrong("reports.logo", "the path of a PNG or JPEG");
        }
        try {
            return new ReportPlan(
                    hall,
                    logo == null ? null : dataDir.resolve(logo),
                    Duration.ofDays(loader.integer("reports.keep.days", 30, 36_500)),
                    loader.integer("reports.limit.mib", 16, 1 << 20),
                    mail(dataDir));
        } catch (InvalidPathException e) {
            throw loader.wrong("reports.logo", "the path of a PNG or JPEG");
        }
    }

    private @Nullable MailPlan mail(Path dataDir) throws SettingsException {
        String host = loader.optional("mail.host");
        MailPlan.Security security =
                MailPlan.Security.valueOf(loader.choice("mail.security", Set.of("none", "starttls", "tls"))
                        .toUpperCase(Locale.ROOT));
        int port = loader.integer("mail.port", 1, 65_535);
        String from = loader.optional("mail.from");
        if (host != null && !host.matches("[A-Za-z0-9.:\\[\\]_-]+")) {
            throw loader.wrong("mail.host", "the name or address of a mail server");
        }
        if (from == null ? host != null : !from.matches("[^@\\s]+@[^@\\s]+")) {
            throw loader.wrong("mail.from", "the address that mail comes from, such as console@example.fr");
        }
        Path certificate = certificate(dataDir);
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

    private @Nullable Path certificate(Path dataDir) throws SettingsException {
        String file = loader.optional("mail.certificate");
        if (file != null && !file.toLowerCase(Locale.ROOT).matches(".*\\.(pem|crt|cer|der)")) {
            throw loader.wrong("mail.certificate", "the path of a certificate, PEM");
        }
        try {
            return file == null ? null : dataDir.resolve(file);
        } catch (InvalidPathException e) {
            throw loader.wrong("mail.certificate", "the path of a certificate, PEM");
        }
    }
}
