package fr.gaveurs.console.backend.ingest;

import static fr.gaveurs.console.backend.ingest.Lan.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.audit.TestAct;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A device of another machine, from its first hello to the token that it must show. */
class RemoteDeviceTest {
    private static final String ID = "ESP32_LL_01";
    private static final String MAC = "AA:BB:CC:00:11:22";

    @TempDir
    private Path folder;

    private Lan lan;

    @BeforeEach
    void start() throws Exception {
        lan = new Lan(folder);
    }

    @AfterEach
    void stop() throws Exception {
        lan.close();
    }

    private Lan.Connection connect() throws UnknownHostException {
        return lan.connect("192.168.1.30");
    }

    @Test
    void waitsForApprovalAndItsSamplesAreKeptByTheDevice() throws Exception {
        Lan.Connection device = connect();

        JsonNode hello = device.hello(ID, MAC, null);
        JsonNode refused = device.sample(ID);

        assertThat(type(hello)).isEqualTo("hello_ack");
        assertThat(hello.get("message").asString())
                .contains("waiting for approval")
                .contains("not stored");
        assertThat(hello.get("token").isNull()).isTrue();
        assertThat(type(refused)).isEqualTo("error");
        assertThat(refused.get("sample_id").isNull()).isFalse();
        assertThat(refused.get("message").asString()).contains("keep the sample and send it again");
        assertThat(lan.stored()).isZero();
        assertThat(lan.registry.find(ID).approved()).isFalse();
    }

    @Test
    void onlyAStationThatShowedItsTokenOnThisConnectionHasASayInWhatTimeItIs() throws Exception {
        String ahead = TestMessages.sample(ID)
                .at(java.time.Instant.now().plusSeconds(600))
                .json()
                .toString();
        Lan.Connection stranger = connect();
        assertThat(type(stranger.say(ahead))).isEqualTo("validation_error");
        Lan.Connection device = connect();
        device.hello(ID, MAC, null);
        lan.registry.acts().approve(ID, null, TestAct.ANY);
        String token = device.hello(ID, MAC, null).get("token").asString();
        assertThat(type(stranger.say(ahead))).as("approved, without a hello").isEqualTo("validation_error");
        assertThat(type(device.say(ahead))).as("it was told a token").isEqualTo("validation_error");
        assertThat(lan.sockets.clocks().finding().heard()).isZero();
        assertThat(java.util.Objects.requireNonNull(lan.registry.find(ID))
                        .device()
                        .clockAheadSeconds())
                .isNull();

        Lan.Connection known = connect();
        known.hello(ID, MAC, token);
        assertThat(type(known.say(ahead))).as("one against one").isEqualTo("validation_error");
        assertThat(lan.sockets.clocks().finding().heard()).isEqualTo(1);
        assertThat(java.util.Objects.requireNonNull(lan.registry.find(ID))
                        .device()
                        .clockAheadSeconds())
                .isGreaterThan(300);
        assertThat(type(stranger.say(ahead))).isEqualTo("validation_error");
        assertThat(lan.sockets.clocks().finding().heard()).isEqualTo(1);
    }

    @Test
    void evenWithoutAHelloASampleOnlyAsksForApproval() throws Exception {
        assertThat(type(connect().sample(ID))).isEqualTo("error");
        assertThat(lan.registry.find(ID).approved()).isFalse();
        assertThat(lan.stored()).isZero();
    }

    @Test
    void onceApprovedItDeliversAndGetsItsTokenOnce() throws Exception {
        Lan.Connection device = connect();
        device.hello(ID, MAC, null);
        lan.registry.acts().approve(ID, null, TestAct.ANY);

        assertThat(type(device.sample(ID))).as("at once, on the same socket").isEqualTo("ack");
        JsonNode welcome = device.hello(ID, MAC, null);
        assertThat(welcome.get("message").asString()).isEqualTo("welcome");
        assertThat(welcome.get("token").asString()).startsWith("gvc_");
        assertThat(device.hello(ID, MAC, null).get("token").isNull()).as("once").isTrue();
        assertThat(type(connect().sample(ID)))
                .as("firmware that keeps no token goes on")
                .isEqualTo("ack");
        assertThat(lan.stored()).isEqualTo(2);
    }

