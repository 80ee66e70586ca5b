package fr.gaveurs.console.backend;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A WebSocket frame as it is on the wire, allowed or not. */
public record RawFrame(boolean fin, int rsv, int opcode, byte[] payload) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    /** A whole message or a control frame. */
    public static RawFrame of(int opcode, byte[] payload) {
        return new RawFrame(true, 0, opcode, payload);
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** The bytes as a client sends them, masked. */
    public byte[] masked() {
        return bytes(true);
    }

    /** The bytes as only a server may send them. */
    public byte[] unmasked() {
        return bytes(false);
    }

    private byte[] bytes(boolean masked) {
        ByteBuffer header = ByteBuffer.allocate(14);
        header.put((byte) ((fin ? 0x80 : 0) | (rsv << 4) | opcode));
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            header.put((byte) (mask | payload.length));
        } else if (payload.length < 65_536) {
            header.put((byte) (mask | 126)).putShort((short) payload.length);
        } else {
            header.put((byte) (mask | 127)).putLong(payload.length);
        }
        byte[] key = {0x12, 0x34, 0x56, 0x78};
        if (masked) {
            header.put(key);
        }
        byte[] frame = Arrays.copyOf(header.array(), header.position() + payload.length);
        for (int i = 0; i < payload.length; i++) {
            frame[header.position() + i] = masked ? (byte) (payload[i] ^ key[i & 3]) : payload[i];
        }
        return frame;
    }

    /** Reads one frame of a server and moves past it; null, and nothing moved, while it is not all there. */
    static @Nullable RawFrame read(ByteBuffer in) {
        int begin = in.position();
        RawFrame frame = in.remaining() < 2 ? null : readRest(in);
        if (frame == null) {
            in.position(begin);
        }
        return frame;
    }

    private static @Nullable RawFrame readRest(ByteBuffer in) {
        int first = in.get() & 0xFF;
        long length = in.get() & 0x7F;
        if (length >= 126) {
            if (in.remaining() < (length == 126 ? 2 : 8)) {
                return null;
            }
            length = length == 126 ? in.getShort() & 0xFFFF : in.getLong();
        }
        if (in.remaining() < length) {
            return null;
        }
        byte[] payload = new byte[(int) length];
        in.get(payload);
        return new RawFrame((first & 0x80) != 0, (first >> 4) & 7, first & 0xF, payload);
    }

    /** What a close frame says; 1005 if it says nothing. */
    public RawWebSocket.Closed closed() {
        return payload.length < 2
                ? new RawWebSocket.Closed(1005, "")
                : new RawWebSocket.Closed(
                        ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF),
                        new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
    }
}
