package fr.gaveurs.console.backend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.devices.StationBook;
import fr.gaveurs.console.backend.devices.StationFile;
import fr.gaveurs.console.backend.lifecycle.Deadline;
import fr.gaveurs.console.backend.metrics.Metrics;
import fr.gaveurs.console.backend.quality.SampleQueries;
import fr.gaveurs.console.backend.quality.SampleStore;
import fr.gaveurs.console.backend.spool.Spool;
import fr.gaveurs.console.backend.store.Database;
import fr.gaveurs.console.backend.store.Partitioning;
import fr.gaveurs.console.backend.store.Partitions;
import fr.gaveurs.console.backend.store.TestDatabase;
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
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A device of another machine, from its first hello to the token that it must show. Its session is a stand-in that says
 * another address, since tests listen on this machine alone; everything behind it is real.
 */
class RemoteDeviceTest {
    private static final String ID = "ESP32_LL_01";

    @TempDir
    private static Path folder;

    private final Path own = folder.resolve("test-" + System.nanoTime());
    private final Database database = TestDatabase.fresh();
    private final Metrics metrics = new Metrics();
    private final StationBook book = new StationBook(
            database,
            new SampleQueries(database.jdbi()),
            Clock.systemUTC(),
            System::nanoTime,
            Duration.ofDays(90),
            10,
            false,
            0,
            new StationFile(own.resolve("stations.json")),
            station -> {});
    private final Hub hub = new Hub(Clock.systemUTC(), "1", book::live, () -> null, Duration.ofSeconds(30), metrics);
    private Spool files;
    private Ingest ingest;
    private SensorDesk desk;

    @BeforeEach
    void start() throws Exception {
        files = Spool.open(own.resolve("spool"), 1 << 20, 4 << 20, 0);
        ingest = new Ingest(
                new SampleStore(database, () -> Partitions.of(Partitioning.NATIVE), ZoneOffset.UTC, metrics),
                new Outage(database::writeObstacle, Clock.systemUTC()),
                new SampleSpool(files, Clock.systemUTC()),
                100,
                50,
                new AfterCommit(book, hub, new Throughput(Clock.systemUTC()), Clock.systemUTC(), metrics));
        desk = new SensorDesk(book, ingest, Clock.systemUTC(), 1 << 20, Duration.ofSeconds(30), 0, metrics);
        book.start();
        ingest.start();
    }

    @AfterEach
    void stop() throws Exception {
        ingest.stop(Deadline.in(Duration.ofSeconds(10)));
        book.stop(Deadline.in(Duration.ofSeconds(10)));
        hub.stop(Deadline.in(Duration.ZERO));
        database.close();
        files.close();
    }

    /** One connection from an address of the LAN. */
    private final class Connection extends CoreSession.Empty {
        private final SensorSocket socket = new SensorSocket(desk);
        private final List<JsonNode> answers = new CopyOnWriteArrayList<>();
        private final List<CloseStatus> closes = new CopyOnWriteArrayList<>();
        private final SocketAddress from;

        Connection(String address) throws UnknownHostException {
            from = new InetSocketAddress(InetAddress.getAllByName(address)[0], 50_000);
            socket.onOpen(this, Callback.NOOP);
            assertThat(answers.removeFirst().get("type").asString()).isEqualTo("connection_established");
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

        JsonNode say(String message) {
            socket.onFrame(
                    new Frame(OpCode.TEXT, ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8))), Callback.NOOP);
            await().until(() -> !answers.isEmpty());
            return answers.removeFirst();
        }

        JsonNode hello(String token) {
            ObjectNode hello = (ObjectNode) Json.MAPPER.readTree(TestMessages.hello(ID));
            hello.put("token", token);
            return say(hello.toString());
        }

