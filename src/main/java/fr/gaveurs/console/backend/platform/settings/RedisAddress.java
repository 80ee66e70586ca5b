package fr.gaveurs.console.backend.platform.settings;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is and how to log in.
 *
 * @param user null for Redis' default user
 * @param password null for none
 * @param database its number, 0 to 15 on most servers
 */
public record RedisAddress(
        String host,
        int port,
        boolean tls,
        @Nullable String user,
        @Nullable String password,
        int database) {
    private static final int DEFAULT_PORT = 6379;

    /** @throws IllegalArgumentException if {@code url} is none; without a message, for it holds a password */
    static RedisAddress parse(String url) {
        try {
            URI uri = new URI(url);
            boolean tls = "rediss".equals(uri.getScheme());
            String host = uri.getHost();
            String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
            if (!(tls || "redis".equals(uri.getScheme())) || host == null || uri.getPort() > 65_535) {
                throw new IllegalArgumentException();
            }
            String login = uri.getUserInfo() == null ? "" : uri.getUserInfo();
            int colon = login.indexOf(':');
            String user = colon < 0 ? login : login.substring(0, colon);
            String password = colon < 0 ? "" : login.substring(colon + 1);
            return new RedisAddress(
                    host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                    uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                    tls,
                    user.isEmpty() ? null : user,
                    password.isEmpty() ? null : password,
                    path.isEmpty() ? 0 : number(path));
        } catch (URISyntaxException | NumberFormatException e) {
            // What they say repeats the address.
            throw new IllegalArgumentException();
        }
    }

    private static int number(String text) {
        int number = Integer.parseUnsignedInt(text);
        if (number < 0) {
            throw new NumberFormatException("beyond what a number of a database can be");
        }
        return number;
    }

    /** Names the server, and never the login. */
    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + host + ":" + port + "/" + database;
    }
}
