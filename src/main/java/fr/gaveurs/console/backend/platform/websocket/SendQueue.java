package fr.gaveurs.console.backend.platform.websocket;

import fr.gaveurs.console.backend.platform.resilience.HeldBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/**
 * What a socket has to send, in order and bounded, with one write under way at a time: what gathers meanwhile goes out
 * together.
 */
final class SendQueue {
    private final CoreSession session;
    /** What may wait for a peer while others let too much gather. */
    private static final int FAIR_BYTES = 8 << 10;

    /** Frames that may wait to go out together: acknowledgements of one commit, in one write. */
    private static final int FRAMES_TOGETHER = 64;

    private static final long STUCK_NANOS = 1_000_000_000;
    /** A frame's own size in memory. */
    private static final int OVERHEAD = 128;

    private final int capacity;
    private final int byteCapacity;
    private final SocketGroup group;
    private final HeldBytes held;
    private final Runnable onDrained;
    private final Consumer<Throwable> onFailure;
    private final Deque<Frame> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private int writingBytes;
    private long writingSince;
    private boolean writing;
    private boolean ended;
    private boolean broken;

    /** The peer lets too much gather. */
    static final class SlowReaderException extends IOException {
        private static final long serialVersionUID = 1L;

        SlowReaderException() {
            super("the peer does not read what it is sent");
        }
    }

    /**
     * @param capacity frames that may wait; the peer that lets more gather does not read
     * @param byteCapacity bytes that may wait, but for one frame that may be larger
     * @param group what all its sockets hold together is bounded; beyond, peers that let frames gather are cut off
     * @param onDrained called when all that was sent is written
     * @param onFailure called once, when a write fails or the peer does not read
     */
    SendQueue(
            CoreSession session,
            int capacity,
            int byteCapacity,
            SocketGroup group,
            Runnable onDrained,
            Consumer<Throwable> onFailure) {
        this.session = session;
        this.capacity = capacity;
        this.byteCapacity = byteCapacity;
        this.group = group;
        this.held = group.held();
        this.onDrained = onDrained;
        this.onFailure = onFailure;
    }

    void text(byte[] utf8) {
        send(new Frame(OpCode.TEXT, ByteBuffer.wrap(utf8)));
    }

    /** As {@link #text}, but unless much has gathered it waits for {@link #flush} or for what is sent next. */
    void textSoon(byte[] utf8) {
        send(new Frame(OpCode.TEXT, ByteBuffer.wrap(utf8)), FRAMES_TOGETHER);
    }

    void send(Frame frame) {
        send(frame, 1);
    }

    /** @param enough frames that wait for no more to come */
    private void send(Frame frame, int enough) {
        boolean full;
        boolean now = false;
        boolean tooMuch = false;
        synchronized (this) {
            if (ended) {
                return;
            }
            int bytes = OVERHEAD + (frame.hasPayload() ? frame.getPayloadLength() : 0);
            full = waiting.size() >= capacity || (!waiting.isEmpty() && waitingBytes + bytes > byteCapacity);
            if (!full) {
                // A peer that reads has little waiting, and is not to blame for what others leave unread.
                tooMuch = held.addToWrite(bytes);
                full = tooMuch && waitingBytes > FAIR_BYTES;
                waitingBytes += bytes;
            }
            if (full) {
                ended = true;
                broken = true;
                dropWaiting();
            } else {
                waiting.add(frame);
                // Whatever is sent after a close frame fails, and its failure would cut the close frame off.
                ended = frame.getOpCode() == OpCode.CLOSE;
                now = waiting.size() >= enough;
            }
        }
        if (full) {
            onFailure.accept(new SlowReaderException());
        } else {
            if (now) {
                flush();
            }
            if (tooMuch) {
                group.endUnread();
            }
        }
    }

    /** Takes no more: the peer said goodbye. */
    synchronized void end() {
        ended = true;
    }

    /** Writes what waits, unless a write is under way: then it follows that. */
    void flush() {
        List<Frame> batch;
        synchronized (this) {
            if (writing || broken || waiting.isEmpty()) {
                return;
            }
            writing = true;
            writingSince = System.nanoTime();
            batch = new ArrayList<>(waiting);
            waiting.clear();
            writingBytes = waitingBytes;
            waitingBytes = 0;
            Frame last = batch.getLast();
            if (batch.size() > 1 && last.getOpCode() == OpCode.CLOSE) {
                waiting.add(batch.removeLast()); // goes alone, when everything before it is out
            }
        }
        Callback callback = Callback.from(this::written, this::failed);
        for (int i = 0; i < batch.size(); i++) {
            boolean last = i == batch.size() - 1;
            write(batch.get(i), last ? callback : Callback.NOOP, !last);
        }
    }

    /**
     * A close frame goes past Jetty's session, which would end the connection right after one such as 1001 or 1009:
     * what the peer is still sending would then be answered with a reset, and a reset takes from the peer what it has
     * not read yet, the close frame and the last acknowledgements among it.
     */
    private void write(Frame frame, Callback callback, boolean batch) {
        if (frame.getOpCode() == OpCode.CLOSE && session instanceof WebSocketCoreSession core) {
            core.getConnection().enqueueFrame(new OutgoingEntry.Builder(frame, callback).build());
        } else {
            session.sendFrame(frame, callback, batch);
        }
    }

    private void written() {
        boolean drained;
        synchronized (this) {
            writing = false;
            wrote();
            drained = waiting.isEmpty();
        }
        if (drained) {
            onDrained.run();
        } else {
            flush();
        }
    }

    /** Bytes that are not written, if the write under way takes a second or more; else 0. */
    synchronized int stuckBytes() {
        return writing && System.nanoTime() - writingSince > STUCK_NANOS ? writingBytes + waitingBytes : 0;
    }

    private void wrote() {
        held.written(writingBytes);
        writingBytes = 0;
    }

    private void dropWaiting() {
        held.written(waitingBytes);
        waitingBytes = 0;
        waiting.clear();
    }

    /** The socket is gone, and nothing will be written any more. */
    synchronized void gone() {
        ended = true;
        broken = true;
        wrote();
        dropWaiting();
    }

    private void failed(Throwable failure) {
        boolean first;
        synchronized (this) {
            first = !broken;
            broken = true;
            ended = true;
            writing = false;
            wrote();
            dropWaiting();
        }
        if (first) {
            onFailure.accept(failure);
        }
    }
}
