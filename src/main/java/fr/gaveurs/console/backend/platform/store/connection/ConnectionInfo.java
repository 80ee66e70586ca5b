package fr.gaveurs.console.backend.platform.store.connection;

import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Where a PostgreSQL is and how to log in.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port 1–65535
 * @param parameters what the URL's query asked for, under the JDBC driver's names, e.g. {@code sslmode=require}
 */
public record ConnectionInfo(
        String host, int port, String database, String user, String password, Map<String, String> parameters) {
    private static final int DEFAULT_PORT = 5432;
    private static final String SHAPE =
            "It must look like postgresql://user:password@host:port/database (special characters percent-encoded,"
                    + " e.g. @ as %40)";

    /** libpq's names, which URLs are written with, where pgjdbc calls the same thing otherwise. */
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "connect_timeout", "connectTimeout",
            "application_name", "ApplicationName",
            "target_session_attrs", "targetServerType",
            "keepalives", "tcpKeepAlive",
            "gssencmode", "gssEncMode",
            "channel_binding", "channelBinding");

    public ConnectionInfo {
        if (host.isBlank()) {
            throw new StoreException("The database's host is missing. " + SHAPE);
        }
        if (port < 1 || port > 65_535) {
            throw new StoreException("The database's port " + port + " isn't in 1–65535. " + SHAPE);
        }
        parameters = Map.copyOf(parameters);
    }

    public ConnectionInfo(String host, int port, String database, String user, String password) {
        this(host, port, database, user, password, Map.of());
    }

    /**
     * Reads {@code postgresql://user:password@host:port/database?parameter=value}. Port 5432 and the database named
     * like the user are the defaults, as with libpq.
     *
     * @throws StoreException if it isn't such a URL; the message never repeats the URL, since it holds a password
     */
    public static ConnectionInfo parse(String url) {
        String text = url.strip();
        int scheme = text.indexOf("://");
        String name = scheme < 0 ? "" : text.substring(0, scheme).toLowerCase(Locale.ROOT);
        if (!name.equals("postgresql") && !name.equals("postgres")) {
            throw new StoreException("The database's URL doesn't start with postgresql://. " + SHAPE);
        }
        String rest = text.substring(scheme + 3);
        int query = rest.indexOf('?');
        Map<String, String> parameters = query < 0 ? Map.of() : parseQuery(rest.substring(query + 1));
        if (query >= 0) {
            rest = rest.substring(0, query);
        }
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String database = slash < 0 ? "" : decode(rest.substring(slash + 1));
        if (database.contains("/")) {
            throw new StoreException("The database's name holds a slash. " + SHAPE);
        }
        int at = authority.lastIndexOf('@');
        String login = at < 0 ? "" : authority.substring(0, at);
        int colon = login.indexOf(':');
        String user = decode(colon < 0 ? login : login.substring(0, colon));
        String password = colon < 0 ? "" : decode(login.substring(colon + 1));
        return withLogin(authority.substring(at + 1), database, user, password, parameters);
    }

    private static ConnectionInfo withLogin(
            String hostAndPort, String database, String user, String password, Map<String, String> parameters) {
        Map<String, String> others = new LinkedHashMap<>(parameters);
        String queryUser = others.remove("user");
        String queryPassword = others.remove("password");
        String finalUser = user.isEmpty() && queryUser != null ? queryUser : user;
        String finalPassword = password.isEmpty() && queryPassword != null ? queryPassword : password;
        if (finalUser.isEmpty()) {
            throw new StoreException("The database's URL names no user. " + SHAPE);
        }
        boolean bracketed = hostAndPort.startsWith("[");
        int end = bracketed ? hostAndPort.indexOf(']') : hostAndPort.indexOf(':');
        if (bracketed && end < 0) {
            throw new StoreException("The database's IPv6 address lacks its closing bracket. " + SHAPE);
        }
        String host = bracketed
                ? hostAndPort.substring(1, end)
                : decode(end < 0 ? hostAndPort : hostAndPort.substring(0, end));
        String after = bracketed ? hostAndPort.substring(end + 1) : end < 0 ? "" : hostAndPort.substring(end);
        if (!after.isEmpty() && !after.startsWith(":")) {
            throw new StoreException("After the database's IPv6 address only :port may stand. " + SHAPE);
        }
        int port = after.length() <= 1 ? DEFAULT_PORT : port(after.substring(1));
        return new ConnectionInfo(
                host, port, database.isEmpty() ? finalUser : database, finalUser, finalPassword, others);
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new StoreException("The database's port isn't a number. " + SHAPE, e);
        }
    }

    private static Map<String, String> parseQuery(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            parameters.put(DRIVER_NAMES.getOrDefault(name, name), driverValue(name, value));
        }
        return parameters;
    }

    private static String driverValue(String name, String value) {
        return switch (name) {
            case "keepalives" -> String.valueOf(!value.equals("0"));
            // pgjdbc knows primary, secondary and any; libpq's read-write means the primary.
            case "target_session_attrs" ->
                switch (value) {
                    case "read-write", "primary" -> "primary";
                    case "read-only", "standby" -> "secondary";
                    case "prefer-standby" -> "preferSecondary";
                    default -> "any";
                };
            default -> value;
        };
    }

    private static String decode(String text) {
        try {
            // URLDecoder reads a form, where + is a space; in a URL's login and path it is a plus.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new StoreException("The database's URL holds a % that isn't followed by two hex digits. " + SHAPE, e);
        }
    }

    /** The same server, another database. */
    public ConnectionInfo withDatabase(String other) {
        return new ConnectionInfo(host, port, other, user, password, parameters);
    }

    /** Without login or parameters: fit for a log. */
    public String jdbcUrl() {
        String address = host.contains(":") ? "[" + host + "]" : host;
        String name = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
        return "jdbc:postgresql://" + address + ":" + port + "/" + name;
    }

    /** The parameters and the login, as the JDBC driver takes them; a new object each time. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.putAll(parameters);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return properties;
    }

    /** Names server, database and user, and never the password. */
    @Override
    public String toString() {
        String shown = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + (entry.getKey().toLowerCase(Locale.ROOT).contains("password") ? "***" : entry.getValue()))
                .sorted()
                .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
        return user + "@" + jdbcUrl().substring("jdbc:postgresql://".length()) + shown;
    }
}
