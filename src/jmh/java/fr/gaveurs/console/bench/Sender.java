package fr.gaveurs.console.bench;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One device as lean as it can be: a socket, frames masked as a device does, so many samples in flight. */
final class Sender implements AutoCloseable {
    /** Hears of each acknowledgement, on the reader's thread. */
    interface Acked {
        /** @param sampleId as it was sent */
        void acked(String sampleId, long nanos);
    }

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final Pattern ACK = Pattern.compile("\"sample_id\":\"([^\"]*)\"");
    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime());

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private final int device;
    private final List<Template> templates;
    private final Semaphore window;
    private final LongAdder acked;
    private final LongAdder refused;
    private final Acked latency;
    private final ConcurrentHashMap<String, Long> sentAt = new ConcurrentHashMap<>();
    private final byte[] frame;
    private volatile boolean stop;

    Sender(
            int port,
            int device,
            List<Template> templates,
            int inFlight,
            LongAdder acked,
            LongAdder refused,
            Acked latency)
            throws IOException {
        this.device = device;
        this.templates = templates;
        this.window = new Semaphore(inFlight);
        this.acked = acked;
        this.refused = refused;
        this.latency = latency;
        this.frame = new byte
                [14 + templates.stream().mapToInt(Template::length).max().orElse(0)];
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 16 << 10));
        out.write(("GET /ws/sensors/ HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("no upgrade: " + head);
        }
        Thread.ofVirtual().name("reader-" + device).start(this::readAcks);
    }

    /** Sends as fast as the window lets it until told to stop. */
    void flood() throws IOException, InterruptedException {
        for (int i = device; !stop; i++) {
            window.acquire();
            send(templates.get(i % templates.size()), Instant.now());
        }
    }

    void sendOne(int i) throws IOException {
        sendOne(i, Instant.now());
    }

    /** Sends a sample that was measured at an instant. */
    void sendOne(int i, Instant measured) throws IOException {
        send(templates.get(i % templates.size()), measured);
    }

    private void send(Template template, Instant measured) throws IOException {
        long number = NUMBERS.incrementAndGet();
        int length = template.length();
        int head = length < 65_536 ? 8 : 14;
        frame[0] = (byte) 0x81;
        if (head == 8) {
            frame[1] = (byte) (0x80 | 126);
            frame[2] = (byte) (length >> 8);
            frame[3] = (byte) length;
        } else {
            frame[1] = (byte) (0x80 | 127);
            for (int i = 0; i < 8; i++) {
                frame[2 + i] = (byte) ((long) length >> (56 - 8 * i));
            }
        }
        int mask = ThreadLocalRandom.current().nextInt();
        INTS.set(frame, head - 4, mask);
        template.write(frame, head, device, number, measured);
        mask(frame, head, length, mask);
        sentAt.put("B" + Long.toString(number, 36), System.nanoTime());
        out.write(frame, 0, head + length);
    }

    private static void mask(byte[] frame, int from, int length, int mask) {
        long twice = ((long) mask << 32) | (mask & 0xFFFF_FFFFL);
        int at = from;
        for (int end = from + (length & ~7); at < end; at += Long.BYTES) {
            LONGS.set(frame, at, (long) LONGS.get(frame, at) ^ twice);
        }
        for (; at < from + length; at++) {
            frame[at] ^= (byte) (mask >>> (24 - 8 * ((at - from) & 3)));
        }
    }

    private void readAcks() {
        byte[] payload = new byte[64 << 10];
        try {
            while (true) {
                int first = in.readUnsignedByte();
                int length = in.readUnsignedByte() & 0x7F;
                if (length == 126) {
                    length = in.readUnsignedShort();
                }
                in.readFully(payload, 0, length);
                if ((first & 0x0F) != 1) {
                    continue;
                }
                String text = new String(payload, 0, length, StandardCharsets.UTF_8);
                if (text.contains("\"ack\"")) {
                    Matcher id = ACK.matcher(text);
                    if (id.find()) {
                        String number = id.group(1).replaceAll("x+$", "");
                        Long at = sentAt.remove(number);
                        if (at != null) {
                            latency.acked(id.group(1), System.nanoTime() - at);
                        }
                    }
                    acked.increment();
                    window.release();
                } else if (!text.contains("connection_established")) {
                    refused.increment();
                    window.release();
                }
            }
        } catch (EOFException | java.net.SocketException e) {
            stop = true;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void stop() {
        stop = true;
        window.release();
    }

    @Override
    public void close() throws IOException {
        stop();
        socket.close();
    }
}
