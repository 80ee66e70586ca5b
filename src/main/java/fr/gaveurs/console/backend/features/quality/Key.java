package fr.gaveurs.console.backend.features.quality;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What a device names a sample by. Of one that names two measurements alike only the raw figures tell which is which.
 *
 * @param time the device's own, or that of the row
 */
record Key(String deviceId, String sampleId, Instant time) {
    /** By the time that the device says. */
    static Key of(GradedSample sample) {
        Measurement m = sample.measurement();
        return new Key(m.deviceId(), m.sampleId(), SampleColumn.truncate(m.deviceTime()));
    }

    /** By the time under which it is stored. */
    static Key ofRow(GradedSample sample) {
        return new Key(sample.measurement().deviceId(), sample.measurement().sampleId(), sample.time());
    }

    /** The first three columns of a row. */
    static Key of(ResultSet rows) throws SQLException {
        return new Key(
                rows.getString(1),
                rows.getString(2),
                rows.getObject(3, OffsetDateTime.class).toInstant());
    }

    /** Sets the first three parameters: arrays of devices, of ids, and of microseconds since 1970. */
    static void bind(PreparedStatement statement, List<Key> keys) throws SQLException {
        BinaryArray devices = new BinaryArray(BinaryArray.Type.TEXT, 20 * keys.size());
        BinaryArray ids = new BinaryArray(BinaryArray.Type.TEXT, 20 * keys.size());
        BinaryArray times = new BinaryArray(BinaryArray.Type.INT8, 12 * keys.size());
        for (Key key : keys) {
            devices.add(key.deviceId);
            ids.add(key.sampleId);
            times.add(key.time);
        }
        devices.bind(statement, 1);
        ids.bind(statement, 2);
        times.bind(statement, 3);
    }
}
