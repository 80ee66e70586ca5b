package fr.gaveurs.console.backend.platform.websocket;

import fr.gaveurs.console.backend.platform.lifecycle.LogBound;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
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
public abstract class FrameSocket implements FrameHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FrameSocket.class);
    /** Of all sockets together: whoever knows such a message can send it again and again. */
    private static final LogBound FAULT_LINES = new LogBound(10, Duration.ofMinutes(1));

    private static final int OUTBOX = 4_096;
    /** Bytes that may wait for a peer that does not read. */
    private static final int OUTBOX_BYTES = 512 << 10;
    /** How long a peer may keep silent before it answers our goodbye. */
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final SocketGroup group;
    private final int messageLimit;
    private final MessageAssembly assembly;
    private final AtomicBoolean gone = new AtomicBoolean();
    // Set by onOpen, before anything else can happen to the socket.
    private volatile CoreSession session;
    private volatile SendQueue outbox;
    private volatile boolean closing;
    private volatile CloseStatus ended = CloseStatus.NO_CODE_STATUS;
    private long discarded;
    private final Runnable resume = this::resume;

    @SuppressWarnings("NullAway.Init")
    protected FrameSocket(SocketGroup group, int messageLimit) {
        this.group = group;
        this.messageLimit = messageLimit;
        this.assembly = new MessageAssembly(group, messageLimit, this::isStranger);
    }

    /** The socket is open: the first thing to send goes here. */
    protected abstract void opened(CoreSession session);

    /**
     * One text message.
     *
     * @return whether to read on; otherwise {@link #readOn} will be called later
     */
    protected abstract boolean received(byte[] utf8, int offset, int length);

    /** Whether it has not shown yet who it is. */
    protected abstract boolean isStranger();

    /** A message came to its end that was not kept; its sender is to be told. */
    protected abstract void passedOver(MessageAssembly.Unread reason);

    /** A message was no UTF-8: the socket is about to be closed for it. */
    protected void notUtf8(byte[] bytes, int offset, int size) {}

    /** Everything sent so far is written: there is room for more. */
    protected void drained() {}

    /** The socket is gone; called once. */
    protected abstract void gone();

    @Override
    public final void onOpen(CoreSession opening, Callback callback) {
        session = opening;
        outbox = new SendQueue(opening, OUTBOX, OUTBOX_BYTES, group, this::drained, this::fail);
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
                close(CloseStatus.BAD_DATA, CloseWords.NO_TEXT);
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
            readOn();
        }
    }

    private boolean piece(Frame frame) {
        ByteBuffer payload = frame.getPayload();
        int size = payload == null ? 0 : payload.remaining();
        if (closing) {
            return discard(size);
        }
        int before = assembly.length();
        if (before + size > messageLimit) {
            group.countError("too_large");
            assembly.drop();
            close(CloseStatus.MESSAGE_TOO_LARGE, CloseWords.TOO_LARGE + messageLimit + " bytes at most");
            return true;
        }
        if (frame.isFin() && before == 0 && payload != null && payload.hasArray()) {
            return message(payload.array(), payload.arrayOffset() + payload.position(), size);
        }
        assembly.add(payload, size);
        if (!frame.isFin()) {
            assembly.begin();
            return true;
        }
        MessageAssembly.Unread unread = assembly.unread();
        if (unread != null) {
            assembly.drop();
            group.countError(unread == MessageAssembly.Unread.STRANGER ? "not_identified" : "no_room");
            passedOver(unread);
            return true;
        }
        MessageAssembly.Whole whole = assembly.take();
        try {
            return message(whole.bytes(), 0, whole.length());
        } finally {
            assembly.giveBack(whole);
        }
    }

    /** How long the message in hand has been coming that holds bytes; 0 when there is none. */
    protected final long messageNanos() {
        return !closing && assembly.holds() ? assembly.nanos() : 0;
    }

    /** Ends this socket, whose message has been coming too slowly for the room that it takes; whether it took any. */
    protected final boolean giveUpMessage() {
        boolean held = assembly.giveUp();
        group.countError("slow_message");
        close(CloseStatus.TRY_AGAIN_LATER, CloseWords.CROWDED);
        return held;
    }

    /** Bytes that its peer has left unread for a second or more. */
    protected final int unreadAnswers() {
        return outbox.stuckBytes();
    }

    /** Cuts off a peer that does not read, without a goodbye that it would not read either. */
    protected final void cutOff() {
        fail(new SendQueue.SlowReaderException());
    }

    /** Ends this socket if its message has been coming for longer than one may. */
    protected final void endLateMessage() {
        if (closing || gone.get() || assembly.nanos() <= group.messageTime().toNanos()) {
            return;
        }
        group.countError("slow_message");
        close(
                CloseStatus.POLICY_VIOLATION,
                CloseWords.TOO_SLOW + group.messageTime().toSeconds() + " s");
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
            notUtf8(bytes, offset, size);
            close(CloseStatus.BAD_PAYLOAD, CloseWords.NO_UTF8);
            return true;
        }
        try {
            return received(bytes, offset, size);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // A fault of ours: the peer learns no more than that, and other sockets go on.
            group.countError("internal");
            if (FAULT_LINES.take()) {
                LOG.error("a message from {} could not be handled", session.getRemoteAddress(), e);
            }
            close(CloseStatus.SERVER_ERROR, CloseWords.FAULT);
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

    /** Reads on, also after {@link #received} said not to. Between two messages it waits for room for another one. */
    protected final void readOn() {
        if (assembly.length() > 0 || closing || gone.get() || !group.held().park(resume)) {
            session.demand();
        }
    }

    private void resume() {
        try {
            session.demand();
        } catch (RuntimeException e) {
            LOG.debug("the socket was gone already", e);
        }
    }

    public final void send(byte[] utf8) {
        group.countSent();
        outbox.text(utf8);
    }

    /** As {@link #send}, but it may wait until {@link #flush}: what is sent together is written together. */
    public final void sendSoon(byte[] utf8) {
        group.countSent();
        outbox.textSoon(utf8);
    }

    /** Writes what {@link #sendSoon} left waiting. */
    public final void flush() {
        outbox.flush();
    }

    protected final SocketGroup group() {
        return group;
    }

    /** Closes after what was sent before. */
    protected final void close(int code, String reason) {
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
            case SendQueue.SlowReaderException s -> "slow_reader";
            case org.eclipse.jetty.websocket.core.exception.WebSocketTimeoutException t -> "idle";
            case org.eclipse.jetty.websocket.core.exception.ProtocolException p -> "protocol";
            case java.io.IOException io -> "connection";
            default -> "other";
        };
    }

    /** With which code, and in which words, it ended. */
    protected final CloseStatus ended() {
        return ended;
    }

    @Override
    public final void onClosed(CloseStatus status, Callback callback) {
        if (gone.compareAndSet(false, true)) {
            ended = status;
            group.closed(this);
            group.held().forget(resume);
            assembly.drop();
            outbox.gone();
            gone();
        }
        callback.succeeded();
    }
}
