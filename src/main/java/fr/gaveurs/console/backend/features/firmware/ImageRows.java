package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.firmware.Chip;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads {@code firmware_images}. Deleted ones, which have no bytes, stay there as long as their rollouts are told of. */
final class ImageRows {
    private static final String SELECT = "SELECT m.*, k.name AS key_name, k.revoked_at IS NOT NULL AS key_revoked,"
            + " (SELECT count(*) FROM firmware_stations s JOIN devices d ON d.device_id = s.device_id"
            + " WHERE s.elf_sha256 = m.elf_sha256 AND s.chip_id = m.chip_id AND d.enrollment <> 'blocked') AS running,"
            + " (SELECT count(*) FROM firmware_rollouts r WHERE r.image_id = m.id) AS rollouts"
            + " FROM firmware_images m LEFT JOIN firmware_keys k ON k.id = m.key_id";

    private static final String KEPT = " WHERE m.deleted_at IS NULL";

    private ImageRows() {}

    /** Those that are kept, newest first. */
    static List<Image> newest(Handle handle, int most) {
        return handle.createQuery(SELECT + KEPT + " ORDER BY m.id DESC LIMIT :most")
                .bind("most", most)
                .map((row, context) -> image(row))
                .list();
    }

    static Optional<Image> kept(Handle handle, long id) {
        return find(handle, KEPT + " AND m.id = :value", id);
    }

    static Optional<Image> kept(Handle handle, String sha256) {
        return find(handle, KEPT + " AND m.sha256 = :value", sha256);
    }

    /** Also one that was deleted. */
    static Optional<Image> find(Handle handle, long id) {
        return find(handle, " WHERE m.id = :value", id);
    }

    private static Optional<Image> find(Handle handle, String where, Object value) {
        return handle.createQuery(SELECT + where)
                .bind("value", value)
                .map((row, context) -> image(row))
                .findOne();
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
                ImageStore.kind(row.getString("uploaded_by_kind")),
                row.getInt("running"),
                row.getInt("rollouts"));
    }
}
