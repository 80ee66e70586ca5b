package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.devices.DeviceWire.Kept;
import fr.gaveurs.console.simulator.firmware.FirmwareAgent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One station: measures at its rate, sends, keeps what is not acknowledged and sends it again, as an ESP32 does. One
 * thread of its own does everything; the socket only hands over what happened.
 *
 * <p>Samples go out as they are measured. After an outage or a refusal for haste what was held back follows oldest
 * first, ten a second; a station that measures faster than five a second catches up at twice its rate.
 */
public final class SimulatedDevice {
    private static final long HEARTBEAT = TimeUnit.SECONDS.toNanos(30);
    private static final long HELLO_PATIENCE = TimeUnit.SECONDS.toNanos(10);
    /** A station that waits for a person's approval. */
    private static final long APPROVAL_PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private static final long ACK_PATIENCE = TimeUnit.SECONDS.toNanos(15);
    private static final long AFTER_ERROR = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_SLEEP = TimeUnit.MILLISECONDS.toNanos(250);
    private static final double CATCH_UP_HZ = 10;

    private enum State {
        APART,
        GREETING,
        READY
    }

    private final StationIdentity identity;
    private final Link link;
    private final Consumer<Acknowledged> onAcknowledged;
    private final MessageWriter writer;
    private final Random jitter;
    private final long catchUpInterval;
    private final SampleBuffer buffer = new SampleBuffer();
    private final DeviceCounters counters = new DeviceCounters();
    private final MeasurementSchedule measurements;
    private final AtomicReference<@Nullable Long> drainUntil = new AtomicReference<>();
    private @Nullable FirmwareAgent firmware;
    private @Nullable Thread thread;

    // Everything from here on belongs to the station's thread.
    private State state = State.APART;
    private volatile @Nullable String token;
    private boolean catchingUp;
    private long startedAt;
    private long nextHeartbeat;
    private long nextSend;
    private long helloDeadline;
    /** Null while its power is on. */
    private @Nullable Long offUntil;

    private String offReason = "";

    /**
     * A station that does nothing until {@link #start}.
     *
     * @param client started; stopped by whoever made it
     * @param rateHz samples a second
     * @param onAcknowledged told of each acknowledgement, on the station's thread
     */
    public SimulatedDevice(
            StationIdentity identity,
            URI uri,
            WebSocketClient client,
            Outgoing.Source source,
            double rateHz,
            Consumer<Acknowledged> onAcknowledged) {
        this.identity = identity;
        this.onAcknowledged = onAcknowledged;
        this.writer = new MessageWriter(identity);
        this.jitter = new Random(identity.deviceId().hashCode());
        this.link = new Link(uri, client, jitter);
        this.measurements = new MeasurementSchedule(source, (long) (1e9 / rateHz), buffer, counters);
        this.catchUpInterval = (long) (1e9 / Math.max(CATCH_UP_HZ, 2 * rateHz));
    }

    /** Makes it a board that takes updates; before the start. */
    void firmware(FirmwareAgent agent) {
        firmware = agent;
    }

    /** Its firmware; null for a board that takes no updates. */
    public @Nullable FirmwareAgent firmware() {
        return firmware;
    }

    /** What {@code hello_ack} gave it; null for none. */
    @Nullable
    String token() {
        return token;
    }

    public StationIdentity identity() {
        return identity;
    }

    /** How far it has come. Any thread may ask. */
    public SimulationProgress progress() {
        return counters.progress();
    }

    /** Starts measuring and connecting. */
    public void start() {
        thread = Thread.ofVirtual().name("simulated-" + identity.deviceId()).start(this::run);
    }

    /**
     * Measures no more, waits for what is on its way, hangs up.
     *
     * @param patience how long to wait for acknowledgements
     */
    public void stop(Duration patience) throws InterruptedException {
        Thread running = thread;
        if (running == null) {
            return;
        }
        drainUntil.compareAndSet(null, System.nanoTime() + patience.toNanos());
        if (!running.join(patience.plusSeconds(Link.LONGEST_CALL_SECONDS))) {
            running.interrupt();
        }
    }

