package fr.gaveurs.console.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.features.devices.DeviceHistory;
import fr.gaveurs.console.backend.features.devices.DeviceRegistry;
import fr.gaveurs.console.backend.features.devices.StationFile;
import fr.gaveurs.console.backend.features.quality.SampleQueries;
import fr.gaveurs.console.backend.features.quality.SampleStore;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.spool.Spool;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import fr.gaveurs.console.backend.realtime.Hub;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Devices of other machines. Their sessions are stand-ins that say other addresses, since tests listen on this machine
 * alone; everything behind them is real.
 */
final class Lan {
    final Database database = TestDatabase.fresh();
    final Metrics metrics = new Metrics();
    final DeviceRegistry registry;
    final DeviceSocketContext sockets;
    private final Hub hub;
    private final Spool files;
    final Ingest ingest;

    /** @param folder of this test's own */
    Lan(Path folder) throws Exception {
        registry = new DeviceRegistry(
                database,
                new SampleQueries(database.jdbi()),
                Clock.systemUTC(),
                System::nanoTime,
                Duration.ofDays(90),
                10,
                false,
                0,
                new StationFile(folder.resolve("stations.json")),
                station -> {});
        hub = new Hub(Clock.systemUTC(), "1", registry::live, () -> null, Duration.ofSeconds(30), metrics);
        files = Spool.open(folder.resolve("spool"), 1 << 20, 4 << 20, 0, false);
        ingest = new Ingest(
                new SampleStore(
                        database,
                        () -> Partitions.of(Partitioning.NATIVE),
                        ZoneOffset.UTC,
                        new ReadyRows(System::nanoTime),
                        metrics),
                new Outage(database::writeObstacle, Clock.systemUTC()),
                new SampleSpool(files, Clock.systemUTC()),
                100,
                50,
                new AfterCommit(
                        registry,
                        hub,
                        new Throughput(Clock.systemUTC(), since -> Map.of()),
                        Clock.systemUTC(),
                        metrics));
        sockets = new DeviceSocketContext(
                registry,
                DeviceHistory.of(database, Clock.systemUTC(), ZoneOffset.UTC),
                ingest,
                Clock.systemUTC(),
                1 << 20,
                Duration.ofSeconds(30),
                0,
                metrics);
        registry.start();
        ingest.start();
    }

    void close() throws Exception {
        ingest.stop(Deadline.in(Duration.ofSeconds(10)));
        registry.stop(Deadline.in(Duration.ofSeconds(10)));
        hub.stop(Deadline.in(Duration.ZERO));
        database.close();
        files.close();
    }

    Connection connect(String address) throws UnknownHostException {
        return new Connection(address);
    }

    Device device(String id) {
        return registry.find(id).device();
    }

    long stored() {
        return count("sensor_samples");
    }

    long count(String table) {
        return database.jdbi().withHandle(h -> h.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    static String type(JsonNode answer) {
        return answer.get("type").asString();
    }

    /** One connection from an address. */
    final class Connection extends CoreSession.Empty {
        final DeviceSocket socket = new DeviceSocket(sockets);
        final List<JsonNode> answers = new CopyOnWriteArrayList<>();
        final List<CloseStatus> closes = new CopyOnWriteArrayList<>();
        private final SocketAddress from;

        Connection(String address) throws UnknownHostException {
            from = new InetSocketAddress(InetAddress.getAllByName(address)[0], 50_000);
            socket.onOpen(this, Callback.NOOP);
            assertThat(type(answers.removeFirst())).isEqualTo("connection_established");
        }

        @Override
        public SocketAddress getRemoteAddress() {
            return from;
        }

        @Override
        public void sendFrame(OutgoingEntry entry) {
            Frame frame = entry.getFrame();
            if (frame.getOpCode() == OpCode.CLOSE) {
                closes.add(CloseStatus.getCloseStatus(frame));
            } else {
                answers.add(Json.MAPPER.readTree(frame.getPayloadAsUTF8()));
            }
            entry.getCallback().succeeded();
        }

        void tell(byte[] message) {
            socket.onFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(message)), Callback.NOOP);
        }

        void tell(String message) {
            tell(message.getBytes(StandardCharsets.UTF_8));
        }

        JsonNode say(String message) {
            tell(message);
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> !answers.isEmpty());
            return answers.removeFirst();
        }

        JsonNode hello(String id, String mac, String token) {
            ObjectNode hello = (ObjectNode) Json.MAPPER.readTree(TestMessages.hello(id));
            hello.put("mac_address", mac);
            hello.put("token", token);
            return say(hello.toString());
        }

        JsonNode sample(String id) {
            return say(TestMessages.sample(id).text());
        }

        void hangUp() {
            socket.onClosed(new CloseStatus(1001, "gone"), Callback.NOOP);
        }
    }
}
