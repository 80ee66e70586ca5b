package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.audit.Audit.ActorKind;
import fr.gaveurs.console.api.firmware.Firmware;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Images: what they are and their bytes lie in the database, copies of the bytes in the data folder. */
final class ImageStore {
    private static final String KIND = "firmware";
    /** Bytes of a row; so many are in memory at once. */
    private static final int PIECE = 256 << 10;

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

    /**
     * What is to be kept.
     *
     * @param signature null where nobody signed it
     * @param notes what is new in it; empty for nothing
     */
    record Taken(
            FirmwareImage image,
            String project,
            String version,
            @Nullable Signature signature,
            String notes,
            String fileName) {}

    /** @param fresh whether it was not here before */
    record Added(Image image, boolean fresh) {}

    List<Image> list() {
        return reads.withHandle(handle -> ImageRows.newest(handle, Firmware.MAX_IMAGES));
    }

    Optional<Image> find(long id) {
        return reads.withHandle(handle -> ImageRows.kept(handle, id));
    }

    /** Also one that was deleted: what is asked of its rollouts goes by what it was. */
    Optional<Image> findEvenDeleted(long id) {
        return reads.withHandle(handle -> ImageRows.find(handle, id));
    }

    Optional<Image> find(String sha256) {
        return reads.withHandle(handle -> ImageRows.kept(handle, sha256));
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
     * added. One that was deleted is the same image again, with its rollouts.
     *
     * @throws ProblemException 409 if as many are kept as may be, or the same bytes came under another name
     */
    Added add(Taken taken, Path upload, Act act) throws IOException {
        Added added = changes.inTransaction(handle -> {
            Optional<Image> known = ImageRows.kept(handle, taken.image().sha256());
            if (known.isPresent()) {
                Image again = again(handle, known.get(), taken, act);
                return new Added(noted(handle, again, taken.notes(), act), false);
            }
            int count = handle.createQuery("SELECT count(*) FROM firmware_images WHERE deleted_at IS NULL")
                    .mapTo(Integer.class)
                    .one();
            if (count >= Firmware.MAX_IMAGES) {
                throw ProblemException.conflict(
                        Firmware.MAX_IMAGES + " images are kept already: delete some that no station runs");
            }
            long id = brought(handle, taken, act).orElseGet(() -> insert(handle, taken, act));
            pieces(handle, id, upload);
            Image made = ImageRows.kept(handle, id).orElseThrow();
            FirmwareDecisions.image(handle, Decision.IMAGE_ADDED, id);
            AuditLog.write(handle, act, object(id), null, entry(made));
            return new Added(made, true);
        });
        if (added.fresh()) {
            files.keep(upload, taken.image().sha256());
        }
        return added;
    }

    /**
     * The same bytes again. Where nobody vouches for them any more, or nobody did, a signature that counts takes the place of
     * the old one: the image and the record of its rollouts stay.
     */
    private static Image again(Handle handle, Image known, Taken taken, Act act) {
        Signature signature = taken.signature();
        boolean sameName =
                known.project().equals(taken.project()) && known.version().equals(taken.version());
        if (sameName && (signature == null || signature.keyId().equals(known.keyId()))) {
            return known;
        }
        if (sameName && signature != null && (known.keyRevoked() || !known.signed())) {
            handle.createUpdate("UPDATE firmware_images SET key_id = :key, signature = :signature WHERE id = :id")
                    .bind("key", signature.keyId())
                    .bind("signature", signature.value())
                    .bind("id", known.id())
                    .execute();
            Image signed = ImageRows.kept(handle, known.id()).orElseThrow();
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
        return ImageRows.kept(handle, known.id()).orElseThrow();
    }

    /** Brings an image back that was deleted; under another name or key it is another one, whose rollouts those are not. */
    private static Optional<Long> brought(Handle handle, Taken taken, Act act) {
        String sql = "UPDATE firmware_images SET deleted_at = NULL, signature = :signature, notes = :notes,"
                + " file_name = :file, uploaded_at = now(), uploaded_by = :by, uploaded_by_kind = :kind"
                + " WHERE deleted_at IS NOT NULL AND id = (SELECT max(id) FROM firmware_images"
                + " WHERE deleted_at IS NOT NULL AND sha256 = :sha256 AND project = :project AND version = :version"
                + " AND key_id IS NOT DISTINCT FROM :key) RETURNING id";
        return bound(handle, sql, taken, act).mapTo(Long.class).findOne();
    }

    private static long insert(Handle handle, Taken taken, Act act) {
        String sql = "INSERT INTO firmware_images (sha256, size, project, version, chip_id, idf_version, built,"
                + " elf_sha256, flash_size_mb, secure_version, min_revision, max_revision, secure_boot, key_id,"
                + " signature, notes, file_name, uploaded_by, uploaded_by_kind) VALUES (:sha256, :size, :project,"
                + " :version, :chip, :idf, :built, :elf, :flash, :secure, :least, :most, :boot, :key, :signature,"
                + " :notes, :file, :by, :kind) RETURNING id";
        FirmwareImage image = taken.image();
        return bound(handle, sql, taken, act)
                .bind("size", image.size())
                .bind("chip", image.chip().id())
                .bind("idf", image.idfVersion())
                .bind("built", image.built())
                .bind("elf", image.elfSha256())
                .bind("flash", image.flashSizeMb())
                .bind("secure", image.secureVersion())
                .bind("least", image.minRevision())
                .bind("most", image.maxRevision())
                .bind("boot", image.secureBoot())
                .mapTo(Long.class)
                .one();
    }

    /** With what a new image and one that is brought back have both. */
    private static Query bound(Handle handle, String sql, Taken taken, Act act) {
        Signature signature = taken.signature();
        return handle.createQuery(sql)
                .bind("sha256", taken.image().sha256())
                .bind("project", taken.project())
                .bind("version", taken.version())
                .bind("key", signature == null ? null : signature.keyId())
                .bind("signature", signature == null ? null : signature.value())
                .bind("notes", taken.notes())
                .bind("file", taken.fileName())
                .bind("by", act.actor().name())
                .bind("kind", act.actor().kind().key());
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
     * Deletes an image: its bytes, and its place among those that are kept. What is known of its rollouts stays; those
     * that nobody approved are given up.
     *
     * @throws ProblemException 404, 409 while a rollout of it is not over, or could still send stations back
     */
    void delete(long id, Act act) throws IOException {
        Image gone = changes.inTransaction(handle -> {
            // Nobody drafts, approves or reverts one meanwhile: each of them locks the same, in this order.
            handle.execute("SELECT id FROM firmware_images WHERE id = ? FOR UPDATE", id);
            handle.execute("SELECT id FROM firmware_rollouts WHERE image_id = ? ORDER BY id FOR UPDATE", id);
            Image image = ImageRows.kept(handle, id).orElseThrow(() -> unknown(id));
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
            giveUpDrafts(handle, id);
            if (image.rollouts() == 0) {
                handle.execute("DELETE FROM firmware_images WHERE id = ?", id);
            } else {
                handle.execute("DELETE FROM firmware_pieces WHERE image_id = ?", id);
                handle.execute("UPDATE firmware_images SET deleted_at = clock_timestamp() WHERE id = ?", id);
            }
            AuditLog.write(handle, act, object(id), entry(image), null);
            return image;
        });
        files.delete(gone.sha256());
    }

    private static void giveUpDrafts(Handle handle, long id) {
        List<Long> drafts = handle.createQuery("UPDATE firmware_rollouts SET state = 'canceled',"
                        + " state_reason = 'image_deleted', finished_at = clock_timestamp()"
                        + " WHERE image_id = :id AND state = 'draft' RETURNING id")
                .bind("id", id)
                .mapTo(Long.class)
                .list();
        drafts.forEach(draft -> FirmwareDecisions.rollout(handle, draft, RolloutState.DRAFT, RolloutState.CANCELED));
    }

    /**
     * Holds on to an image until the transaction ends: nobody deletes it meanwhile.
     *
     * @throws ProblemException 404 if it is not kept any more
     */
    static void hold(Handle handle, long id) {
        boolean kept = handle.createQuery(
                        "SELECT id FROM firmware_images WHERE id = :id AND deleted_at IS NULL FOR SHARE")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (!kept) {
            throw unknown(id);
        }
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
        Set<String> known = reads.withHandle(handle ->
                handle
                        .createQuery("SELECT sha256 FROM firmware_images WHERE deleted_at IS NULL")
                        .mapTo(String.class)
                        .stream()
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
}