    private void run() {
        startedAt = System.nanoTime();
        measurements.begin(startedAt, jitter.nextDouble());
        try {
            while (!done()) {
                ConsoleConnection.Event event = link.poll(sleep());
                if (event != null) {
                    handle(event);
                }
                if (!stopping() && offUntil == null) {
                    measurements.measure();
                }
                work();
                talk();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            link.close();
            state = State.APART;
            counters.apart();
            counters.finished(measurements.exhausted() && buffer.size() == 0);
        }
    }

    private boolean done() {
        Long until = drainUntil.get();
        boolean idle = state != State.READY || buffer.size() == 0;
        boolean settled = measurements.exhausted() && buffer.size() == 0;
        return settled || (until != null && (idle || System.nanoTime() - until >= 0));
    }

    private boolean stopping() {
        return drainUntil.get() != null;
    }

    /** Nanoseconds until something is due, events aside. */
    private long sleep() {
        long now = System.nanoTime();
        long due = LONGEST_SLEEP;
        if (!measurements.exhausted() && !stopping()) {
            due = Math.min(due, measurements.next() - now);
        }
        if (state == State.APART) {
            due = Math.min(due, link.nextAttempt() - now);
        } else if (state == State.READY && buffer.nextToSend() != null) {
            due = Math.min(due, nextSend - now);
        }
        return Math.max(0, due);
    }

    /** What its firmware is at. */
    private void work() throws InterruptedException {
        FirmwareAgent agent = firmware;
        if (agent == null) {
            return;
        }
        Long until = offUntil;
        if (until != null) {
            if (System.nanoTime() - until < 0) {
                return;
            }
            offUntil = null;
            agent.restarted(offReason);
        }
        for (FirmwareAgent.Deed deed = agent.next(); deed != null; deed = agent.next()) {
            switch (deed) {
                case FirmwareAgent.Say say -> {
                    if (state == State.READY) {
                        send(say.text());
                    }
                }
                case FirmwareAgent.SayHello again -> {
                    if (state == State.READY) {
                        send(hello());
                    }
                }
                case FirmwareAgent.Away away -> {
                    lost("restarts");
                    offUntil = System.nanoTime() + away.time().toNanos();
                    offReason = away.reason();
                    return;
                }
            }
        }
    }

    private String hello() {
        FirmwareAgent agent = firmware;
        return writer.hello(token, agent == null ? null : agent.report(), Instant.now());
    }

    private void talk() throws InterruptedException {
        if (offUntil != null) {
            return;
        }
        long now = System.nanoTime();
        switch (state) {
            case APART -> {
                if (link.nextAttempt() - now <= 0 && !stopping()) {
                    connect();
                }
            }
            case GREETING -> {
                if (helloDeadline - now <= 0) {
                    lost("no hello_ack came");
                }
            }
            case READY -> {
                if (nextHeartbeat - now <= 0) {
                    nextHeartbeat = now + HEARTBEAT;
                    long uptime = TimeUnit.NANOSECONDS.toSeconds(now - startedAt);
                    SimulationProgress p = counters.progress();
                    send(writer.heartbeat(uptime, p.sent(), buffer.size(), p.connections() - 1, Instant.now()));
                }
                recallWhatGotNoAnswer(now);
                sendSamples();
            }
        }
    }

    private void recallWhatGotNoAnswer(long now) {
        SampleBuffer.Entry oldest = buffer.inFlight(null);
        if (oldest != null && now - oldest.sentAt > ACK_PATIENCE) {
            counters.trouble("no answer within 15 s");
            buffer.recall();
            catchingUp = true;
        }
    }

    private void sendSamples() throws InterruptedException {
        SampleBuffer.Entry next = buffer.nextToSend();
        while (next != null && state == State.READY && nextSend - System.nanoTime() <= 0) {
            next.inFlight = true;
            next.timesSent++;
            next.sentAt = System.nanoTime();
            counters.sent(next.timesSent > 1);
            send(next.sample.json());
            if (catchingUp) {
                nextSend = System.nanoTime() + catchUpInterval;
            }
            next = buffer.nextToSend();
        }
        if (next == null) {
            catchingUp = false;
        }
    }

    private void connect() throws InterruptedException {
        String trouble = link.open();
        if (trouble != null) {
            counters.trouble(trouble);
            return;
        }
        counters.reached();
        state = State.GREETING;
        helloDeadline = System.nanoTime() + HELLO_PATIENCE;
        send(hello());
    }

    private void send(String text) throws InterruptedException {
        String trouble = link.send(text);
        if (trouble != null) {
            lost(trouble);
        }
    }

    private void lost(String why) {
        counters.trouble(why);
        counters.apart();
        link.drop();
        state = State.APART;
        buffer.recall();
    }

    private void handle(ConsoleConnection.Event event) throws InterruptedException {
        switch (event) {
            case ConsoleConnection.Gone gone -> lost("connection lost: " + gone.why());
            case ConsoleConnection.Message message -> {
                try {
                    handle(Json.MAPPER.readTree(message.text()));
                } catch (JacksonException e) {
                    counters.trouble("the console sent something that is no JSON");
                }
                message.session().demand();
            }
        }
    }

    private void handle(JsonNode answer) throws InterruptedException {
        String sampleId = answer.path("sample_id").asStringOpt().orElse(null);
        switch (answer.path("type").asString("")) {
            case "hello_ack" -> greeted(answer.path("token").asStringOpt().orElse(null));
            case "ack" -> acknowledged(answer, sampleId);
            case "validation_error" -> {
                SampleBuffer.Entry entry = buffer.inFlight(sampleId);
                if (entry != null) {
                    buffer.remove(entry);
                    counters.refused(describe(answer), buffer.size());
                }
            }
            case "rate_limit_exceeded" -> {
                counters.rateLimited();
                retry(sampleId, (long) (1e9 * answer.path("retry_after_seconds").asDouble(1)));
            }
            case "error" -> {
                counters.trouble(describe(answer));
                if (state == State.GREETING) {
                    helloDeadline = System.nanoTime() + APPROVAL_PATIENCE;
                } else {
                    retry(sampleId, AFTER_ERROR);
                }
            }
            case "ping" -> send(writer.pong(Instant.now()));
            case "firmware_offer", "firmware_status_ack", "firmware_confirm", "firmware_revert" -> {
                if (firmware != null) {
                    firmware.heard(answer);
                }
            }
            case "server_shutdown" -> counters.trouble("the console shuts down");
            default -> {
                // connection_established, pong, and what later consoles may say.
            }
        }
    }

    private static String describe(JsonNode answer) {
        String first = answer.path("errors").path(0).path("field").asString("");
        return answer.path("type").asString() + ": " + answer.path("message").asString("")
                + (first.isEmpty() ? "" : " (" + first + ")");
    }

    private void greeted(@Nullable String newToken) {
        if (newToken != null) {
            token = newToken;
        }
        if (state == State.GREETING) {
            state = State.READY;
            link.steady();
            nextHeartbeat = System.nanoTime() + HEARTBEAT;
            nextSend = System.nanoTime();
            catchingUp = buffer.size() > 0;
            counters.greeted();
            if (firmware != null) {
                firmware.greeted();
            }
        }
    }

    private void acknowledged(JsonNode answer, @Nullable String sampleId) {
        SampleBuffer.Entry entry = sampleId == null ? null : buffer.inFlight(sampleId);
        if (entry == null) {
            return;
        }
        buffer.remove(entry);
        boolean spooled = answer.path("status").asString("").equals("spooled");
        counters.acknowledged(spooled, buffer.size());
        JsonNode score = answer.path("fusion_score");
        onAcknowledged.accept(new Acknowledged(
                identity.deviceId(),
                entry.sample.sampleId(),
                entry.sample.originalId(),
                entry.sample.timestamp(),
                spooled ? Kept.SPOOLED : Kept.SAVED,
                score.isNumber() ? score.asDouble() : null,
                answer.path("fusion_grade").asString(""),
                Duration.ofNanos(System.nanoTime() - entry.sentAt)));
    }

    /** Not kept: the sample goes back to those that wait, and nothing is sent for a while. */
    private void retry(@Nullable String sampleId, long pause) {
        SampleBuffer.Entry entry = sampleId == null ? null : buffer.inFlight(sampleId);
        if (entry != null) {
            entry.inFlight = false;
        }
        long until = System.nanoTime() + pause;
        if (nextSend - until < 0) {
            nextSend = until;
        }
        catchingUp = true;
    }
}
