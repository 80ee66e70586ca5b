package fr.gaveurs.console.backend.features.firmware.rollout;

import java.sql.SQLException;

/** What a rollout asks of stations and their samples. */
public interface Stations {
    /**
     * What is known of a station now.
     *
     * @param imageId that it would take
     */
    Place place(String deviceId, long imageId, boolean online);

    /** What a station's samples are like now: what they are compared with later. */
    Baseline baseline(String deviceId) throws SQLException;

    /** What came of a station since. */
    Evidence since(String deviceId, Baseline baseline) throws SQLException;
}
