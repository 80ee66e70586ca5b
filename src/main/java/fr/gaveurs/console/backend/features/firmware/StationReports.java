package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.firmware.FirmwareReport;
import fr.gaveurs.console.api.firmware.FirmwareReport.OtaState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What stations said that they run: the table {@code firmware_stations}, and its newest in memory. Thread-safe. */
final class StationReports {
    private final Jdbi reads;
    private final Map<String, Heard> known = new ConcurrentHashMap<>();

    /** @param at when it was written down; null where that is on its way */
    record Heard(FirmwareReport report, @Nullable Instant at) {}

    StationReports(Jdbi reads) {
        this.reads = reads;
    }

    @Nullable
    Heard find(String deviceId) {
        return known.get(deviceId);
    }

    /** What all stations said last. */
    List<FirmwareReport> all() {
        return known.values().stream().map(Heard::report).toList();
    }

    /** What each station said last, by its id. */
    Map<String, FirmwareReport> byStation() {
        Map<String, FirmwareReport> all = new TreeMap<>();
        known.forEach((id, heard) -> all.put(id, heard.report()));
        return all;
    }

    void heard(String deviceId, FirmwareReport report) {
        known.put(deviceId, new Heard(report, null));
    }

    /** Reads what all consoles wrote. */
    void read() {
        Map<String, Heard> rows = new ConcurrentHashMap<>();
        reads.useHandle(handle -> handle.createQuery("SELECT * FROM firmware_stations")
                .map((row, context) -> rows.put(
                        row.getString("device_id"),
                        new Heard(
                                report(row),
                                row.getObject("heard_at", OffsetDateTime.class).toInstant())))
                .list());
        known.keySet().retainAll(rows.keySet());
        known.putAll(rows);
    }

    /** A station's firmware does not speak the protocol of updates any more; its row is deleted elsewhere. */
    void forget(String deviceId) {
        known.remove(deviceId);
    }

    static void delete(Handle handle, String deviceId) {
        handle.execute("DELETE FROM firmware_stations WHERE device_id = ?", deviceId);
    }

    static void write(Handle handle, String deviceId, FirmwareReport report) {
        handle.createUpdate("INSERT INTO firmware_stations (device_id, project, version, elf_sha256, chip_id,"
                        + " chip_revision, flash_size, slot_size, ota_state, secure_version, rollback_capable,"
                        + " reset_reason, offer_id) VALUES (:device, :project, :version, :elf, :chip, :revision,"
                        + " :flash, :slot, :state, :secure, :rollback, :reset, :offer) ON CONFLICT (device_id) DO UPDATE"
                        + " SET project = excluded.project, version = excluded.version, elf_sha256 ="
                        + " excluded.elf_sha256, chip_id = excluded.chip_id, chip_revision = excluded.chip_revision,"
                        + " flash_size = excluded.flash_size, slot_size = excluded.slot_size, ota_state ="
                        + " excluded.ota_state, secure_version = excluded.secure_version, rollback_capable ="
                        + " excluded.rollback_capable, reset_reason = excluded.reset_reason, offer_id ="
                        + " excluded.offer_id, heard_at = clock_timestamp()")
                .bind("device", deviceId)
                .bind("project", report.project())
                .bind("version", report.version())
                .bind("elf", report.elfSha256())
                .bind("chip", report.chipId())
                .bind("revision", report.chipRevision())
                .bind("flash", report.flashSize())
                .bind("slot", report.slotSize())
                .bind("state", report.otaState().key())
                .bind("secure", report.secureVersion())
                .bind("rollback", report.rollbackCapable())
                .bind("reset", report.resetReason())
                .bind("offer", report.offerId())
                .execute();
    }

    private static FirmwareReport report(ResultSet row) throws SQLException {
        return new FirmwareReport(
                row.getString("project"),
                row.getString("version"),
                row.getString("elf_sha256"),
                row.getInt("chip_id"),
                row.getInt("chip_revision"),
                row.getLong("flash_size"),
                row.getLong("slot_size"),
                OtaState.valueOf(row.getString("ota_state").toUpperCase(Locale.ROOT)),
                row.getLong("secure_version"),
                row.getBoolean("rollback_capable"),
                row.getString("reset_reason"),
                row.getString("offer_id"));
    }
}
