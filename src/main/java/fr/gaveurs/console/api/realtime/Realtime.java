package fr.gaveurs.console.api.realtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.api.conditions.Conditions;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.models.Versions.LiveFigures;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of {@code /ws/realtime/}. Every message to a client carries a {@code seq} that counts up by one. */
public final class Realtime {
    private Realtime() {}

    /** From the console to a dashboard. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ConnectionEstablished.class, name = "connection_established"),
        @JsonSubTypes.Type(value = Snapshot.class, name = "snapshot"),
        @JsonSubTypes.Type(value = SensorUpdate.class, name = "sensor_update"),
        @JsonSubTypes.Type(value = DeviceStatus.class, name = "device_status"),
        @JsonSubTypes.Type(value = ModelFigures.class, name = "model_figures"),
        @JsonSubTypes.Type(value = BugEvent.class, name = "bug"),
        @JsonSubTypes.Type(value = ConditionEvent.class, name = "condition"),
        @JsonSubTypes.Type(value = HealthPulse.class, name = "health"),
        @JsonSubTypes.Type(value = Gap.class, name = "gap"),
        @JsonSubTypes.Type(value = Ping.class, name = "ping"),
        @JsonSubTypes.Type(value = Pong.class, name = "pong"),
        @JsonSubTypes.Type(value = SubscribeAck.class, name = "subscribe_ack"),
        @JsonSubTypes.Type(value = UnsubscribeAck.class, name = "unsubscribe_ack"),
        @JsonSubTypes.Type(value = HeartbeatAck.class, name = "heartbeat_ack"),
        @JsonSubTypes.Type(value = ServerShutdown.class, name = "server_shutdown"),
        @JsonSubTypes.Type(value = Refusal.class, name = "error")
    })
    public sealed interface ServerMessage {
        Instant timestamp();
    }

    public record ConnectionEstablished(Instant timestamp, String message, String version) implements ServerMessage {}

    /**
     * Every station with its newest sample; sent on connect and after each subscribe.
     *
     * @param conditions all that are open, worst first: of these stations and of the system; empty from an older console
     */
    public record Snapshot(Instant timestamp, List<Devices.DeviceLive> devices, List<Conditions.Condition> conditions)
            implements ServerMessage {
        public Snapshot(
                Instant timestamp, List<Devices.DeviceLive> devices, @Nullable List<Conditions.Condition> conditions) {
            this.timestamp = timestamp;
            this.devices = devices;
            this.conditions = conditions == null ? List.of() : conditions;
        }
    }

    /**
     * A new sample of a station: the newest by when it was measured. {@code timestamp} is the sample's.
     *
     * @param sample its fields stand in the message itself
     * @param ageSeconds time since it was measured as it is sent, s, by elapsed time; null from an older console
     */
    public record SensorUpdate(
            @JsonUnwrapped Samples.Sample sample,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double ageSeconds)
            implements ServerMessage {
        /** Without its age, which is told as it is sent. */
        public static SensorUpdate of(Samples.Sample sample) {
            return new SensorUpdate(sample, null);
        }

        @Override
        public Instant timestamp() {
            return sample.timestamp();
        }
    }

    /**
     * What the active model says of a station's newest sample, which came before in a message of its own; of a station
     * only the newest is sent. A {@code min_grade} leaves none out.
     *
     * @param model null: no model says anything any more
     */
    public record ModelFigures(
            Instant timestamp, String deviceId, @Nullable LiveFigures model) implements ServerMessage {}

    /** A station's state, enrolment or badge changed. */
    public record DeviceStatus(Instant timestamp, Devices.Device device) implements ServerMessage {}

    /**
     * A bug was reported, changed, commented or met again; of one bug only the newest is sent.
     *
     * @param bug as it is now
     */
    public record BugEvent(Instant timestamp, Bugs.BugSummary bug) implements ServerMessage {}

    /**
     * A condition was raised, changed or cleared; of one condition only the newest state is sent.
     *
     * @param condition as it is now: open, or with its {@code cleared_at}
     */
    public record ConditionEvent(Instant timestamp, Conditions.Condition condition) implements ServerMessage {}

    /**
     * The backend's pulse, every second: what the status line shows. Its absence is news too.
     *
     * @param components name and status of each component, worst first
     * @param samplesPerSecond stored over the last 10 s
     * @param queueDepth samples graded and waiting for their commit
     * @param spoolSamples samples in the disk spool, waiting for the database
     */
    public record HealthPulse(
            Instant timestamp,
            Health.Readiness status,
            List<ComponentState> components,
            double samplesPerSecond,
            int queueDepth,
            int spoolSamples,
            int devicesLive,
            int devicesTotal)
            implements ServerMessage {}

    public record ComponentState(
            String name,
            Health.ComponentStatus status,
            @Nullable String detail) {}

    /** This client was too slow (or asked for a lower rate) and {@code missed} updates were replaced by newer ones. */
    public record Gap(Instant timestamp, long missed, List<String> deviceIds) implements ServerMessage {}

    public record Ping(Instant timestamp) implements ServerMessage {}

    public record Pong(Instant timestamp) implements ServerMessage {}

    public record SubscribeAck(Instant timestamp, Filters filters) implements ServerMessage {}

    public record UnsubscribeAck(Instant timestamp) implements ServerMessage {}

    public record HeartbeatAck(Instant timestamp) implements ServerMessage {}

    /** The console is going down; the socket closes with 1001 after this. */
    public record ServerShutdown(Instant timestamp, String message) implements ServerMessage {}

    /**
     * What the client sent could not be used; the sentence says why. The socket stays open, and what was subscribed
     * before holds.
     *
     * @param errors the fields at fault, by their paths such as {@code filters.min_grade}; left out where there are none
     */
    public record Refusal(
            Instant timestamp,
            String message,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<FieldError> errors)
            implements ServerMessage {}

    /** From a dashboard to the console. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Subscribe.class, name = "subscribe"),
        @JsonSubTypes.Type(value = Unsubscribe.class, name = "unsubscribe"),
        @JsonSubTypes.Type(value = Heartbeat.class, name = "heartbeat"),
        @JsonSubTypes.Type(value = ClientPing.class, name = "ping"),
        @JsonSubTypes.Type(value = ClientPong.class, name = "pong")
    })
    public sealed interface ClientMessage {}

    public record Subscribe(@Nullable Filters filters) implements ClientMessage {}

    /** No more sensor_update until the next subscribe. */
    public record Unsubscribe() implements ClientMessage {}

    public record Heartbeat() implements ClientMessage {}

    public record ClientPing() implements ClientMessage {}

    public record ClientPong() implements ClientMessage {}

    /**
     * What a dashboard wants to see; null means no such limit.
     *
     * @param minGrade only this letter or worse than it is left out: updates at least as good as it
     * @param maxRateHz at most this many updates a second and station, newest wins
     * @param matrices whether sensor_update carries the 8×8 matrices; by default it does
     */
    public record Filters(
            @Nullable @Size(max = 500) List<String> deviceId,
            @Nullable String siteCode,
            @Nullable Grade minGrade,

            @Nullable @DecimalMin("0.01") @DecimalMax("1000")
            Double maxRateHz,

            @Nullable Boolean matrices) {
        public static final Filters NONE = new Filters(null, null, null, null, null);
    }
}
