package fr.gaveurs.console.backend.platform.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The mail server that reports go through.
 *
 * @param host its name or address
 * @param port such as 587
 * @param security how the way to it is protected
 * @param user null: it asks for none
 * @param password null: there is none
 * @param from the address that reports come from
 * @param certificate PEM file of the certificates that are trusted; null: those that Java trusts
 */
public record MailPlan(
        String host,
        int port,
        Security security,
        @Nullable String user,
        @Nullable String password,
        String from,
        @Nullable Path certificate) {
    /** How the way to the server is protected. */
    public enum Security {
        /** Not at all: for a server on this machine. */
        NONE,
        /** By TLS after the greeting, and not without it. */
        STARTTLS,
        /** By TLS from the first byte. */
        TLS
    }

    @Override
    public String toString() {
        // Without the password.
        return "MailPlan[" + host + ":" + port + ", " + security + "]";
    }
}
