package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.reports.MailAddress;
import fr.gaveurs.console.api.reports.ReportReason;
import fr.gaveurs.console.api.reports.ReportReason.Code;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.backend.platform.resilience.Breaker;
import fr.gaveurs.console.backend.platform.resilience.BreakerPolicy;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.settings.MailPlan;
import fr.gaveurs.console.backend.platform.settings.MailPlan.Security;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Sends mail over one server, through a circuit breaker of its own: a server that is away is not asked again and again.
 * What it refuses says that it is there. Never waits for long.
 */
final class Mailer {
    /** Bytes of files that a mail takes along: servers refuse larger ones, and mail makes a third more of them. */
    static final long MOST_BYTES = 12L << 20;
    /** Recipients of one mail; servers take at least a hundred. Nobody sees who else got it. */
    static final int MOST_RECIPIENTS = 50;

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int TOO_LARGE = 552;
    private static final BreakerPolicy POLICY = new BreakerPolicy(
            3, 1, Duration.ofMinutes(2), Duration.ofMinutes(2), failure -> !(failure instanceof RefusedException));

    private final MailPlan plan;
    private final MailReasons reasons;
    private final Breaker breaker;
    /** Of the last mail: while the server is not asked, that is why. */
    private volatile @Nullable ReportReason trouble;

    Mailer(MailPlan plan, Breakers breakers) {
        this.plan = plan;
        this.reasons = new MailReasons(plan, TIMEOUT_MILLIS / 1_000);
        this.breaker = breakers.make("mail", POLICY);
    }

    /** It was not sent; the message says what to mend. */
    static class MailException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient ReportReason reason;

        MailException(ReportReason reason, @Nullable Throwable cause) {
            super(reason.text(), cause);
            this.reason = reason;
        }

