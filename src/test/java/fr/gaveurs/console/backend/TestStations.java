package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import org.jdbi.v3.core.Jdbi;

/** Stations as they are seen from outside; of those of another machine, which no test is, the rows that they left. */
public final class TestStations {
    private TestStations() {}

    /**
     * A board of another machine said hello to a console that ran before, and hung up: with the MAC address
     * {@code 24:0A:C4:00:00:01}, at 192.168.1.30.
     *
     * @param enrollment such as {@code pending}
     */
    public static void leave(ConnectionInfo database, String id, String enrollment) {
        Jdbi.create(() -> DriverManager.getConnection(database.jdbcUrl(), database.properties()))
                .useHandle(handle -> handle.execute(
                        "INSERT INTO devices (device_id, site_code, mac_address, address, enrollment, bound_mac,"
                                + " bound_address) SELECT ?, substr(?, 7, 2), mac, address, state,"
                                + " CASE WHEN state = 'approved' THEN mac END,"
                                + " CASE WHEN state = 'approved' THEN address END"
                                + " FROM (VALUES ('24:0A:C4:00:00:01', '192.168.1.30', ?)) AS board(mac, address, state)",
                        id,
                        id,
                        enrollment));
    }

    /** How a console has it, such as {@code approved}; empty where it knows none of that id. */
    public static String enrollment(TestConsole console, String id) {
        return console.json("/api/sqal/devices/" + id).at("/device/enrollment").asString("");
    }

    /** One of this machine says hello, and hangs up. */
    public static void hello(TestConsole console, String id) {
        try (RawWebSocket device = console.sensors()) {
            device.sendText(TestMessages.hello(id).getBytes(StandardCharsets.UTF_8));
            device.awaitJson("hello_ack");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
