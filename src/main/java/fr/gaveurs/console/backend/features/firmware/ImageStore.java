package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.audit.Audit.ActorKind;
import fr.gaveurs.console.api.firmware.Chip;
import fr.gaveurs.console.api.firmware.Firmware;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.backend.features.firmware.download.ImageFiles;
import fr.gaveurs.console.backend.features.firmware.image.FirmwareImage;
import fr.gaveurs.console.backend.features.firmware.rollout.FirmwareDecisions;
import fr.gaveurs.console.backend.features.firmware.rollout.FirmwareDecisions.Decision;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Images: what they are and their bytes lie in the database, copies of the bytes in the data folder. */
final class ImageStore {
    private static final String KIND = "firmware";
    /** Bytes of a row; so many are in memory at once. */
    private static final int PIECE = 256 << 10;

    private static final String SELECT = "SELECT m.*, k.name AS key_name, k.revoked_at IS NOT NULL AS key_revoked,"
            + " (SELECT count(*) FROM firmware_stations s JOIN devices d ON d.device_id = s.device_id"
            + " WHERE s.elf_sha256 = m.elf_sha256 AND s.chip_id = m.chip_id AND d.enrollment <> 'blocked') AS running,"
            + " (SELECT count(*) FROM firmware_rollouts r WHERE r.image_id = m.id) AS rollouts"
            + " FROM firmware_images m LEFT JOIN firmware_keys k ON k.id = m.key_id";

    private final Jdbi reads;
    private final Jdbi changes;
    private final ImageFiles files;

    ImageStore(Jdbi reads, Jdbi changes, ImageFiles files) {
        this.reads = reads;
        this.changes = changes;
        this.files = files;
    }

    /**
     * What a maker's signature says.
     *
     * @param algorithm such as {@code ecdsa-p256-sha256}
     */
    record Signature(String keyId, String algorithm, byte[] value) {}

    /** @param fresh whether it was not here before */
    record Added(Image image, boolean fresh) {}

    List<Image> list() {
        return reads.withHandle(handle -> handle.createQuery(SELECT + " ORDER BY m.id DESC LIMIT :most")
                .bind("most", Firmware.MAX_IMAGES)
                .map((row, context) -> image(row))
                .list());
    }

    Optional<Image> find(long id) {
        return reads.withHandle(handle -> find(handle, " WHERE m.id = :value", id));
    }

    Optional<Image> find(String sha256) {
        return reads.withHandle(handle -> find(handle, " WHERE m.sha256 = :value", sha256));
    }

    private static Optional<Image> find(Handle handle, String where, Object value) {
        return handle.createQuery(SELECT + where)
                .bind("value", value)
                .map((row, context) -> image(row))
                .findOne();
    }

    /** How an image is signed; empty where it is not. */
    Optional<Signature> signature(long id) {
        return reads.withHandle(handle -> handle.createQuery("SELECT k.id, k.algorithm, m.signature"
                        + " FROM firmware_images m JOIN firmware_keys k ON k.id = m.key_id WHERE m.id = :id")
                .bind("id", id)
                .map((row, context) -> new Signature(row.getString(1), row.getString(2), row.getBytes(3)))
                .findOne());
    }

    /**
     * Takes an image in, whose bytes lie in a file; the same bytes again change its notes at most, and are told as not
     * added.
     *
     * @throws ProblemException 409 if as many are kept as may be, or the same bytes came under another name
     */
    Added add(
            FirmwareImage image,
            Path upload,
            String project,
            String version,
            @Nullable Signature signature,
            String notes,
            String fileName,
            Act act)
            throws IOException {
        Added added = changes.inTransaction(handle -> {
            Optional<Image> known = find(handle, " WHERE m.sha256 = :value", image.sha256());
            if (known.isPresent()) {
                Image again = again(handle, known.get(), project, version, signature, act);
                return new Added(noted(handle, again, notes, act), false);
            }
            int count = handle.createQuery("SELECT count(*) FROM firmware_images")
                    .mapTo(Integer.class)
                    .one();
            if (count >= Firmware.MAX_IMAGES) {
                throw ProblemException.conflict(
                        Firmware.MAX_IMAGES + " images are kept already: delete some that no station runs");
            }
            long id = insert(handle, image, project, version, signature, notes, fileName, act);
            pieces(handle, id, upload);
            Image made = find(handle, " WHERE m.id = :value", id).orElseThrow();
            FirmwareDecisions.image(handle, Decision.IMAGE_ADDED, id);
            AuditLog.write(handle, act, object(id), null, entry(made));
            return new Added(made, true);
        });
        if (added.fresh()) {
            files.keep(upload, image.sha256());
        }
        return added;
    }

