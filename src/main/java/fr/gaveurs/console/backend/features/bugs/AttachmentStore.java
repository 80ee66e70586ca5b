package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.FileName;
import fr.gaveurs.console.api.Sha256;
import fr.gaveurs.console.api.bugs.BugInput.AttachmentQuery;
import fr.gaveurs.console.api.bugs.BugTerms;
import fr.gaveurs.console.api.bugs.Bugs.Attachment;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.store.PieceReads;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Files of bugs, kept once under the SHA-256 of their bytes. */
public final class AttachmentStore {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private static final int PIECE = 256 << 10;

    private final Jdbi reads;
    private final Jdbi changes;
    private final PieceReads pieces;

    public AttachmentStore(Jdbi reads, Jdbi changes, PieceReads pieces) {
        this.reads = reads;
        this.changes = changes;
        this.pieces = pieces;
    }

    /**
     * Adds a file; the same bytes again change nothing.
     *
     * @throws ProblemException 400 for a kind that may not be attached, 404, 409 when the bug has too many
     */
    public Attachment add(long bugId, AttachmentQuery named, byte[] bytes, Act act) {
        if (bytes.length == 0) {
            throw ProblemException.validation("the file is empty: send its bytes as the body", List.of());
        }
        FileType type = FileType.of(bytes);
        if (type == null) {
            throw ProblemException.validation(
                    "this kind of file may not be attached: " + FileType.advice(bytes),
                    List.of(new FieldError("file_name", "is not of a kind that may be attached")));
        }
        String name = FileName.clean(named.fileName());
        byte[] hash = Sha256.of(bytes);
        return changes.inTransaction(handle -> {
            int count = handle.createQuery("SELECT attachment_count FROM bug_reports WHERE id = :id FOR UPDATE")
                    .bind("id", bugId)
                    .mapTo(Integer.class)
                    .findOne()
                    .orElseThrow(() -> BugStore.unknown(bugId));
            if (count >= BugTerms.MAX_ATTACHMENTS && !has(handle, bugId, hash)) {
                throw ProblemException.conflict("bug #" + bugId + " has " + count
                        + " files already, and more are not kept: take one away first");
            }
            handle.createUpdate("INSERT INTO bug_files (hash, content) VALUES (:hash, :content) ON CONFLICT DO NOTHING")
                    .bind("hash", hash)
                    .bind("content", bytes)
                    .execute();
            int added = handle.createUpdate(
                            "INSERT INTO bug_attachments (bug_id, hash, file_name, content_type, size, added_by)"
                                    + " VALUES (:bug, :hash, :name, :type, :size, :by) ON CONFLICT DO NOTHING")
                    .bind("bug", bugId)
                    .bind("hash", hash)
                    .bind("name", name)
                    .bind("type", type.contentType())
                    .bind("size", bytes.length)
                    .bind("by", BugStore.first(act.actor().name(), named.by()))
                    .execute();
            Attachment file = handle.createQuery("SELECT * FROM bug_attachments WHERE bug_id = :bug AND hash = :hash")
                    .bind("bug", bugId)
                    .bind("hash", hash)
                    .map((row, context) -> BugRows.attachment(row))
                    .one();
            if (added > 0) {
                AuditLog.write(handle, act, BugStore.object(bugId), null, entry(file));
            }
            return file;
        });
    }

    private static Map<String, Object> entry(Attachment file) {
        return Map.of("file_name", file.fileName(), "content_type", file.contentType(), "size", file.size());
    }

    private static boolean has(Handle handle, long bugId, byte[] hash) {
        return handle.createQuery("SELECT count(*) FROM bug_attachments WHERE bug_id = :bug AND hash = :hash")
                        .bind("bug", bugId)
                        .bind("hash", hash)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** @throws ProblemException 404 */
    public Attachment find(long bugId, String id) {
        return reads.withHandle(
                handle -> handle.createQuery("SELECT * FROM bug_attachments WHERE bug_id = :bug AND hash = :hash")
                        .bind("bug", bugId)
                        .bind("hash", hash(bugId, id))
                        .map((row, context) -> BugRows.attachment(row))
                        .findOne()
                        .orElseThrow(() -> unknown(bugId)));
    }

    /**
     * Writes a file's bytes piece by piece: neither they nor a connection are held while somebody reads slowly.
     *
     * @throws IOException if {@code out} takes no more, or the file was taken away meanwhile
     */
    public void write(Attachment file, OutputStream out) throws IOException, InterruptedException {
        byte[] hash = HexFormat.of().parseHex(file.id());
        for (long from = 0; from < file.size(); from += PIECE) {
            long begin = from;
            byte[] piece = pieces.read(handle -> handle.createQuery(
                            // Counted from 1; kept without compression, so that a piece alone is read.
                            "SELECT substring(content FROM :from FOR :size) FROM bug_files WHERE hash = :hash")
                    .bind("from", (int) begin + 1)
                    .bind("size", PIECE)
                    .bind("hash", hash)
                    .mapTo(byte[].class)
                    .findOne()
                    .orElse(null));
            if (piece == null) {
                throw new IOException("the file was taken away while it was read");
            }
            out.write(piece);
        }
    }

    /**
     * Takes a file away; its bytes go with the last bug that has them.
     *
     * @throws ProblemException 404
     */
    public void remove(long bugId, String id, Act act) {
        changes.useTransaction(handle -> {
            Attachment removed = handle.createQuery(
                            "DELETE FROM bug_attachments WHERE bug_id = :bug AND hash = :hash RETURNING *")
                    .bind("bug", bugId)
                    .bind("hash", hash(bugId, id))
                    .map((row, context) -> BugRows.attachment(row))
                    .findOne()
                    .orElseThrow(() -> unknown(bugId));
            AuditLog.write(handle, act, BugStore.object(bugId), entry(removed), null);
        });
    }

    private static byte[] hash(long bugId, String id) {
        if (!HASH.matcher(id).matches()) {
            throw unknown(bugId);
        }
        return HexFormat.of().parseHex(id);
    }

    private static ProblemException unknown(long bugId) {
        return ProblemException.notFound(
                "bug #" + bugId + " has no such file; its files are in GET /api/bugs/" + bugId);
    }
}