    @Test
    void onceItHasShownItsTokenItMustShowItOnEachSocket() throws Exception {
        Lan.Connection first = connect();
        first.hello(ID, MAC, null);
        lan.registry.acts().approve(ID, null, TestAct.ANY);
        String token = first.hello(ID, MAC, null).get("token").asString();
        assertThat(type(first.hello(ID, MAC, token))).isEqualTo("hello_ack");
        assertThat(type(first.sample(ID))).isEqualTo("ack");

        Lan.Connection silent = connect();
        JsonNode refused = silent.sample(ID);
        assertThat(type(refused)).isEqualTo("error");
        assertThat(refused.get("message").asString()).contains("say esp32_hello with the station's token first");
        assertThat(silent.closes).isEmpty();
        assertThat(type(silent.hello(ID, MAC, token))).isEqualTo("hello_ack");
        assertThat(type(silent.sample(ID))).isEqualTo("ack");

        for (String wrong : new String[] {null, "gvc_wrong", token + "x", ""}) {
            Lan.Connection impostor = lan.connect("192.168.1.66");
            JsonNode answer = impostor.hello(ID, MAC, wrong);
            assertThat(type(answer)).isEqualTo("error");
            assertThat(answer.toString()).doesNotContain(token);
            assertThat(impostor.closes).singleElement().satisfies(close -> assertThat(close.getCode())
                    .isEqualTo(CloseStatus.POLICY_VIOLATION));
        }
        assertThat(lan.stored()).isEqualTo(2);
        assertThat(lan.metrics
                        .counter("websocket.errors", "WebSocket errors", "endpoint", "sensors", "error_type", "token")
                        .count())
                .isEqualTo(4);
    }

    /** In pieces, as a large message comes through the network. */
    private static JsonNode sayInPieces(Lan.Connection device, byte[] message) {
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
        Lan.Connection device = connect();
        JsonNode strange = sayInPieces(device, large(TestMessages.sample(ID).text()));
        assertThat(type(strange)).isEqualTo("error");
        assertThat(strange.get("message").asString()).contains("32 KiB").contains("esp32_hello");
        device.hello(ID, MAC, null);
        assertThat(type(sayInPieces(device, large(TestMessages.sample(ID).text()))))
                .as("not let in yet")
                .isEqualTo("error");
        assertThat(device.closes).isEmpty();

        lan.registry.acts().approve(ID, null, TestAct.ANY);
        assertThat(type(sayInPieces(device, large(TestMessages.sample(ID).text()))))
                .isEqualTo("ack");
        await("nothing is kept for the next one")
                .until(() -> lan.sockets.group().held().read() == 0);
    }

    @Test
    void theBytesOfASampleCountUntilItIsAnswered() throws Exception {
        Lan.Connection device = lan.connect("127.0.0.1");
        lan.ingest.stop(Deadline.in(Duration.ofSeconds(10)));
        byte[] sample = TestMessages.sample(ID).text().getBytes(StandardCharsets.UTF_8);
        device.socket.onFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(sample)), Callback.NOOP);
        assertThat(lan.sockets.group().held().read()).as("it waits for room").isEqualTo(sample.length);
    }

    @Test
    void aDeviceOfThisMachineNeedsNoneOfThat() throws Exception {
        Lan.Connection device = lan.connect("127.0.0.1");

        assertThat(type(device.sample(ID))).isEqualTo("ack");
        assertThat(device.hello(ID, MAC, null).get("token").isNull()).isTrue();
        assertThat(lan.registry.find(ID).approved()).isTrue();
    }
}