    /**
     * The same bytes again. Where nobody vouches for them any more, or nobody did, a signature that counts takes the place of
     * the old one: the image and the record of its rollouts stay.
     */
    private static Image again(
            Handle handle, Image known, String project, String version, @Nullable Signature signature, Act act) {
        boolean sameName = known.project().equals(project) && known.version().equals(version);
        if (sameName && (signature == null || signature.keyId().equals(known.keyId()))) {
            return known;
        }
        if (sameName && signature != null && (known.keyRevoked() || !known.signed())) {
            handle.createUpdate("UPDATE firmware_images SET key_id = :key, signature = :signature WHERE id = :id")
                    .bind("key", signature.keyId())
                    .bind("signature", signature.value())
                    .bind("id", known.id())
                    .execute();
            Image signed = find(handle, " WHERE m.id = :value", known.id()).orElseThrow();
            FirmwareDecisions.image(handle, Decision.IMAGE_SIGNED, known.id());
            AuditLog.write(handle, act, object(known.id()), entry(known), entry(signed));
            return signed;
        }
        throw ProblemException.conflict("these bytes are here already, as " + known.project() + " " + known.version()
                + (known.signed() ? " signed with " + known.keyId() : ", unsigned")
                + ": delete that one first to take them in otherwise");
    }

    /** Notes that come with the same bytes take the place of the old ones; none leave them. */
    private static Image noted(Handle handle, Image known, String notes, Act act) {
        if (notes.isEmpty() || notes.equals(known.notes())) {
            return known;
        }
        handle.createUpdate("UPDATE firmware_images SET notes = :notes WHERE id = :id")
                .bind("notes", notes)
                .bind("id", known.id())
                .execute();
        AuditLog.write(handle, act, object(known.id()), Map.of("notes", known.notes()), Map.of("notes", notes));
        return find(handle, " WHERE m.id = :value", known.id()).orElseThrow();
    }

    private static long insert(
            Handle handle,
            FirmwareImage image,
            String project,
            String version,
            @Nullable Signature signature,
            String notes,
            String fileName,
            Act act) {
        return handle.createQuery("INSERT INTO firmware_images (sha256, size, project, version, chip_id, idf_version,"
                        + " built, elf_sha256, flash_size_mb, secure_version, min_revision, max_revision, secure_boot,"
                        + " key_id, signature, notes, file_name, uploaded_by, uploaded_by_kind) VALUES (:sha256, :size, :project,"
                        + " :version, :chip, :idf, :built, :elf, :flash, :secure, :least, :most, :boot, :key,"
                        + " :signature, :notes, :file, :by, :kind) RETURNING id")
                .bind("sha256", image.sha256())
                .bind("size", image.size())
                .bind("project", project)
                .bind("version", version)
                .bind("chip", image.chip().id())
                .bind("idf", image.idfVersion())
                .bind("built", image.built())
                .bind("elf", image.elfSha256())
                .bind("flash", image.flashSizeMb())
                .bind("secure", image.secureVersion())
                .bind("least", image.minRevision())
                .bind("most", image.maxRevision())
                .bind("boot", image.secureBoot())
                .bind("key", signature == null ? null : signature.keyId())
                .bind("signature", signature == null ? null : signature.value())
                .bind("notes", notes)
                .bind("file", fileName)
                .bind("by", act.actor().name())
                .bind("kind", act.actor().kind().key())
                .mapTo(Long.class)
                .one();
    }

