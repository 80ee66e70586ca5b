package fr.gaveurs.console.api.reports;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.ShortText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a report was not made, not delivered, or lacks something: programs go by the code, windows say it in their language.
 *
 * @param details what it is about, such as a folder or what a mail server said; as many as the code's text has places
 */
public record ReportReason(Code code, List<String> details) {
    /** Characters of one detail: what servers say may be long. */
    private static final int MOST = 300;

    public ReportReason {
        details = details.stream().map(ReportReason::cut).toList();
    }

    public static ReportReason of(Code code, String... details) {
        return new ReportReason(code, List.of(details));
    }

    /** As an English sentence. */
    public String text() {
        String text = code.text;
        for (int i = 0; i < details.size(); i++) {
            text = text.replace("{" + i + "}", details.get(i));
        }
        return text;
    }

    private static String cut(@Nullable String text) {
        return ShortText.elided(String.valueOf(text).strip(), MOST);
    }

    /** What went wrong. */
    public enum Code implements Keyed {
        ENDED("it was begun {0} times, and each time the console ended meanwhile"),
        NO_STATION("no station stands at {0}"),
        LITTLE_SPACE("the disk has {0} MiB free, and reports leave {1} MiB of it: free some space"),
        DISK_FULL("its file cannot be written: the disk is full (No space left on device)"),
        FILE("its file cannot be written: {0}"),
        DATABASE("the database refused what it is made of: {0}"),
        PROGRAM("an error of the program: {0}"),
        MEMORY("it needs more memory than there is"),
        SOURCE("a file of the report cannot be read: {0}"),
        FILE_CHANGED("its file {0} was changed on the disk since it was made: make the report again"),
        FILE_MISSING("its file {0} was deleted from the disk: make the report again"),
        FOLDER_AWAY("the folder {0} is not there: make it, or see whether the network drive is away"),
        FOLDER_IS_FILE("{0} is a file and no folder"),
        FOLDER_DENIED("the folder {0} does not take it: this user may not write there"),
        FOLDER_FULL("the folder {0} does not take it: the disk is full"),
        FOLDER_HANGS("the folder {0} did not answer for {1} s: the network drive hangs"),
        FOLDER("the folder {0} does not take it: {1}"),
        NO_MAIL_SERVER("no mail server is set (mail.host in settings.properties)"),
        MAIL_LOGIN("the mail server {0} refuses the user or the password: mend mail.user and mail.password in"
                + " settings.properties, and start the console again"),
        MAIL_WANTS_LOGIN("the mail server {0} takes mail only with a user and a password: give mail.user and"
                + " mail.password in settings.properties, and start the console again"),
        MAIL_WANTS_TLS(
                "the mail server {0} takes mail over TLS alone: write mail.security = starttls in settings.properties,"
                        + " and start the console again"),
        MAIL_LATER("the mail server {0} takes nothing at the moment, and is asked again; it said: {1}"),
        MAIL_CERTIFICATE("the mail server {0} shows no certificate that is trusted here: name the file of the authority"
                + " that signed it in settings.properties (mail.certificate), and start the console again"),
        MAIL_CERTIFICATE_NAME(
                "the certificate of the mail server is not one of {0}: write the name that stands in it as"
                        + " mail.host in settings.properties, and start the console again"),
        MAIL_CERTIFICATE_TIME("the certificate of the mail server {0} is not valid today: it has to be renewed there,"
                + " unless the date of this PC is wrong"),
        MAIL_NO_TLS("the mail server {0} does not speak TLS as it is set here: see whether mail.port and mail.security"
                + " (starttls, tls or none) in settings.properties are what it wants"),
        MAIL_CERTIFICATE_FILE("the certificate {0} (mail.certificate) cannot be used: {1}"),
        MAIL_RECIPIENT("the mail server refuses the recipient {0}: see whether the address is right; it said: {1}"),
        MAIL_RECIPIENT_LATER("the mail server takes nothing for {0} at the moment, and is asked again; it said: {1}"),
        MAIL_FORBIDDEN("the mail server {0} takes no mail from this console for {1}: it may want a user and a password"
                + " (mail.user, mail.password), or has to be told of this PC; it said: {2}"),
        MAIL_ADDRESS(
                "{0} is no address that mail servers know: plain letters, figures and signs (ASCII) before the @, a domain behind it"),
        MAIL_REFUSED("the mail server {0} refuses the mail: show whoever looks after it what it said: {1}"),
        MAIL_HOST("no mail server {0} is known: see whether mail.host in settings.properties is written right, and"
                + " whether this PC has a network"),
        MAIL_UNREACHABLE(
                "nothing answers at the mail server {0}: see whether it runs, and whether mail.host and mail.port"
                        + " in settings.properties are right"),
        MAIL_SILENT("the mail server {0} did not answer for {1} s: see whether mail.port and mail.security in"
                + " settings.properties are what it wants, and whether a firewall is in between"),
        MAIL_AWAY("the mail server {0} does not take mail: see whether mail.port and mail.security in"
                + " settings.properties are what it wants; it said: {1}"),
        MAIL_PAUSED("the mail server failed again and again, and is asked again in a while"),
        OUTBOX_FULL("as many mails wait as may wait ({0})"),
        SCHEDULE_DELETED("its schedule was deleted before it was delivered: send it by hand if it is still wanted"),
        LOGO_MISSING("the file {0} (reports.logo) does not exist"),
        LOGO_LARGE("the file {0} (reports.logo) has more than {1} MiB"),
        LOGO_UNREADABLE("the file {0} (reports.logo) cannot be read: {1}"),
        LOGO_NO_PICTURE("the file {0} (reports.logo) is no picture: a PNG or JPEG is needed"),
        LOGO_KIND("the file {0} (reports.logo) is a picture of another kind ({1}): a PNG or JPEG is needed"),
        LOGO_PIXELS("the file {0} (reports.logo) has {1} pixels: at most {2} of each side are taken"),
        LOGO_DAMAGED("the file {0} (reports.logo) is damaged, or a JPEG of print colours: save it anew as PNG");

        private final String text;

        Code(String text) {
            this.text = text;
        }
    }
}
