package fr.gaveurs.console.backend.platform.security;

import fr.gaveurs.console.api.PlainLetters;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.admin.Admin.CreatedToken;
import fr.gaveurs.console.api.admin.Admin.TokenInfo;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table {@code api_tokens}. Roles are remembered for some seconds, so that a busy program costs no query a call. */
public final class TokenStore implements TokenHolders {
    private static final Duration REMEMBER = Duration.ofSeconds(5);
    private static final int MAX_REMEMBERED = 1_000;

    private static final String OBJECT = "token";

    private final Database database;
    /** How long a token that was good is still good while nobody can be asked. */
    private static final long OUTAGE_NANOS = Duration.ofHours(12).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(TokenStore.class);

    private final long rememberNanos;
    private final Map<ByteBuffer, Remembered> remembered = new ConcurrentHashMap<>();

    /** @param old whether it has to be asked anew */
    private record Remembered(@Nullable Holder holder, long atNanos, boolean old) {}

    private volatile Runnable onChange = () -> {};

    public TokenStore(Database database) {
        this(database, REMEMBER);
    }

    /** @param remember how long what the database said of a token is not asked again */
    TokenStore(Database database, Duration remember) {
        this.database = database;
        this.rememberNanos = remember.toNanos();
    }

    @Override
    public @Nullable Holder holderOf(String token) {
        byte[] hash = Secrets.sha256(token);
        ByteBuffer key = ByteBuffer.wrap(hash);
        Remembered known = remembered.get(key);
        if (known != null && !known.old() && System.nanoTime() - known.atNanos() < rememberNanos) {
            return known.holder();
        }
        Holder found;
        try {
            // By hash, so timing tells nothing about a stored token.
            found = database.jdbi().withHandle(handle -> handle.createQuery(
                            "SELECT name, role FROM api_tokens WHERE token_hash = :hash AND revoked_at IS NULL")
                    .bind("hash", hash)
                    .map((row, context) -> new Holder(row.getString("name"), Role.valueOf(row.getString("role"))))
                    .findOne()
                    .orElse(null));
        } catch (JdbiException e) {
            // While the database is away who was let in stays in: dashboards must not go dark with it.
            if (known != null
                    && DatabaseErrors.isUnavailable(e)
                    && System.nanoTime() - known.atNanos() < OUTAGE_NANOS) {
                return known.holder();
            }
            throw e;
        }
        if (remembered.size() > MAX_REMEMBERED) {
            remembered.clear(); // somebody tries tokens: remembering them is no use
        }
        remembered.put(key, new Remembered(found, System.nanoTime(), false));
        if (found != null) {
            noteUse(hash);
        }
        return found;
    }

    /**
     * Good to know, but no reason to refuse anybody or to keep anybody waiting: a database that is read-only cannot note
     * it, and a row that somebody holds is left as it is.
     */
    private void noteUse(byte[] hash) {
        try {
            database.change(connection -> {
                try (PreparedStatement update = connection.prepareStatement("UPDATE api_tokens SET last_used_at = now()"
                        + " WHERE token_hash IN"
                        + " (SELECT token_hash FROM api_tokens WHERE token_hash = ? FOR UPDATE SKIP LOCKED)")) {
                    update.setBytes(1, hash);
                    return update.executeUpdate();
                }
            });
        } catch (SQLException e) {
            LOG.debug("the use of a token could not be noted: {}", e.getMessage());
        }
    }

    /** Makes a token; empty if one of this name is in force, whatever its capitals, accents and blanks: it is a person's name. */
    public Optional<CreatedToken> create(String name, Role role, Act act) {
        String token = Secrets.newToken();
        String plain = PlainLetters.ofName(name);
        boolean made = database.changes().inTransaction(handle -> {
            handle.execute("LOCK TABLE api_tokens IN SHARE ROW EXCLUSIVE MODE");
            boolean alike = handle
                    .createQuery("SELECT name FROM api_tokens WHERE revoked_at IS NULL")
                    .mapTo(String.class)
                    .list()
                    .stream()
                    .anyMatch(other -> PlainLetters.ofName(other).equals(plain));
            if (alike) {
                return false;
            }
            int rows = handle.createUpdate("INSERT INTO api_tokens (name, token_hash, role)"
                            + " VALUES (:name, :hash, :role) ON CONFLICT (name) DO UPDATE"
                            + " SET token_hash = excluded.token_hash, role = excluded.role, created_at = now(),"
                            + " last_used_at = NULL, revoked_at = NULL WHERE api_tokens.revoked_at IS NOT NULL")
                    .bind("name", name)
                    .bind("hash", Secrets.sha256(token))
                    .bind("role", role.name())
                    .execute();
            if (rows > 0) {
                AuditLog.write(handle, act, AuditObject.of(OBJECT, name), null, Map.of("role", role));
            }
            return rows > 0;
        });
        onChange.run();
        return made ? Optional.of(new CreatedToken(name, role, token)) : Optional.empty();
    }

    /** The names of a role's tokens that are in force. */
    public Set<String> holders(Role role) {
        return list().stream()
                .filter(token -> token.role() == role)
                .map(TokenInfo::name)
                .collect(Collectors.toSet());
    }

    /** The tokens that are in force. */
    public List<TokenInfo> list() {
        return database.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT name, role, created_at, last_used_at FROM api_tokens"
                                + " WHERE revoked_at IS NULL ORDER BY name")
                .map((row, context) -> {
                    OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
                    return new TokenInfo(
                            row.getString("name"),
                            Role.valueOf(row.getString("role")),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            used == null ? null : used.toInstant());
                })
                .list());
    }

    /** Ends a token at once; false if there is none of this name. */
    public boolean revoke(String name, Act act) {
        boolean ended = database.changes().inTransaction(handle -> {
            Optional<Role> role = handle.createQuery("UPDATE api_tokens SET revoked_at = now()"
                            + " WHERE name = :name AND revoked_at IS NULL RETURNING role")
                    .bind("name", name)
                    .mapTo(String.class)
                    .findOne()
                    .map(Role::valueOf);
            role.ifPresent(was -> AuditLog.write(handle, act, AuditObject.of(OBJECT, name), Map.of("role", was), null));
            return role.isPresent();
        });
        remembered.clear();
        onChange.run();
        return ended;
    }

    /** Sets who hears that a token was made or revoked; must return at once. */
    public void onChange(Runnable listener) {
        onChange = listener;
    }

    /** Another console may have made or revoked a token: what is remembered is asked anew, unless nobody answers. */
    public void invalidate() {
        remembered.replaceAll((key, known) -> new Remembered(known.holder(), known.atNanos(), true));
    }
}