    private static void pieces(Handle handle, long id, Path upload) {
        try (InputStream in = Files.newInputStream(upload)) {
            int number = 0;
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                PreparedBatch row = handle.prepareBatch(
                        "INSERT INTO firmware_pieces (image_id, piece, content) VALUES (:id, :piece, :content)");
                row.bind("id", id)
                        .bind("piece", number++)
                        .bind("content", piece)
                        .add()
                        .execute();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deletes an image.
     *
     * @throws ProblemException 404, 409 while a rollout of it is not over, or could still send stations back
     */
    void delete(long id, Act act) throws IOException {
        Image gone = changes.inTransaction(handle -> {
            Image image = find(handle, " WHERE m.id = :value", id).orElseThrow(() -> unknown(id));
            boolean used = handle.createQuery("SELECT EXISTS (SELECT 1 FROM firmware_rollouts r WHERE r.image_id = :id"
                            + " AND (r.state NOT IN ('done', 'reverted', 'canceled', 'draft') OR EXISTS"
                            + " (SELECT 1 FROM firmware_installs i WHERE i.rollout_id = r.id AND i.state NOT IN"
                            + " ('confirmed', 'failed', 'rolled_back', 'lost', 'canceled'))))")
                    .bind("id", id)
                    .mapTo(Boolean.class)
                    .one();
            if (used) {
                throw ProblemException.conflict("a rollout of this image is under way: cancel or revert it first");
            }
            FirmwareDecisions.image(handle, Decision.IMAGE_DELETED, id);
            handle.execute("DELETE FROM firmware_rollouts WHERE image_id = ?", id);
            handle.execute("DELETE FROM firmware_images WHERE id = ?", id);
            AuditLog.write(handle, act, object(id), entry(image), null);
            return image;
        });
        files.delete(gone.sha256());
    }

    /** The file of an image, fetched from the database first if this console does not have it. */
    Path file(Image image) throws IOException {
        int[] next = {0};
        return files.file(image.sha256(), image.size(), () -> {
            int number = next[0]++;
            return reads.withHandle(handle -> handle.createQuery(
                            "SELECT content FROM firmware_pieces WHERE image_id = :id AND piece = :piece")
                    .bind("id", image.id())
                    .bind("piece", number)
                    .mapTo(byte[].class)
                    .findOne()
                    .orElseGet(() -> new byte[0]));
        });
    }

    /** Takes copies away of images that are no more. */
    void clean() throws IOException {
        Set<String> known = reads.withHandle(
                handle -> handle.createQuery("SELECT sha256 FROM firmware_images").mapTo(String.class).stream()
                        .collect(Collectors.toSet()));
        files.clean(known);
    }

    static ProblemException unknown(long id) {
        return ProblemException.notFound("no image " + id + " is kept; GET /api/firmware/versions lists them");
    }

    private static AuditObject object(long id) {
        return AuditObject.of(KIND, Long.toString(id));
    }

    private static Map<String, Object> entry(Image image) {
        return Map.of(
                "project",
                image.project(),
                "version",
                image.version(),
                "chip",
                image.chip(),
                "sha256",
                image.sha256(),
                "key_id",
                image.keyId() == null ? "" : image.keyId());
    }

    /** The kind of an actor by its key; null where none was written down. */
    static @Nullable ActorKind kind(@Nullable String key) {
        return key == null ? null : ActorKind.valueOf(key.toUpperCase(Locale.ROOT));
    }

    private static Image image(ResultSet row) throws SQLException {
        int most = row.getInt("max_revision");
        return new Image(
                row.getLong("id"),
                row.getString("sha256"),
                row.getString("project"),
                row.getString("version"),
                Chip.label(row.getInt("chip_id")),
                row.getInt("chip_id"),
                row.getString("idf_version"),
                row.getString("built"),
                row.getLong("size"),
                row.getString("elf_sha256"),
                row.getInt("flash_size_mb"),
                row.getLong("secure_version"),
                row.getInt("min_revision"),
                most == 0 || most == 0xFFFF ? null : (Integer) most,
                row.getBoolean("secure_boot"),
                row.getString("key_id"),
                row.getString("key_name"),
                row.getBoolean("key_revoked"),
                row.getString("notes"),
                row.getString("file_name"),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
                row.getString("uploaded_by"),
                kind(row.getString("uploaded_by_kind")),
                row.getInt("running"),
                row.getInt("rollouts"));
    }
}
