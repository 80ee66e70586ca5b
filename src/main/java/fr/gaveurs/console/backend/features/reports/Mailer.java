package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.backend.platform.resilience.Breaker;
import fr.gaveurs.console.backend.platform.resilience.BreakerPolicy;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.settings.MailPlan;
import fr.gaveurs.console.backend.platform.settings.MailPlan.Security;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/**
 * Sends mail over one server, through a circuit breaker of its own: a server that is away is not asked again and again.
 * What it refuses says that it is there. Never waits for long.
 */
final class Mailer {
    /** Bytes of files that a mail takes along: servers refuse larger ones, and mail makes a third more of them. */
    static final long MOST_BYTES = 12L << 20;

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final BreakerPolicy POLICY = new BreakerPolicy(
            3, 1, Duration.ofMinutes(2), Duration.ofMinutes(2), failure -> !(failure instanceof RefusedException));

    private final MailPlan plan;
    private final Breaker breaker;

    Mailer(MailPlan plan, Breakers breakers) {
        this.plan = plan;
        this.breaker = breakers.make("mail", POLICY);
    }

    /** It was not sent; the message says what to mend. */
    static class MailException extends Exception {
        private static final long serialVersionUID = 1L;

        MailException(String message, Throwable cause) {
            super(message, cause);
        }

        MailException(String message) {
            super(message);
        }
    }

    /** The server is there and did not take it: asking again at once would change nothing. */
    static final class RefusedException extends MailException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * A mail.
     *
     * @param id the same each time that it is sent, so that one that came twice can be told
     */
    record Mail(String id, String to, String subject, String text, List<Path> files) {}

    void send(Mail mail) throws MailException {
        breaker.call(
                () -> {
                    deliver(mail);
                    return mail;
                },
                MailException::new);
    }

    private void deliver(Mail mail) throws MailException {
        try {
            Session session = Session.getInstance(properties());
            MimeMessage message = new MimeMessage(session) {
                @Override
                protected void updateMessageID() throws MessagingException {
                    setHeader("Message-ID", mail.id());
                }
            };
            message.setFrom(new InternetAddress(plan.from()));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to()));
            message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
            message.setHeader("Auto-Submitted", "auto-generated");
            MimeMultipart parts = new MimeMultipart();
            MimeBodyPart text = new MimeBodyPart();
            text.setText(mail.text(), StandardCharsets.UTF_8.name());
            parts.addBodyPart(text);
            for (Path file : mail.files()) {
                MimeBodyPart part = new MimeBodyPart();
                part.attachFile(file.toFile());
                parts.addBodyPart(part);
            }
            message.setContent(parts);
            message.saveChanges();
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect(plan.host(), plan.port(), plan.user(), plan.password());
                transport.sendMessage(message, message.getAllRecipients());
            }
        } catch (AuthenticationFailedException e) {
            throw new RefusedException(
                    "the mail server " + plan.host() + " refuses the user or the password (mail.user, mail.password)",
                    e);
        } catch (SendFailedException e) {
            throw new RefusedException(refusal(mail.to(), e), e);
        } catch (MessagingException e) {
            throw new MailException(reason(e), e);
        } catch (IOException e) {
            throw new RefusedException("a file of the report cannot be read: " + e.getMessage(), e);
        }
    }

    private Properties properties() {
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
        return properties;
    }

    private static String refusal(String to, SendFailedException e) {
        Throwable cause = e;
        while (cause != null) {
            if (cause instanceof SMTPAddressFailedException address) {
                return "the mail server refuses the recipient " + to + ": "
                        + String.valueOf(address.getMessage()).strip();
            }
            cause = cause instanceof MessagingException chained ? chained.getNextException() : cause.getCause();
        }
        return "the mail server refuses a mail to " + to + ": "
                + String.valueOf(e.getMessage()).strip();
    }

    private String reason(MessagingException e) {
        Throwable cause = e;
        while (cause != null) {
            if (cause instanceof SSLException) {
                return "the mail server " + plan.host()
                        + " shows no certificate that is trusted here, or speaks no TLS: " + cause.getMessage();
            }
            cause = cause.getCause();
        }
        return "the mail server " + plan.host() + ":" + plan.port() + " does not take mail: "
                + String.valueOf(e.getMessage()).strip();
    }
}
