package fr.gaveurs.console.backend.platform.websocket;

import fr.gaveurs.console.backend.platform.resilience.HeldBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A message that comes in pieces. It is kept as far as there is room for it among all sockets, and beyond that only
 * counted; its bytes are given back with its end, for there are thousands of sockets. Added to by one thread, given up
 * by any.
 */
public final class MessageAssembly {
    /** Bytes of a message of somebody who has not shown yet who it is: a hello, and a usual sample. */
    public static final int STRANGER_LIMIT = 32 << 10;

    private static final byte[] NOTHING = new byte[0];

    /** Why a message was read past. */
    public enum Unread {
        /** It is larger than somebody may send who has not shown who it is. */
        STRANGER,
        /** All sockets together hold as much as they may. */
        NO_ROOM
    }

    /** A message with all its pieces; to be given back once it is handled. */
    public record Whole(byte[] bytes, int length, boolean stranger) {}

    private final SocketGroup group;
    private final int limit;
    private final BooleanSupplier stranger;
    private byte[] buffer = NOTHING;
    private boolean heldAsStranger;
    private int length;
    private @Nullable Unread unread;
    /** When it began; 0 between messages. */
    private long begunNanos;

    /**
     * @param group its sockets hold a bounded number of bytes together
     * @param limit bytes of a message
     * @param stranger whether the sender has not shown yet who it is
     */
    public MessageAssembly(SocketGroup group, int limit, BooleanSupplier stranger) {
        this.group = group;
        this.limit = limit;
        this.stranger = stranger;
    }

    /** Bytes that have come, kept or not. */
    public synchronized int length() {
        return length;
    }

    /** Why the message in hand is not kept; null while it is. */
    public synchronized @Nullable Unread unread() {
        return unread;
    }

    /** How long the message in hand has been coming; 0 between messages. */
    public synchronized long nanos() {
        return begunNanos == 0 ? 0 : System.nanoTime() - begunNanos;
    }

    /** Whether bytes are held for it. */
    public synchronized boolean holds() {
        return buffer.length > 0;
    }

    /** Says that a further piece is to come. */
    public synchronized void begin() {
        if (begunNanos == 0) {
            long now = System.nanoTime();
            begunNanos = now == 0 ? 1 : now;
        }
    }

    /** Adds a piece, which makes the message no longer than its limit. */
    public void add(@Nullable ByteBuffer payload, int size) {
        int wanted = length() + size;
        int more = 0;
        Unread reason = unread();
        if (reason == null && capacity() < wanted) {
            boolean unknown = stranger.getAsBoolean();
            if (unknown && wanted > STRANGER_LIMIT) {
                reason = Unread.STRANGER;
            } else {
                more = growth(wanted, unknown);
                // Without the lock: another one's message may be given up for it.
                if (!takeRoom(more)) {
                    reason = Unread.NO_ROOM;
                    more = 0;
                }
            }
        }
        int given = 0;
        synchronized (this) {
            length = wanted;
            if (unread == null) { // otherwise it was given up meanwhile
                unread = reason;
            }
            if (unread != null) {
                given = more + buffer.length;
                buffer = NOTHING;
            } else {
                buffer = more == 0 ? buffer : Arrays.copyOf(buffer, buffer.length + more);
                if (payload != null) {
                    payload.get(buffer, wanted - size, size);
                }
            }
        }
        giveBack(given);
    }

    private synchronized int capacity() {
        return buffer.length;
    }

    private synchronized int growth(int wanted, boolean unknown) {
        if (buffer.length == 0) {
            heldAsStranger = unknown;
        }
        int most = unknown ? STRANGER_LIMIT : limit;
        return Math.min(most, Math.max(wanted, 2 * buffer.length)) - buffer.length;
    }

    private boolean takeRoom(int bytes) {
        HeldBytes held = group.held();
        return held.take(bytes, heldAsStranger)
                || (group.endSlowest(heldAsStranger) && held.take(bytes, heldAsStranger));
    }

    private void giveBack(int bytes) {
        if (bytes > 0) {
            group.held().give(bytes, heldAsStranger);
        }
    }

    /** The whole message. The next one may begin at once, on another thread. */
    public synchronized Whole take() {
        Whole whole = new Whole(buffer, length, heldAsStranger);
        buffer = NOTHING;
        length = 0;
        begunNanos = 0;
        return whole;
    }

    public void giveBack(Whole whole) {
        group.held().give(whole.bytes().length, whole.stranger());
    }

    /** The message in hand is over, and not wanted. */
    public void drop() {
        int given;
        synchronized (this) {
            given = buffer.length;
            buffer = NOTHING;
            length = 0;
            begunNanos = 0;
            unread = null;
        }
        giveBack(given);
    }

    /** Keeps no more of the message in hand; whether that gave bytes back. */
    public boolean giveUp() {
        int given;
        synchronized (this) {
            given = buffer.length;
            buffer = NOTHING;
            unread = Unread.NO_ROOM;
        }
        giveBack(given);
        return given > 0;
    }
}
