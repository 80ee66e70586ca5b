package fr.gaveurs.console.backend.realtime;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.api.realtime.Realtime.ClientMessage;
import fr.gaveurs.console.api.realtime.Realtime.Filters;
import fr.gaveurs.console.api.realtime.Realtime.ServerMessage;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.StrictJson;
import fr.gaveurs.console.backend.platform.websocket.FrameSocket;
import fr.gaveurs.console.backend.platform.websocket.MessageAssembly;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;

/** One dashboard on {@code /ws/realtime/}: one message under way at a time, the rest waits in its mailbox. */
public final class RealtimeSocket extends FrameSocket {
    private static final Duration PING_AFTER = Duration.ofSeconds(30);
    private static final int MESSAGE_LIMIT = 64 << 10;
    /** Answers that may wait before no further question is read. */
    private static final int MAX_ANSWERS = 32;

    private static final String TYPES = "must be one of subscribe, unsubscribe, heartbeat, ping, pong";
    /** Ungraded samples have no place in the order of grades. */
    private static final String GRADES = "must be one of A+, A, B, C, REJECT";
    /** Every message has a type, and may say when it was sent. */
    private static final Set<String> BESIDE_FILTERS = Set.of("type", "timestamp");

    private final Hub hub;
    private final BooleanSupplier stillIn;
    private final Mailbox mailbox = new Mailbox();
    private boolean sending;
    private boolean paused;
    private long lastSent = System.nanoTime();

    /** @param stillIn whether its token is still in force; may block */
    RealtimeSocket(Hub hub, BooleanSupplier stillIn) {
        super(hub.group(), MESSAGE_LIMIT);
        this.hub = hub;
        this.stillIn = stillIn;
    }

    void closeUnlessStillIn() {
        if (!stillIn.getAsBoolean()) {
            close(CloseStatus.POLICY_VIOLATION, "the token was revoked");
        }
    }

    Mailbox mailbox() {
        return mailbox;
    }

    @Override
    protected void opened(CoreSession session) {
        Instant now = hub.now();
        synchronized (this) {
            sending = true; // holds the pump back: nothing may come before the snapshot
        }
        mailbox.control(new Realtime.ConnectionEstablished(now, "Gaveurs Console", hub.version()));
        // Watching first and then the snapshot: a sample in between comes twice rather than never.
        hub.join(this);
        mailbox.snapshot(() -> hub.snapshot(mailbox));
        synchronized (this) {
            sendNext();
        }
    }

    @Override
    protected boolean received(byte[] utf8, int offset, int length) {
        ClientMessage message;
        try {
            message = StrictJson.message(utf8, offset, length, ClientMessage.class);
            if (message instanceof Realtime.Subscribe) {
                // Of the other types nothing is read, so that nothing of them can be misunderstood.
                StrictJson.check(utf8, offset, length, Realtime.Subscribe.class, BESIDE_FILTERS);
            }
        } catch (ProblemException e) {
            refuse(e);
            return roomForAnswers();
        }
        switch (message) {
            case null -> refuse("type", TYPES);
            case Realtime.Subscribe subscribe ->
                subscribe(subscribe.filters() == null ? Filters.NONE : subscribe.filters());
            case Realtime.Unsubscribe unsubscribe -> {
                mailbox.unsubscribe();
                answer(new Realtime.UnsubscribeAck(hub.now()));
            }
            case Realtime.Heartbeat heartbeat -> answer(new Realtime.HeartbeatAck(hub.now()));
            case Realtime.ClientPing ping -> answer(new Realtime.Pong(hub.now()));
            case Realtime.ClientPong pong -> {
                // That it lives is all it says.
            }
        }
        return roomForAnswers();
    }

    private synchronized boolean roomForAnswers() {
        paused = mailbox.answers() >= MAX_ANSWERS;
        return !paused;
    }

    private void subscribe(Filters filters) {
        if (filters.maxRateHz() != null && !(filters.maxRateHz() >= 0.01 && filters.maxRateHz() <= 1_000)) {
            refuse("filters.max_rate_hz", "must be a number from 0.01 to 1000");
        } else if (filters.deviceId() != null && filters.deviceId().size() > 500) {
            refuse("filters.device_id", "may name 500 stations at most");
        } else if (filters.minGrade() == Grade.UNGRADED) {
            refuse("filters.min_grade", GRADES);
        } else {
            mailbox.subscribe(filters);
            mailbox.control(new Realtime.SubscribeAck(hub.now(), filters));
            mailbox.snapshot(() -> hub.snapshot(mailbox));
            pump();
        }
    }

    /** Sends what is known now, to one who wants updates. */
    void refresh() {
        if (mailbox.subscribed()) {
            answer(hub.snapshot(mailbox));
        }
    }

    private void refuse(ProblemException problem) {
        List<FieldError> errors = problem.errors().stream()
                .map(error -> switch (error.field()) {
                    case "filters.min_grade" -> new FieldError(error.field(), GRADES);
                    case "", "type" -> new FieldError("type", TYPES);
                    default -> error;
                })
                .toList();
        refuse(
                errors.isEmpty()
                        ? problem.getMessage() + "; send an object with a type"
                        : errors.stream()
                                .map(error -> error.field() + " " + error.message())
                                .collect(Collectors.joining("; ")),
                errors);
    }

    private void refuse(String field, String message) {
        refuse(field + " " + message, List.of(new FieldError(field, message)));
    }

    private void refuse(String sentence, List<FieldError> errors) {
        group().countError("validation");
        answer(new Realtime.Refusal(hub.now(), sentence, errors));
    }

    private void answer(ServerMessage message) {
        mailbox.control(message);
        pump();
    }

    /** Sends the next message unless one is under way. */
    synchronized void pump() {
        if (!sending) {
            sending = true;
            sendNext();
        }
    }

    @Override
    protected synchronized void drained() {
        // A pong of ours drains too: then nothing of the mailbox was under way.
        if (sending) {
            sendNext();
        }
    }

    /** Called under the lock, so that messages leave in the order of their seq. */
    private void sendNext() {
        if (mailbox.snapshotIsNext() && group().held().writesFull()) {
            group().endUnread();
            sending = false; // the hub comes by again
            return;
        }
        byte[] next = mailbox.next(hub.now(), System.nanoTime());
        if (next == null) {
            sending = false;
            return;
        }
        lastSent = System.nanoTime();
        send(next);
        if (paused && mailbox.answers() < MAX_ANSWERS) {
            paused = false;
            readOn();
        }
    }

    /** Sends a ping if nothing was sent for long. */
    void pingIfSilent() {
        boolean silent;
        synchronized (this) {
            silent = System.nanoTime() - lastSent > PING_AFTER.toNanos();
        }
        if (silent) {
            answer(new Realtime.Ping(hub.now()));
        }
    }

    /** Says goodbye after what is under way. */
    synchronized void sayGoodbye() {
        send(Mailbox.withSeq(
                Json.MAPPER
                        .writeValueAsString(new Realtime.ServerShutdown(hub.now(), "the console is shutting down"))
                        .getBytes(StandardCharsets.UTF_8),
                mailbox.takeSeq()));
    }

    /** Its token was checked before the upgrade. */
    @Override
    protected boolean isStranger() {
        return false;
    }

    @Override
    protected void passedOver(MessageAssembly.Unread reason) {
        refuse("the console is short of memory: send this message again", List.of());
    }

    @Override
    protected void gone() {
        hub.leave(this);
    }
}
