package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.firmware.Firmware;
import fr.gaveurs.console.api.firmware.Firmware.NewKey;
import fr.gaveurs.console.api.firmware.FirmwareStatement;
import fr.gaveurs.console.backend.features.firmware.rollout.FirmwareDecisions;
import fr.gaveurs.console.backend.features.firmware.rollout.FirmwareDecisions.Decision;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The public keys of those who may sign images: the table {@code firmware_keys}. */
final class MakerKeys {
    private static final int MOST = 50;
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private final Jdbi reads;
    private final Jdbi changes;

    MakerKeys(Jdbi reads, Jdbi changes) {
        this.reads = reads;
        this.changes = changes;
    }

    List<Firmware.Key> list() {
        return reads.withHandle(handle -> handle.createQuery("SELECT * FROM firmware_keys ORDER BY added_at, id")
                .map((row, context) -> key(row))
                .list());
    }

    /** A key that counts. */
    Optional<PublicKey> inForce(String id) {
        return reads.withHandle(handle -> handle.createQuery(
                                "SELECT public_key FROM firmware_keys WHERE id = :id AND revoked_at IS NULL")
                        .bind("id", id)
                        .mapTo(byte[].class)
                        .findOne())
                .map(MakerKeys::decode);
    }

    private static PublicKey decode(byte[] encoded) {
        try {
            return FirmwareStatement.key(encoded);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key was checked before it was kept", e);
        }
    }

    /** @throws ProblemException 400 for what is no public key, 409 where it is known */
    Firmware.Key add(NewKey asked, Act act) {
        PublicKey key = read(asked.publicKey());
        String id = FirmwareStatement.keyId(key);
        return changes.inTransaction(handle -> {
            int count = handle.createQuery("SELECT count(*) FROM firmware_keys")
                    .mapTo(Integer.class)
                    .one();
            if (count >= MOST) {
                throw ProblemException.conflict(MOST + " keys are known, and more are not kept");
            }
            int added = handle.createUpdate("INSERT INTO firmware_keys (id, name, algorithm, public_key, added_by)"
                            + " VALUES (:id, :name, :algorithm, :key, :by) ON CONFLICT DO NOTHING")
                    .bind("id", id)
                    .bind("name", asked.name())
                    .bind("algorithm", algorithm(key))
                    .bind("key", key.getEncoded())
                    .bind("by", act.actor().name())
                    .execute();
            if (added == 0) {
                throw ProblemException.conflict("the key " + id + " is known already; one that was revoked stays so:"
                        + " make another with gaveurs-console firmware keygen");
            }
            Firmware.Key made = find(handle, id).orElseThrow();
            FirmwareDecisions.key(handle, Decision.KEY_ADDED, id);
            AuditLog.write(handle, act, object(id), null, Map.of("name", made.name(), "algorithm", made.algorithm()));
            return made;
        });
    }

    /** @throws ProblemException 404 */
    Firmware.Key revoke(String id, Act act) {
        return changes.inTransaction(handle -> {
            Firmware.Key before =
                    find(handle, id).orElseThrow(() -> ProblemException.notFound("no key " + id + " is known"));
            if (before.revokedAt() != null) {
                return before;
            }
            handle.execute("UPDATE firmware_keys SET revoked_at = clock_timestamp() WHERE id = ?", id);
            FirmwareDecisions.key(handle, Decision.KEY_REVOKED, id);
            AuditLog.write(handle, act, object(id), Map.of("revoked", false), Map.of("revoked", true));
            return find(handle, id).orElseThrow();
        });
    }

    /** Since when keys count no more, by their ids. */
    static Map<String, Instant> revoked(Jdbi reads) {
        Map<String, Instant> revoked = new HashMap<>();
        reads.useHandle(handle -> handle.createQuery(
                        "SELECT id, revoked_at FROM firmware_keys WHERE revoked_at IS NOT NULL")
                .map((row, context) -> revoked.put(
                        row.getString("id"),
                        row.getObject("revoked_at", OffsetDateTime.class).toInstant()))
                .list());
        return revoked;
    }

    private static Optional<Firmware.Key> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM firmware_keys WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> key(row))
                .findOne();
    }

    private static AuditObject object(String id) {
        return AuditObject.of("firmware_key", id);
    }

    private static PublicKey read(String pem) {
        String text = pem.strip();
        try {
            if (text.contains("PRIVATE KEY")) {
                throw wrong("is a private key, which never leaves the maker's computer: send the file that ends with"
                        + " .pub");
            }
            if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
                throw wrong("must be a public key in PEM, as gaveurs-console firmware keygen writes it");
            }
            return FirmwareStatement.key(
                    Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length())));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw wrong("must be a key of ECDSA P-256 or of Ed25519, as gaveurs-console firmware keygen writes it");
        }
    }

    private static ProblemException wrong(String message) {
        return ProblemException.validation("nothing was added", List.of(new FieldError("public_key", message)));
    }

    private static String algorithm(PublicKey key) {
        try {
            return FirmwareStatement.algorithm(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("it was checked", e);
        }
    }

    private static Firmware.Key key(ResultSet row) throws SQLException {
        OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
        return new Firmware.Key(
                row.getString("id"),
                row.getString("name"),
                row.getString("algorithm"),
                BEGIN + "\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(row.getBytes("public_key"))
                        + "\n" + END + "\n",
                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                row.getString("added_by"),
                revoked == null ? null : revoked.toInstant());
    }
}