        JsonNode sample() {
            return say(TestMessages.sample(ID).text());
        }
    }

    private Connection connect() throws UnknownHostException {
        return new Connection("192.168.1.30");
    }

    private static String type(JsonNode answer) {
        return answer.get("type").asString();
    }

    private long stored() {
        return database.jdbi().withHandle(h -> h.createQuery("SELECT count(*) FROM sensor_samples")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void waitsForApprovalAndItsSamplesAreKeptByTheDevice() throws Exception {
        Connection device = connect();

        JsonNode hello = device.hello(null);
        JsonNode refused = device.sample();

        assertThat(type(hello)).isEqualTo("hello_ack");
        assertThat(hello.get("message").asString())
                .contains("waiting for approval")
                .contains("not stored");
        assertThat(hello.get("token").isNull()).isTrue();
        assertThat(type(refused)).isEqualTo("error");
        assertThat(refused.get("sample_id").isNull()).isFalse();
        assertThat(refused.get("message").asString()).contains("keep the sample and send it again");
        assertThat(stored()).isZero();
        assertThat(book.find(ID).approved()).isFalse();
    }

    @Test
    void onlyAStationThatShowedItsTokenOnThisConnectionHasASayInWhatTimeItIs() throws Exception {
        String ahead = TestMessages.sample(ID)
                .at(java.time.Instant.now().plusSeconds(600))
                .json()
                .toString();
        Connection stranger = connect();
        assertThat(type(stranger.say(ahead))).isEqualTo("validation_error");
        Connection device = connect();
        device.hello(null);
        book.approve(ID);
        String token = device.hello(null).get("token").asString();
        assertThat(type(stranger.say(ahead))).as("approved, without a hello").isEqualTo("validation_error");
        assertThat(type(device.say(ahead))).as("it was told a token").isEqualTo("validation_error");
        assertThat(desk.clocks().finding().heard()).isZero();
        assertThat(desk.clocks().finding().refused()).isEmpty();

        Connection known = connect();
        known.hello(token);
        assertThat(type(known.say(ahead))).as("one against one").isEqualTo("validation_error");
        assertThat(desk.clocks().finding().heard()).isEqualTo(1);
        assertThat(desk.clocks().finding().refused()).containsExactly(ID);
        assertThat(type(stranger.say(ahead))).isEqualTo("validation_error");
        assertThat(desk.clocks().finding().heard()).isEqualTo(1);
    }

    @Test
    void evenWithoutAHelloASampleOnlyAsksForApproval() throws Exception {
        assertThat(type(connect().sample())).isEqualTo("error");
        assertThat(book.find(ID).approved()).isFalse();
        assertThat(stored()).isZero();
    }

    @Test
    void onceApprovedItDeliversAndGetsItsTokenOnce() throws Exception {
        Connection device = connect();
        device.hello(null);
        book.approve(ID);

        assertThat(type(device.sample())).as("at once, on the same socket").isEqualTo("ack");
        JsonNode welcome = device.hello(null);
        assertThat(welcome.get("message").asString()).isEqualTo("welcome");
        assertThat(welcome.get("token").asString()).startsWith("gvc_");
        assertThat(device.hello(null).get("token").isNull()).as("once").isTrue();
        assertThat(type(connect().sample()))
                .as("firmware that keeps no token goes on")
                .isEqualTo("ack");
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void onceItHasShownItsTokenItMustShowItOnEachSocket() throws Exception {
        Connection first = connect();
        first.hello(null);
        book.approve(ID);
        String token = first.hello(null).get("token").asString();
        assertThat(type(first.hello(token))).isEqualTo("hello_ack");
        assertThat(type(first.sample())).isEqualTo("ack");

        Connection silent = connect();
        JsonNode refused = silent.sample();
        assertThat(type(refused)).isEqualTo("error");
        assertThat(refused.get("message").asString()).contains("say esp32_hello with the station's token first");
        assertThat(silent.closes).isEmpty();
        assertThat(type(silent.hello(token))).isEqualTo("hello_ack");
        assertThat(type(silent.sample())).isEqualTo("ack");

        for (String wrong : new String[] {null, "gvc_wrong", token + "x", ""}) {
            Connection impostor = new Connection("192.168.1.66");
            JsonNode answer = impostor.hello(wrong);
            assertThat(type(answer)).isEqualTo("error");
            assertThat(answer.toString()).doesNotContain(token);
            assertThat(impostor.closes).singleElement().satisfies(close -> assertThat(close.getCode())
                    .isEqualTo(CloseStatus.POLICY_VIOLATION));
        }
        assertThat(stored()).isEqualTo(2);
        assertThat(metrics.counter("websocket.errors", "WebSocket errors", "endpoint", "sensors", "error_type", "token")
                        .count())
                .isEqualTo(4);
    }

    /** In pieces, as a large message comes through the network. */
    private static JsonNode sayInPieces(Connection device, byte[] message) {
        for (int from = 0; from < message.length; from += 8_000) {
            int size = Math.min(8_000, message.length - from);
            Frame piece = new Frame(from == 0 ? OpCode.TEXT : OpCode.CONTINUATION);
            piece.setPayload(ByteBuffer.wrap(message, from, size));
            piece.setFin(from + size == message.length);
            device.socket.onFrame(piece, Callback.NOOP);
        }
        await().until(() -> !device.answers.isEmpty());
        return device.answers.removeFirst();
    }

    private static byte[] large(String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        byte[] padded = java.util.Arrays.copyOf(utf8, 140_000);
        java.util.Arrays.fill(padded, utf8.length, padded.length, (byte) ' ');
        return padded;
    }

    @Test
    void aLargeMessageOfAStrangerIsReadPastAndOneOfAStationThatIsLetInIsKept() throws Exception {
        Connection device = connect();
        JsonNode strange = sayInPieces(device, large(TestMessages.sample(ID).text()));
        assertThat(type(strange)).isEqualTo("error");
        assertThat(strange.get("message").asString()).contains("32 KiB").contains("esp32_hello");
        device.hello(null);
        assertThat(type(sayInPieces(device, large(TestMessages.sample(ID).text()))))
                .as("not let in yet")
                .isEqualTo("error");
        assertThat(device.closes).isEmpty();

        book.approve(ID);
        assertThat(type(sayInPieces(device, large(TestMessages.sample(ID).text()))))
                .isEqualTo("ack");
        assertThat(desk.group().held().read())
                .as("nothing is kept for the next one")
                .isZero();
    }

    @Test
    void theBytesOfASampleCountUntilItIsAnswered() throws Exception {
        Connection device = new Connection("127.0.0.1");
        ingest.stop(Deadline.in(Duration.ofSeconds(10)));
        byte[] sample = TestMessages.sample(ID).text().getBytes(StandardCharsets.UTF_8);
        device.socket.onFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(sample)), Callback.NOOP);
        assertThat(desk.group().held().read()).as("it waits for room").isEqualTo(sample.length);
    }

    @Test
    void aDeviceOfThisMachineNeedsNoneOfThat() throws Exception {
        Connection device = new Connection("127.0.0.1");

        assertThat(type(device.sample())).isEqualTo("ack");
        assertThat(device.hello(null).get("token").isNull()).isTrue();
        assertThat(book.find(ID).approved()).isTrue();
    }
}
