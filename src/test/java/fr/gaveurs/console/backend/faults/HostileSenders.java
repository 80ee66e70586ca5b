package fr.gaveurs.console.backend.faults;

import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.RawFrame;
import fr.gaveurs.console.backend.TestMessages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * Many sockets that send and read as nobody should: large messages, pieces that never end, hellos of stations that do not
 * exist, heartbeats under the names of others, answers that are not read. Each comes again when it is cut off.
 */
public final class HostileSenders implements AutoCloseable {
    private static final byte[] LARGE = padded("{\"type\":\"ping\"}", 1 << 20);
    /** Masked once: the sender's processor is not what is tried. */
    private static final byte[] LARGE_TEXT = RawFrame.of(RawFrame.TEXT, LARGE).masked();

    private static final byte[] LARGE_PING = RawFrame.of(RawFrame.PING, LARGE).masked();
    private static final byte[] PIECE = padded("{\"type\":\"ping\",\"padding\":", 8 << 10);

    private final List<InetAddress> sources;
    private final InetAddress target;
    private final int port;
    private final List<Thread> threads = new ArrayList<>();
    private final LongAdder connections = new LongAdder();
    private final LongAdder cutOff = new LongAdder();
    private volatile boolean closed;

    private interface Play {
        void play(Socket socket, int number) throws IOException, InterruptedException;
    }

    /** @param local of this machine, where a stranger would be refused before it could do harm */
    private record Kind(boolean local, Play play) {
        static Kind stranger(Play play) {
            return new Kind(false, play);
        }

        static Kind local(Play play) {
            return new Kind(true, play);
        }
    }

    /**
     * @param sources where they come from, in turn; empty for wherever the system takes
     * @param target the console's address
     */
    public HostileSenders(List<InetAddress> sources, InetAddress target, int port) {
        this.sources = sources;
        this.target = target;
        this.port = port;
    }

    /** Begins with so many sockets, of every kind. */
    public void start(int sockets) {
        HostileRequests requests = new HostileRequests(() -> closed);
        List<Kind> kinds = List.of(
                Kind.stranger(this::large),
                Kind.stranger(this::slowPieces),
                Kind.stranger(this::large),
                Kind.stranger(this::inventedHellos),
                Kind.stranger(this::slowPieces),
                Kind.stranger(this::heartbeatsOfOthers),
                Kind.stranger(this::neverReads),
                Kind.stranger(this::largeControlFrames),
                Kind.stranger(this::slowDashboard),
                Kind.stranger(requests::slowReport),
                Kind.stranger(requests::slowReader),
                Kind.stranger(requests::wrongTokens),
                Kind.local(requests::slowAttachment));
        for (int i = 0; i < sockets; i++) {
            int number = i;
            Kind kind = kinds.get(i % kinds.size());
            threads.add(Thread.ofVirtual().start(() -> run(kind, number)));
        }
    }

    private void run(Kind kind, int number) {
        while (!closed) {
            try (Socket socket = new Socket()) {
                if (!sources.isEmpty() && !kind.local()) {
                    socket.bind(new InetSocketAddress(sources.get(number % sources.size()), 0));
                }
                InetAddress address = kind.local() ? InetAddress.getLoopbackAddress() : target;
                socket.setReceiveBufferSize(4_096);
                socket.connect(new InetSocketAddress(address, port), 20_000);
                connections.increment();
                kind.play().play(socket, number);
            } catch (IOException e) {
                cutOff.increment();
            } catch (InterruptedException e) {
                return;
            }
            if (!pause(200 + ThreadLocalRandom.current().nextInt(2_000))) {
                return;
            }
        }
    }

    private static boolean pause(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static byte[] padded(String json, int size) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(utf8, size);
        Arrays.fill(padded, utf8.length, size, (byte) ' ');
        return padded;
    }

    private void upgrade(Socket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: " + target.getHostAddress() + ":" + port
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static void text(Socket socket, byte[] utf8) throws IOException {
        socket.getOutputStream().write(RawFrame.of(RawFrame.TEXT, utf8).masked());
    }

    private static void text(Socket socket, String json) throws IOException {
        text(socket, json.getBytes(StandardCharsets.UTF_8));
    }

    private void large(Socket socket, int number) throws IOException, InterruptedException {
        upgrade(socket, Routes.WS_SENSORS);
        while (!closed) {
            socket.getOutputStream().write(LARGE_TEXT);
            Thread.sleep(20_000);
        }
    }

    /** A message that grows until the console has enough of it. */
    private void slowPieces(Socket socket, int number) throws IOException, InterruptedException {
        upgrade(socket, Routes.WS_SENSORS);
        int opcode = RawFrame.TEXT;
        while (!closed) {
            socket.getOutputStream().write(new RawFrame(false, 0, opcode, PIECE).masked());
            opcode = RawFrame.CONTINUATION;
            Thread.sleep(1_000);
        }
    }

    private void inventedHellos(Socket socket, int number) throws IOException, InterruptedException {
        upgrade(socket, Routes.WS_SENSORS);
        for (int i = 0; !closed; i++) {
            text(socket, TestMessages.hello("ESP32_ZZ_" + number + "_" + i));
            Thread.sleep(500);
        }
    }

    private void heartbeatsOfOthers(Socket socket, int number) throws IOException, InterruptedException {
        upgrade(socket, Routes.WS_SENSORS);
        for (int i = 0; !closed; i++) {
            text(socket, TestMessages.heartbeat("ESP32_LL_" + (10 + i % 20), 99));
            Thread.sleep(500);
        }
    }

    /** Asks without end and reads nothing. */
    private void neverReads(Socket socket, int number) throws IOException, InterruptedException {
        upgrade(socket, Routes.WS_SENSORS);
        while (!closed) {
            for (int i = 0; i < 50; i++) {
                text(socket, "{\"type\":\"ping\"}");
            }
            Thread.sleep(500);
        }
    }

    private void largeControlFrames(Socket socket, int number) throws IOException, InterruptedException {
        upgrade(socket, Routes.WS_SENSORS);
        socket.getOutputStream().write(LARGE_PING, 0, 100_000);
        Thread.sleep(20_000);
    }

    private void slowDashboard(Socket socket, int number) throws IOException, InterruptedException {
        upgrade(socket, Routes.WS_REALTIME);
        while (!closed && socket.getInputStream().read() >= 0) {
            Thread.sleep(500);
        }
        throw new IOException("closed");
    }

    /** Connections made so far. */
    public long connections() {
        return connections.sum();
    }

    /** Connections that the console ended. */
    public long cutOff() {
        return cutOff.sum();
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