        ReportReason reason() {
            return reason;
        }
    }

    /** The server is there and did not take it: asking again at once would change nothing. */
    static class RefusedException extends MailException {
        private static final long serialVersionUID = 1L;

        RefusedException(ReportReason reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** The server takes no mail as large as this one. */
    static final class TooLargeException extends RefusedException {
        private static final long serialVersionUID = 1L;

        TooLargeException(ReportReason reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /**
     * A mail.
     *
     * @param id the same each time that it is sent, so that one that came twice can be told
     * @param to at most {@link #MOST_RECIPIENTS}
     */
    record Mail(String id, List<String> to, String subject, String text, List<Path> files) {}

    /**
     * Why the server does not take a mail to an address.
     *
     * @param forGood whether it never will
     */
    record Refusal(ReportReason reason, boolean forGood) {}

    /**
     * Sends it to those that the server takes.
     *
     * @return the addresses that it does not take
     * @throws MailException where nobody got it
     */
    Map<String, Refusal> send(Mail mail) throws MailException {
        return breaker.call(
                () -> {
                    try {
                        Map<String, Refusal> refused = deliver(mail);
                        trouble = null;
                        return refused;
                    } catch (MailException e) {
                        trouble = e.reason();
                        throw e;
                    }
                },
                said -> {
                    ReportReason last = trouble;
                    return new MailException(
                            last == null ? ReportReason.of(Code.MAIL_PAUSED, plan.host()) : last, null);
                });
    }

    /** What servers know; the others are refused here, by the names under which they were given. */
    private Map<String, Refusal> deliver(Mail whole) throws MailException {
        Map<String, Refusal> refused = new HashMap<>();
        Map<String, String> given = new LinkedHashMap<>();
        for (String to : whole.to()) {
            String ascii = MailAddress.ascii(to);
            if (ascii == null) {
                refused.put(to, new Refusal(ReportReason.of(Code.MAIL_ADDRESS, to), true));
            } else {
                given.put(ascii, to);
            }
        }
        if (!given.isEmpty()) {
            deliverTo(new Mail(whole.id(), List.copyOf(given.keySet()), whole.subject(), whole.text(), whole.files()))
                    .forEach((ascii, why) -> refused.put(given.getOrDefault(ascii, ascii), why));
        }
        return refused;
    }

    private static InternetAddress address(String text) throws AddressException {
        String ascii = MailAddress.ascii(text);
        return new InternetAddress(ascii == null ? text : ascii);
    }

    private Map<String, Refusal> deliverTo(Mail mail) throws MailException {
        try {
            Session session = Session.getInstance(properties());
            MimeMessage message = message(session, mail);
            Address[] recipients = new Address[mail.to().size()];
            for (int i = 0; i < recipients.length; i++) {
                recipients[i] = new InternetAddress(mail.to().get(i));
            }
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect(plan.host(), plan.port(), plan.user(), plan.password());
                transport.sendMessage(message, recipients);
            }
            return Map.of();
        } catch (AuthenticationFailedException e) {
            throw new RefusedException(reasons.login(e), e);
        } catch (SendFailedException e) {
            return refused(mail, e);
        } catch (MessagingException e) {
            throw new MailException(reasons.away(e), e);
        } catch (IOException e) {
            throw new RefusedException(ReportReason.of(Code.SOURCE, String.valueOf(e.getMessage())), e);
        }
    }

    private MimeMessage message(Session session, Mail mail) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", mail.id());
            }
        };
        message.setFrom(address(plan.from()));
        if (mail.to().size() == 1) {
            message.setRecipient(
                    Message.RecipientType.TO, new InternetAddress(mail.to().getFirst()));
        } else {
            message.setHeader("To", "undisclosed-recipients:;");
        }
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), StandardCharsets.UTF_8.name());
        parts.addBodyPart(text);
        for (Path file : mail.files()) {
            MimeBodyPart part = new MimeBodyPart();
            // Telephones show what they know the type of.
            part.attachFile(file.toFile(), mediaType(file), "base64");
            parts.addBodyPart(part);
        }
        message.setContent(parts);
        message.saveChanges();
        return message;
    }

    private static String mediaType(Path file) {
        for (ReportFormat format : ReportFormat.values()) {
            if (file.toString().endsWith("." + format.ending())) {
                return format.mediaType();
            }
        }
        return "application/octet-stream";
    }

    private Properties properties() throws MailException {
        Properties properties = new Properties();
        String timeout = String.valueOf(TIMEOUT_MILLIS);
        properties.put("mail.smtp.connectiontimeout", timeout);
        properties.put("mail.smtp.timeout", timeout);
        properties.put("mail.smtp.writetimeout", timeout);
        properties.put("mail.smtp.auth", String.valueOf(plan.user() != null));
        properties.put("mail.smtp.starttls.enable", String.valueOf(plan.security() == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", String.valueOf(plan.security() == Security.STARTTLS));
        properties.put("mail.smtp.ssl.enable", String.valueOf(plan.security() == Security.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        // One that is refused keeps it from nobody else.
        properties.put("mail.smtp.sendpartial", "true");
        if (plan.certificate() != null && plan.security() != Security.NONE) {
            try {
                properties.put("mail.smtp.ssl.socketFactory", TrustedCertificates.sockets(plan.certificate()));
                // Else it would be tried once more with whatever Java trusts, and that error be told.
                properties.put("mail.smtp.socketFactory.fallback", "false");
            } catch (IOException | GeneralSecurityException e) {
                throw new MailException(
                        ReportReason.of(
                                Code.MAIL_CERTIFICATE_FILE,
                                plan.certificate().toString(),
                                String.valueOf(e.getMessage())),
                        e);
            }
        }
        return properties;
    }

    /** Who did not get it; nobody did where the whole mail was refused. */
    private Map<String, Refusal> refused(Mail mail, SendFailedException failure) throws RefusedException {
        Map<String, Refusal> refusals = new HashMap<>();
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof SMTPAddressFailedException address) {
                refusals.put(
                        address.getAddress().getAddress(),
                        new Refusal(reasons.recipient(address), MailReasons.isForGood(address)));
            } else if (cause instanceof SMTPSendFailedException whole && whole.getReturnCode() >= 400) {
                ReportReason reason = reasons.refused(whole);
                throw whole.getReturnCode() == TOO_LARGE
                        ? new TooLargeException(reason, failure)
                        : new RefusedException(reason, failure);
            }
            cause = cause instanceof MessagingException chained ? chained.getNextException() : cause.getCause();
        }
        boolean anybody = failure.getValidSentAddresses() != null && failure.getValidSentAddresses().length > 0;
        if (refusals.isEmpty() || (!anybody && refusals.size() < mail.to().size())) {
            throw new RefusedException(reasons.refused(failure), failure);
        }
        return refusals;
    }
}
