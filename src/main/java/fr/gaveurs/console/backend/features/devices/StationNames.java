package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.PlainLetters;
import fr.gaveurs.console.backend.platform.http.Names;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What people call stations and lines has to tell them apart. Those that an older version let be alike stay as they are. */
final class StationNames {
    /** Two consoles that name a station at once: the second one sees what the first one wrote. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('station_names'))";

    private StationNames() {}

    /** Another station, as far as it is named. */
    private record Other(String deviceId, String name, String line) {}

    /** @throws ProblemException when another station is called so, or its line is one that is written in another way */
    static void check(Connection connection, String deviceId, DeviceSetup before, DeviceSetup after)
            throws SQLException {
        String name = Objects.equals(before.name(), after.name()) ? null : after.name();
        String line = Objects.equals(before.line(), after.line()) ? null : after.line();
        if (name == null && line == null) {
            return;
        }
        List<Other> others = others(connection, deviceId);
        if (name != null) {
            Names.checkFree(name, others.stream().map(Other::name).toList(), "station");
            Names.checkFree(name, others.stream().map(Other::deviceId).toList(), "station");
        }
        if (line != null) {
            others.stream()
                    .filter(other -> !other.line().equals(line)
                            && PlainLetters.ofName(other.line()).equals(PlainLetters.ofName(line)))
                    .findFirst()
                    .ifPresent(other -> {
                        throw ProblemException.conflict(
                                "there is a line " + other.line() + ", where " + other.deviceId()
                                        + " stands: write it so, or give the line another name",
                                List.of(new FieldError("line", "must be written as the line that there is")));
                    });
        }
    }

    private static List<Other> others(Connection connection, String deviceId) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK);
                PreparedStatement select = connection.prepareStatement(
                        "SELECT device_id, coalesce(name, '') AS name, coalesce(line, '') AS line FROM devices"
                                + " WHERE device_id <> ? ORDER BY device_id")) {
            lock.execute();
            select.setString(1, deviceId);
            List<Other> others = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    others.add(new Other(rows.getString("device_id"), rows.getString("name"), rows.getString("line")));
                }
            }
            return others;
        }
    }
}
