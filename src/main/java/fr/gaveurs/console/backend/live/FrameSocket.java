package fr.gaveurs.console.backend.live;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket of text messages: puts frames together up to a bound, checks that they are UTF-8, answers pings, and reads
 * on only when the last message was taken, so that a full queue slows the sender and not the heap.
 */
abstract class FrameSocket implements FrameHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FrameSocket.class);
    private static final int OUTBOX = 4_096;
    /** How long a peer may keep silent before it answers our goodbye. */
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final SocketGroup group;
    private final int messageLimit;
    private final AtomicBoolean gone = new AtomicBoolean();
    // Set by onOpen, before anything else can happen to the socket.
    private volatile CoreSession session;
    private volatile Outbox outbox;
    private byte[] buffer = new byte[0];
    private int length;
    private volatile boolean closing;
    private long discarded;
    /** When the message in hand began; 0 between messages. */
    private volatile long begunNanos;

    private final AtomicBoolean timed = new AtomicBoolean();

    @SuppressWarnings("NullAway.Init")
    FrameSocket(SocketGroup group, int messageLimit) {
        this.group = group;
        this.messageLimit = messageLimit;
    }

    /** The socket is open: the first thing to send goes here. */
    abstract void opened(CoreSession session);

    /**
     * One text message.
     *
     * @return whether to read on; otherwise {@link #readOn} will be called later
     */
    abstract boolean received(byte[] utf8, int offset, int length);

    /** Everything sent so far is written: there is room for more. */
    void drained() {}

    /** The socket is gone; called once. */
    abstract void gone();

    @Override
    public final void onOpen(CoreSession opening, Callback callback) {
        session = opening;
        outbox = new Outbox(opening, OUTBOX, this::drained, this::fail);
        group.opened(this);
        opened(opening);
        callback.succeeded();
        opening.demand();
    }

    @Override
    public final void onFrame(Frame frame, Callback callback) {
        boolean readOn = true;
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.CONTINUATION -> readOn = piece(frame);
            case OpCode.BINARY -> {
                group.countError("binary");
                close(CloseStatus.BAD_DATA, "send JSON as text messages");
            }
            case OpCode.PING -> outbox.send(new Frame(OpCode.PONG, copy(frame.getPayload())));
            case OpCode.CLOSE -> {
                outbox.end();
                readOn = false;
            }
            default -> {
                // PONG: that something came is all it says.
            }
        }
        callback.succeeded();
        if (readOn) {
            session.demand();
        }
    }

    private boolean piece(Frame frame) {
        ByteBuffer payload = frame.getPayload();
        int size = payload == null ? 0 : payload.remaining();
        if (closing) {
            return discard(size);
        }
        if (length + size > messageLimit) {
            group.countError("too_large");
            length = 0;
            begunNanos = 0;
            buffer = new byte[0];
            close(CloseStatus.MESSAGE_TOO_LARGE, "a message may have " + messageLimit + " bytes at most");
            return true;
        }
        if (frame.isFin() && length == 0 && payload != null && payload.hasArray()) {
            return message(payload.array(), payload.arrayOffset() + payload.position(), size);
        }
        if (buffer.length < length + size) {
            buffer = Arrays.copyOf(buffer, Math.min(messageLimit, Math.max(length + size, 2 * buffer.length)));
        }
        if (payload != null) {
            payload.get(buffer, length, size);
        }
        length += size;
        if (!frame.isFin()) {
            if (begunNanos == 0) {
                begunNanos = nonZero(System.nanoTime());
                timeMessage(group.messageTime().toNanos());
            }
            return true;
        }
        int whole = length;
        length = 0;
        begunNanos = 0;
        return message(buffer, 0, whole);
    }

    /** One timer a socket, however many messages: they come in pieces by the thousand. */
    private void timeMessage(long nanos) {
        if (timed.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(this::checkMessage);
        }
    }

    private void checkMessage() {
        timed.set(false);
        long begun = begunNanos;
        if (begun == 0 || closing || gone.get()) {
            return;
        }
        long left = group.messageTime().toNanos() - (System.nanoTime() - begun);
        if (left > 0) {
            timeMessage(left);
            return;
        }
        group.countError("slow_message");
        close(
                CloseStatus.POLICY_VIOLATION,
                "a message must be complete within " + group.messageTime().toSeconds() + " s");
    }

    private static long nonZero(long nanos) {
        return nanos == 0 ? 1 : nanos;
    }

    /** Reads past what a peer still sends after we said goodbye, so that it sees the close frame; but not for ever. */
    private boolean discard(int size) {
        discarded += size;
        if (discarded > 8L * messageLimit) {
            LOG.debug("{} sends on after the goodbye and is cut off", session.getRemoteAddress());
            session.abort();
            return false;
        }
        return true;
    }

    private boolean message(byte[] bytes, int offset, int size) {
        group.countReceived();
        if (!Utf8.isValid(bytes, offset, size)) {
            group.countError("not_utf8");
            close(CloseStatus.BAD_PAYLOAD, "text messages must be UTF-8");
            return true;
        }
        try {
            return received(bytes, offset, size);
        } catch (RuntimeException e) {
            // A fault of ours: the peer learns no more than that, and other sockets go on.
            group.countError("internal");
            LOG.error("a message from {} could not be handled", session.getRemoteAddress(), e);
            close(CloseStatus.SERVER_ERROR, "the console failed to handle this message");
            return true;
        }
    }

    private static ByteBuffer copy(ByteBuffer payload) {
        ByteBuffer copy = ByteBuffer.allocate(payload == null ? 0 : payload.remaining());
        if (payload != null) {
            copy.put(payload.slice());
        }
        return copy.flip();
    }

    /** Reads on after {@link #received} said not to. */
    final void readOn() {
        session.demand();
    }

    final void send(byte[] utf8) {
        group.countSent();
        outbox.text(utf8);
    }

    final SocketGroup group() {
        return group;
    }

    /** Closes after what was sent before. */
    final void close(int code, String reason) {
        closing = true;
        session.setIdleTimeout(FAREWELL);
        outbox.send(new CloseStatus(code, reason).toFrame());
    }

    private void fail(Throwable failure) {
        group.countError(errorType(failure));
        LOG.debug("socket of {} failed", session.getRemoteAddress(), failure);
        session.abort();
    }

    @Override
    public final void onError(Throwable cause, Callback callback) {
        // After our goodbye Jetty finds that it cannot say one of its own: no error.
        if (!(closing && cause instanceof ClosedChannelException)) {
            group.countError(errorType(cause));
            LOG.debug("socket error: {}", cause.toString());
        }
        callback.succeeded();
    }

    private static String errorType(Throwable cause) {
        return switch (cause) {
            case Outbox.SlowReaderException s -> "slow_reader";
            case org.eclipse.jetty.websocket.core.exception.WebSocketTimeoutException t -> "idle";
            case org.eclipse.jetty.websocket.core.exception.ProtocolException p -> "protocol";
            case java.io.IOException io -> "connection";
            default -> "other";
        };
    }

    @Override
    public final void onClosed(CloseStatus status, Callback callback) {
        if (gone.compareAndSet(false, true)) {
            group.closed(this);
            gone();
        }
        callback.succeeded();
    }
}
