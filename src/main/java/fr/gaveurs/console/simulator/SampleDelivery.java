package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.devices.DeviceWire.Kept;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which sample of a station is sent when, and what the console's answers make of it. Used by the station's thread.
 *
 * <p>Samples go out as they are measured. After an outage or a refusal for haste what was held back follows oldest
 * first, ten a second; a station that measures faster than five a second catches up at twice its rate.
 */
final class SampleDelivery {
    private static final long ACK_PATIENCE = TimeUnit.SECONDS.toNanos(15);
    private static final double CATCH_UP_HZ = 10;

    private final String deviceId;
    private final SampleBuffer buffer;
    private final DeviceCounters counters;
    private final Consumer<Acknowledged> onAcknowledged;
    private final long catchUpInterval;
    private boolean catchingUp;
    private long nextSend;

    /**
     * @param rateHz samples a second that the station measures
     * @param onAcknowledged told of each acknowledgement
     */
    SampleDelivery(
            String deviceId,
            SampleBuffer buffer,
            DeviceCounters counters,
            double rateHz,
            Consumer<Acknowledged> onAcknowledged) {
        this.deviceId = deviceId;
        this.buffer = buffer;
        this.counters = counters;
        this.onAcknowledged = onAcknowledged;
        this.catchUpInterval = (long) (1e9 / Math.max(CATCH_UP_HZ, 2 * rateHz));
    }

    /** Samples that the console has not settled yet. */
    int waiting() {
        return buffer.size();
    }

    /** The station was greeted: what waits may be sent. */
    void begin() {
        nextSend = System.nanoTime();
        catchingUp = buffer.size() > 0;
    }

    /** The connection is gone: whatever was on its way is sent again. */
    void lost() {
        buffer.recall();
    }

    /** Nanoseconds until the next one is to be sent; a very large number where none waits. */
    long due(long now) {
        return buffer.nextToSend() == null ? Long.MAX_VALUE : nextSend - now;
    }

    void recallWhatGotNoAnswer(long now) {
        SampleBuffer.Entry oldest = buffer.inFlight(null);
        if (oldest != null && now - oldest.sentAt > ACK_PATIENCE) {
            counters.trouble("no answer within 15 s");
            buffer.recall();
            catchingUp = true;
        }
    }

    /** The message that is to be sent now; null for none. From here on it is on its way. */
    @Nullable
    String next() {
        SampleBuffer.Entry next = buffer.nextToSend();
        if (next == null) {
            catchingUp = false;
            return null;
        }
        long now = System.nanoTime();
        if (nextSend - now > 0) {
            return null;
        }
        next.inFlight = true;
        next.timesSent++;
        next.sentAt = now;
        counters.sent(next.timesSent > 1);
        if (catchingUp) {
            nextSend = now + catchUpInterval;
        }
        return next.sample.json();
    }

    void acknowledged(JsonNode answer, @Nullable String sampleId) {
        SampleBuffer.Entry entry = sampleId == null ? null : buffer.inFlight(sampleId);
        if (entry == null) {
            return;
        }
        buffer.remove(entry);
        boolean spooled = answer.path("status").asString("").equals("spooled");
        counters.acknowledged(spooled, buffer.size());
        JsonNode score = answer.path("fusion_score");
        onAcknowledged.accept(new Acknowledged(
                deviceId,
                entry.sample.sampleId(),
                entry.sample.originalId(),
                entry.sample.timestamp(),
                spooled ? Kept.SPOOLED : Kept.SAVED,
                score.isNumber() ? score.asDouble() : null,
                answer.path("fusion_grade").asString(""),
                entry.sample.truth(),
                Duration.ofNanos(System.nanoTime() - entry.sentAt)));
    }

    /** The console will never take it. */
    void refused(JsonNode answer, @Nullable String sampleId) {
        SampleBuffer.Entry entry = buffer.inFlight(sampleId);
        if (entry != null) {
            buffer.remove(entry);
            counters.refused(describe(answer), buffer.size());
        }
    }

    /** What an answer complains of, in a line. */
    static String describe(JsonNode answer) {
        String first = answer.path("errors").path(0).path("field").asString("");
        return answer.path("type").asString() + ": " + answer.path("message").asString("")
                + (first.isEmpty() ? "" : " (" + first + ")");
    }

    /** Not kept: the sample goes back to those that wait, and nothing is sent for a while. */
    void retry(@Nullable String sampleId, long pause) {
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
