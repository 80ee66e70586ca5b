package fr.gaveurs.console.backend.platform.websocket;

import static fr.gaveurs.console.backend.RawFrame.BINARY;
import static fr.gaveurs.console.backend.RawFrame.CLOSE;
import static fr.gaveurs.console.backend.RawFrame.CONTINUATION;
import static fr.gaveurs.console.backend.RawFrame.PING;
import static fr.gaveurs.console.backend.RawFrame.PONG;
import static fr.gaveurs.console.backend.RawFrame.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.RawFrame;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.RawWebSocket.Closed;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Frames as no library sends them, after the cases of the Autobahn suite; and another socket that must not notice. */
class FramingTest {
    private static final int MIB = 1 << 20;
    private static TestConsole console;
    private static RawWebSocket bystander;

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
        bystander = console.sensors();
    }

    @AfterAll
    static void stop() throws Exception {
        bystander.close();
        console.close();
    }

    @AfterEach
    void theOtherSocketIsServedAsBefore() throws Exception {
        TestMessages sample = TestMessages.sample("ESP32_LS_99");
        bystander.sendText(sample.text());
        assertThat(bystander.readJson().get("sample_id").asString()).isEqualTo(sample.id());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] all(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    private static byte[] frame(boolean fin, int rsv, int opcode, int size) {
        return new RawFrame(fin, rsv, opcode, new byte[size]).masked();
    }

    /** A header that announces more than it can mean. */
    private static byte[] header(int first, long length) {
        return ByteBuffer.allocate(14)
                .put((byte) first)
                .put((byte) 0xFF)
                .putLong(length)
                .putInt(0)
                .array();
    }

    private static byte[] close(int code, byte[] reason) {
        ByteBuffer payload = ByteBuffer.allocate(2 + reason.length);
        return RawFrame.of(CLOSE, payload.putShort((short) code).put(reason).array())
                .masked();
    }

    static Stream<Arguments> hostile() {
        byte[] ping = utf8("{\"type\":\"ping\"}");
        return Stream.of(
                Arguments.of("not masked", RawFrame.of(TEXT, ping).unmasked(), 1002),
                Arguments.of("reserved bit 1", frame(true, 4, TEXT, 3), 1002),
                Arguments.of("reserved bit 2", frame(true, 2, TEXT, 3), 1002),
                Arguments.of("reserved bit 3", frame(true, 1, TEXT, 3), 1002),
                Arguments.of("reserved bit on a ping", frame(true, 4, PING, 3), 1002),
                Arguments.of("reserved opcode 3", frame(true, 0, 3, 0), 1002),
                Arguments.of("reserved opcode 7", frame(true, 0, 7, 10), 1002),
                Arguments.of("reserved opcode 11", frame(true, 0, 11, 0), 1002),
                Arguments.of("reserved opcode 15", frame(true, 0, 15, 10), 1002),
                Arguments.of("ping of 126 bytes", frame(true, 0, PING, 126), 1002),
                Arguments.of("pong of 126 bytes", frame(true, 0, PONG, 126), 1002),
                Arguments.of("close of 126 bytes", frame(true, 0, CLOSE, 126), 1002),
                Arguments.of("ping of 70 KB", frame(true, 0, PING, 70_000), 1002),
                Arguments.of("ping in pieces", frame(false, 0, PING, 3), 1002),
                Arguments.of("close in pieces", frame(false, 0, CLOSE, 2), 1002),
                Arguments.of("continuation of nothing", frame(true, 0, CONTINUATION, 3), 1002),
                Arguments.of("open continuation of nothing", frame(false, 0, CONTINUATION, 3), 1002),
                Arguments.of("text within a text", all(frame(false, 0, TEXT, 3), frame(true, 0, TEXT, 3)), 1002),
                Arguments.of("binary within a text", all(frame(false, 0, TEXT, 3), frame(true, 0, BINARY, 3)), 1002),
                Arguments.of("negative length", header(0x81, Long.MIN_VALUE), 1009),
                Arguments.of("length of all ones", header(0x81, -1), 1009),
                Arguments.of("text of 8 exbibytes", header(0x81, Long.MAX_VALUE), 1009),
                Arguments.of("text of 4 GiB", header(0x81, 1L << 32), 1009),
                Arguments.of("close of one byte", frame(true, 0, CLOSE, 1), 1002),
                Arguments.of("close with 0", close(0, new byte[0]), 1002),
                Arguments.of("close with 999", close(999, new byte[0]), 1002),
                Arguments.of("close with 1004", close(1004, new byte[0]), 1002),
                Arguments.of("close with 1005", close(1005, new byte[0]), 1002),
                Arguments.of("close with 1006", close(1006, new byte[0]), 1002),
                Arguments.of("close with 1015", close(1015, new byte[0]), 1002),
                Arguments.of("close with 65535", close(65535, new byte[0]), 1002),
                Arguments.of("close whose reason is no UTF-8", close(1000, new byte[] {(byte) 0xFF}), 1007),
                Arguments.of("binary", RawFrame.of(BINARY, new byte[100]).masked(), 1003),
                Arguments.of("empty binary", RawFrame.of(BINARY, new byte[0]).masked(), 1003),
                Arguments.of(
                        "binary in pieces",
                        all(
                                frame(false, 0, BINARY, 100),
                                frame(false, 0, CONTINUATION, 9),
                                frame(true, 0, CONTINUATION, 9)),
                        1003),
                Arguments.of(
                        "not UTF-8",
                        RawFrame.of(TEXT, new byte[] {'{', (byte) 0xC3, '('}).masked(),
                        1007),
                Arguments.of(
                        "surrogate",
                        RawFrame.of(TEXT, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})
                                .masked(),
                        1007),
                Arguments.of(
                        "cut character",
                        RawFrame.of(TEXT, new byte[] {(byte) 0xF0, (byte) 0x9F}).masked(),
                        1007));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void closesWithTheRightCodeAndNoWordTooMany(String name, byte[] bytes, int code) throws Exception {
        try (RawWebSocket device = console.sensors()) {
            device.sendRaw(bytes);

            Closed closed = device.awaitClose();

            assertThat(closed.code()).as("%s: %s", name, closed).isEqualTo(code);
            assertThat(closed.reason())
                    .doesNotContain("Exception")
                    .doesNotContain("org.")
                    .doesNotContain("java");
        }
    }

    @Test
    void manyWrongFramesAtOnceStillEndWithACloseFrame() throws Exception {
        for (int round = 0; round < 20; round++) {
            try (RawWebSocket device = console.sensors()) {
                byte[] sample = RawFrame.of(
                                TEXT, TestMessages.sample("ESP32_LL_01").utf8())
                        .masked();
                byte[] binary = RawFrame.of(BINARY, new byte[10]).masked();
                device.sendRaw(all(sample, sample, binary, binary, binary, sample, binary));

                assertThat(device.awaitClose().code()).isEqualTo(1003);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1048577, 2000000", "1048577, 70000", "1048577, 65536", "1100000, 125", "3000000, 3000000"})
    void moreThanAMebibyteIsTooLargeInOneFrameOrInMany(int size, int piece) throws Exception {
        byte[] message = new byte[size];
        Arrays.fill(message, (byte) ' ');
        try (RawWebSocket device = console.sensors()) {
            device.sendFragments(TEXT, message, piece);

            Closed closed = device.awaitClose();

            assertThat(closed.code()).isEqualTo(1009);
            assertThat(closed.reason()).contains("1048576 bytes at most");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {MIB, 70_000, 65_536, 65_535, 4_096})
    void aMebibyteIsTaken(int piece) throws Exception {
        byte[] ping = utf8("{\"type\":\"ping\"}");
        byte[] message = Arrays.copyOf(ping, MIB);
        Arrays.fill(message, ping.length, MIB, (byte) ' ');
        try (RawWebSocket device = console.sensors()) {
            device.sendFragments(TEXT, message, piece);

            assertThat(device.readJson().get("type").asString()).isEqualTo("pong");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 125, 126, 1_000, 65_535})
    void aMessageInPiecesIsTheMessage(int piece) throws Exception {
        TestMessages sample = TestMessages.sample("ESP32_LL_01").id("canard \uD83E\uDD86 " + piece);
        try (RawWebSocket device = console.sensors()) {
            device.sendFragments(TEXT, sample.utf8(), piece);

            JsonNode answer = device.readJson();

            assertThat(answer.get("type").asString()).isEqualTo("ack");
            assertThat(answer.get("sample_id").asString()).isEqualTo(sample.id());
        }
    }

    @Test
    void controlFramesMayComeBetweenPiecesAndEmptyPiecesCount() throws Exception {
        byte[] ping = utf8("{\"type\":\"ping\"}");
        try (RawWebSocket device = console.sensors()) {
            device.sendRaw(all(
                    new RawFrame(false, 0, TEXT, new byte[0]).masked(),
                    new RawFrame(false, 0, CONTINUATION, Arrays.copyOf(ping, 5)).masked(),
                    RawFrame.of(PING, utf8("still there?")).masked(),
                    RawFrame.of(PONG, new byte[125]).masked(),
                    new RawFrame(false, 0, CONTINUATION, Arrays.copyOfRange(ping, 5, ping.length)).masked(),
                    new RawFrame(true, 0, CONTINUATION, new byte[0]).masked()));

            RawFrame pong = device.readFrame(RawWebSocket.PATIENCE);
            assertThat(pong.opcode()).isEqualTo(PONG);
            assertThat(pong.text()).isEqualTo("still there?");
            assertThat(device.readJson().get("type").asString()).isEqualTo("pong");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125})
    void aPingIsAnsweredWithItsPayload(int size) throws Exception {
        byte[] payload = new byte[size];
        Arrays.fill(payload, (byte) 0xFE);
        try (RawWebSocket device = console.sensors()) {
            for (int i = 0; i < 10; i++) {
                device.send(PING, payload);
            }
            for (int i = 0; i < 10; i++) {
                RawFrame pong = device.readFrame(RawWebSocket.PATIENCE);
                assertThat(pong.opcode()).isEqualTo(PONG);
                assertThat(pong.payload()).isEqualTo(payload);
            }
        }
    }

    @Test
    void bytesThatTrickleInAreReadAllTheSame() throws Exception {
        byte[] bytes = RawFrame.of(TEXT, utf8("{\"type\":\"ping\"}")).masked();
        try (RawWebSocket device = console.sensors()) {
            for (byte one : bytes) {
                device.sendRaw(new byte[] {one});
            }
            assertThat(device.readJson().get("type").asString()).isEqualTo("pong");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 3000, 4999})
    void agreesToAGoodbye(int code) throws Exception {
        try (RawWebSocket device = console.sensors()) {
            device.sendText(TestMessages.sample("ESP32_LL_01").text());
            device.sendClose(code);

            assertThat(device.awaitClose().code()).isEqualTo(code);
            assertThat(device.readFrame(RawWebSocket.PATIENCE))
                    .as("and then ends")
                    .isNull();
        }
    }

    @Test
    void aConnectionThatJustEndsLeavesNothingBehind() throws Exception {
        await().until(() -> console.metric("websocket_connections_active{endpoint=\"sensors\"}") == 1);
        for (byte[] last :
                List.of(new byte[0], new byte[] {(byte) 0x81}, header(0x81, 1000), frame(false, 0, TEXT, 9))) {
            try (RawWebSocket device = console.sensors()) {
                device.sendRaw(last);
            }
        }
        await().until(() -> console.metric("websocket_connections_active{endpoint=\"sensors\"}") == 1);
    }

    @Test
    void noExtensionIsNegotiated() throws Exception {
        try (RawWebSocket device = RawWebSocket.open(
                console.port(),
                "/ws/sensors/",
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")) {
            assertThat(device.handshake()).doesNotContainIgnoringCase("sec-websocket-extensions");
        }
    }
}
