package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.reports.ReportReason;
import fr.gaveurs.console.api.reports.ReportReason.Code;
import fr.gaveurs.console.backend.platform.settings.MailPlan;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** What the errors of a mail server mean: whose they are, and what a person can do. */
final class MailReasons {
    private static final int FOR_GOOD = 500;
    /** TLS first, or a user. */
    private static final int WANTS_MORE = 530;
    /** An enhanced status of RFC 3463: it is not allowed, whoever it is for. */
    private static final Pattern FORBIDDEN = Pattern.compile("\\b5\\.7\\.\\d+\\b");

    private final String host;
    private final String address;
    private final int patienceSeconds;

    /** @param patienceSeconds for how long an answer is waited for */
    MailReasons(MailPlan plan, int patienceSeconds) {
        host = plan.host();
        address = plan.host() + ":" + plan.port();
        this.patienceSeconds = patienceSeconds;
    }

    /** It did not let the user in. */
    ReportReason login(MessagingException e) {
        return said(e).startsWith("4")
                ? ReportReason.of(Code.MAIL_LATER, host, said(e))
                : ReportReason.of(Code.MAIL_LOGIN, host);
    }

    /** It is there, and takes the whole mail from nobody or for nobody. */
    ReportReason refused(MessagingException e) {
        if (e instanceof SMTPSendFailedException whole) {
            if (whole.getReturnCode() == WANTS_MORE) {
                return ReportReason.of(
                        said(whole).contains("STARTTLS") ? Code.MAIL_WANTS_TLS : Code.MAIL_WANTS_LOGIN, host);
            }
            if (whole.getReturnCode() < FOR_GOOD) {
                return ReportReason.of(Code.MAIL_LATER, host, said(whole));
            }
        }
        return ReportReason.of(Code.MAIL_REFUSED, host, said(e));
    }

    /** It does not take mail for one address. */
    ReportReason recipient(SMTPAddressFailedException e) {
        String to = e.getAddress().getAddress();
        String said = said(e);
        if (e.getReturnCode() < FOR_GOOD) {
            return ReportReason.of(Code.MAIL_RECIPIENT_LATER, to, said);
        }
        return FORBIDDEN.matcher(said).find()
                ? ReportReason.of(Code.MAIL_FORBIDDEN, host, to, said)
                : ReportReason.of(Code.MAIL_RECIPIENT, to, said);
    }

    static boolean isForGood(SMTPAddressFailedException e) {
        return e.getReturnCode() >= FOR_GOOD;
    }

    /** No mail came about: the way to the server, or its first words. */
    ReportReason away(MessagingException e) {
        ReportReason known = tls(e);
        for (Throwable cause = e; known == null && cause != null; cause = cause.getCause()) {
            known = switch (cause) {
                case UnknownHostException unknown -> ReportReason.of(Code.MAIL_HOST, host);
                case SocketTimeoutException silent ->
                    ReportReason.of(Code.MAIL_SILENT, address, Integer.toString(patienceSeconds));
                case ConnectException closed -> ReportReason.of(Code.MAIL_UNREACHABLE, address);
                case NoRouteToHostException no -> ReportReason.of(Code.MAIL_UNREACHABLE, address);
                default -> null;
            };
        }
        return known == null ? ReportReason.of(Code.MAIL_AWAY, address, said(e)) : known;
    }

    /** What of TLS is wrong; null: nothing. */
    private @Nullable ReportReason tls(MessagingException e) {
        ReportReason found = null;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String said = String.valueOf(cause.getMessage());
            found = switch (cause) {
                case CertificateExpiredException old -> ReportReason.of(Code.MAIL_CERTIFICATE_TIME, host);
                case CertificateNotYetValidException early -> ReportReason.of(Code.MAIL_CERTIFICATE_TIME, host);
                case CertPathValidatorException path
                when path.getReason() == CertPathValidatorException.BasicReason.EXPIRED
                        || path.getReason() == CertPathValidatorException.BasicReason.NOT_YET_VALID ->
                    ReportReason.of(Code.MAIL_CERTIFICATE_TIME, host);
                case CertificateException other
                when said.startsWith("No ") -> ReportReason.of(Code.MAIL_CERTIFICATE_NAME, host);
                case CertificateException other -> ReportReason.of(Code.MAIL_CERTIFICATE, host);
                case SSLException none -> found == null ? ReportReason.of(Code.MAIL_NO_TLS, address) : found;
                default -> found;
            };
            if (found == null && said.startsWith("STARTTLS is required")) {
                found = ReportReason.of(Code.MAIL_NO_TLS, address);
            }
        }
        return found;
    }

    static String said(MessagingException e) {
        return String.valueOf(e.getMessage()).strip();
    }
}
