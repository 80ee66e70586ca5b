package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.Json;
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
 */
public final class SimulatedDevice {
    private static final long HEARTBEAT = TimeUnit.SECONDS.toNanos(30);
    private static final long HELLO_PATIENCE = TimeUnit.SECONDS.toNanos(10);
    /** A station that waits for a person's approval. */
    private static final long APPROVAL_PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private static final long AFTER_ERROR = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_SLEEP = TimeUnit.MILLISECONDS.toNanos(250);

    private enum State {
        APART,
        GREETING,
        READY
    }

    private final StationIdentity identity;
    private final Link link;
    private final MessageWriter writer;
    private final Random jitter;
    private final DeviceCounters counters = new DeviceCounters();
    private final MeasurementSchedule measurements;
    private final SampleDelivery samples;
    private final AtomicReference<@Nullable Long> drainUntil = new AtomicReference<>();
    private @Nullable FirmwareAgent firmware;
    private @Nullable Thread thread;

    // Everything from here on belongs to the station's thread.
    private State state = State.APART;
    private volatile @Nullable String token;
    private long startedAt;
    private long nextHeartbeat;
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
        this.writer = new MessageWriter(identity);
        this.jitter = new Random(identity.deviceId().hashCode());
        this.link = new Link(uri, client, jitter);
        SampleBuffer buffer = new SampleBuffer();
        this.measurements = new MeasurementSchedule(source, (long) (1e9 / rateHz), buffer, counters);
        this.samples = new SampleDelivery(identity.deviceId(), buffer, counters, rateHz, onAcknowledged);
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
            counters.finished(measurements.exhausted() && samples.waiting() == 0);
        }
    }

    private boolean done() {
        Long until = drainUntil.get();
        boolean idle = state != State.READY || samples.waiting() == 0;
        boolean settled = measurements.exhausted() && samples.waiting() == 0;
        return settled || (until != null && (idle || System.nanoTime() - until >= 0));
    }

    private boolean stopping() {
        return drainUntil.get() != null;
    }

    /** Nanoseconds until something is due, events aside. */
    private long sleep() {
        long now = System.nanoTime();
        long due = LONGEST_SLEEP;
        Long until = offUntil;
        if (until != null) {
            return Math.max(0, Math.min(due, until - now)); // what it would measure is due for as long as it is off
        }
        if (!measurements.exhausted() && !stopping()) {
            due = Math.min(due, measurements.next() - now);
        }
        if (state == State.APART) {
            due = Math.min(due, link.nextAttempt() - now);
        } else if (state == State.READY) {
            due = Math.min(due, samples.due(now));
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
        return agent == null
                ? writer.hello(token, identity.firmwareVersion(), null, Instant.now())
                : writer.hello(token, agent.numbers(), agent.report(), Instant.now());
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
                    send(writer.heartbeat(uptime, p.sent(), samples.waiting(), p.connections() - 1, Instant.now()));
                }
                samples.recallWhatGotNoAnswer(now);
                sendSamples();
            }
        }
    }

    private void sendSamples() throws InterruptedException {
        while (state == State.READY) {
            String json = samples.next();
            if (json == null) {
                return;
            }
            send(json);
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
        samples.lost();
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
            case "ack" -> samples.acknowledged(answer, sampleId);
            case "validation_error" -> samples.refused(answer, sampleId);
            case "rate_limit_exceeded" -> {
                counters.rateLimited();
                samples.retry(sampleId, (long)
                        (1e9 * answer.path("retry_after_seconds").asDouble(1)));
            }
            case "error" -> {
                counters.trouble(SampleDelivery.describe(answer));
                if (state == State.GREETING) {
                    helloDeadline = System.nanoTime() + APPROVAL_PATIENCE;
                } else {
                    samples.retry(sampleId, AFTER_ERROR);
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

    private void greeted(@Nullable String newToken) {
        if (newToken != null) {
            token = newToken;
        }
        if (state == State.GREETING) {
            state = State.READY;
            link.steady();
            nextHeartbeat = System.nanoTime() + HEARTBEAT;
            samples.begin();
            counters.greeted();
            if (firmware != null) {
                firmware.greeted();
            }
        }
    }
}
