package fr.gaveurs.console.backend.realtime;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.api.conditions.Conditions;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.models.Versions.LiveFigures;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.api.realtime.Realtime.Filters;
import fr.gaveurs.console.api.realtime.Realtime.ServerMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one dashboard has still to be sent: the newest update and the newest state of each station, never a growing
 * queue. An update that a newer one replaced before it could be sent is counted, and the gap is announced. Thread-safe;
 * knows no socket.
 */
final class Mailbox {
    private static final int MAX_BUGS = 500;
    /** More than can be open at once, so that what was cleared finds room, too. */
    private static final int MAX_CONDITIONS = 4_000;

    private final Deque<Supplier<ServerMessage>> control = new ArrayDeque<>();
    private @Nullable Supplier<ServerMessage> snapshot;
    private final Map<String, Device> states = new LinkedHashMap<>();
    private final Map<Long, BugSummary> bugs = new LinkedHashMap<>();
    private final Map<Conditions.Key, Conditions.Condition> conditions = new LinkedHashMap<>();
    private final Map<String, Update> updates = new LinkedHashMap<>();
    /** Of a station what its model says, which may be nothing any more. */
    private final Map<String, Optional<LiveFigures>> figures = new LinkedHashMap<>();

    private final Set<String> gaps = new LinkedHashSet<>();
    private final Map<String, Long> sentAt = new HashMap<>();
    private final Map<String, Long> figuresSentAt = new HashMap<>();
    private byte @Nullable [] pulse;
    private Filters filters = Filters.NONE;
    private Set<String> wanted = Set.of();
    private boolean subscribed = true;
    private long missed;
    private long seq;

    /** Something that must not be lost: answers and snapshots, in order. */
    synchronized void control(ServerMessage message) {
        control.add(() -> message);
    }

    /**
     * A snapshot, in order with the answers, and taken when its turn comes: one of all stations has megabytes, and a
     * dashboard that reads slowly must not have them kept for it. A newer one takes the place of one that waits.
     */
    synchronized void snapshot(Supplier<ServerMessage> taken) {
        if (snapshot != null) {
            control.remove(snapshot);
        }
        snapshot = taken;
        control.add(taken);
    }

    /** Whether the next message is a snapshot. */
    synchronized boolean snapshotIsNext() {
        return snapshot != null && snapshot.equals(control.peek());
    }

    /** Answers and snapshots that wait: who reads them not must not be let ask for more. */
    synchronized int answers() {
        return control.size();
    }

    synchronized void pulse(byte[] encoded) {
        if (subscribed) {
            pulse = encoded;
        }
    }

    synchronized void state(Device device) {
        if (subscribed && wants(device.deviceId(), device.siteCode())) {
            states.put(device.deviceId(), device);
        }
    }

    /** Filters of stations and grades leave bugs alone. Of more than fit, those that changed first give way. */
    synchronized void bug(BugSummary bug) {
        if (subscribed) {
            bugs.remove(bug.id());
            bugs.put(bug.id(), bug);
            if (bugs.size() > MAX_BUGS) {
                bugs.remove(bugs.keySet().iterator().next());
            }
        }
    }

    /** Whether there was room; without, none is told, and a snapshot has to. */
    synchronized boolean condition(Conditions.Condition condition) {
        if (subscribed) {
            conditions.remove(condition.key());
            if (conditions.size() >= MAX_CONDITIONS) {
                conditions.clear();
                return false;
            }
            conditions.put(condition.key(), condition);
        }
        return true;
    }

    synchronized void update(Update update) {
        Sample sample = update.sample();
        if (!subscribed || !wants(sample.deviceId(), sample.siteCode()) || !goodEnough(sample)) {
            return;
        }
        Update replaced = updates.put(sample.deviceId(), update);
        if (replaced != null && filters.maxRateHz() == null) {
            missed++;
            gaps.add(sample.deviceId());
        }
    }

    synchronized void figures(String deviceId, String siteCode, @Nullable LiveFigures said) {
        if (subscribed && wants(deviceId, siteCode)) {
            figures.put(deviceId, Optional.ofNullable(said));
        }
    }

    /** From now on these filters; what waits that they leave out is forgotten. */
    synchronized void subscribe(Filters chosen) {
        filters = chosen;
        wanted = chosen.deviceId() == null ? Set.of() : new HashSet<>(chosen.deviceId());
        subscribed = true;
        forget();
    }

    /** Nothing but answers and pings until the next subscribe. */
    synchronized void unsubscribe() {
        subscribed = false;
        forget();
    }

    private void forget() {
        updates.clear();
        figures.clear();
        figuresSentAt.clear();
        states.clear();
        bugs.clear();
        conditions.clear();
        gaps.clear();
        sentAt.clear();
        pulse = null;
        missed = 0;
    }

    synchronized boolean subscribed() {
        return subscribed;
    }

    synchronized Filters filters() {
        return filters;
    }

    synchronized boolean wants(String deviceId, String siteCode) {
        return (filters.deviceId() == null || wanted.contains(deviceId))
                && (filters.siteCode() == null || filters.siteCode().equals(siteCode));
    }

    private boolean goodEnough(Sample sample) {
        Grade least = filters.minGrade();
        return least == null || sample.fusion().finalGrade().compareTo(least) <= 0;
    }

    /**
     * The next message to send, with its seq; null when there is none that is due.
     *
     * @param nanos the monotonic clock, which also tells the age of a sample
     */
    byte @Nullable [] next(Instant now, long nanos) {
        Supplier<ServerMessage> answer = takeAnswer();
        // Without the lock: a snapshot asks every station.
        byte[] encoded = answer == null ? null : Json.MAPPER.writeValueAsBytes(answer.get());
        return next(encoded, now, nanos);
    }

    private synchronized @Nullable Supplier<ServerMessage> takeAnswer() {
        Supplier<ServerMessage> answer = control.poll();
        if (answer != null && answer.equals(snapshot)) {
            snapshot = null;
        }
        return answer;
    }

    private synchronized byte @Nullable [] next(byte @Nullable [] answer, Instant now, long nanos) {
        byte[] message = answer;
        if (message == null && pulse != null) {
            message = pulse;
            pulse = null;
        }
        if (message == null && !states.isEmpty()) {
            Iterator<Device> first = states.values().iterator();
            message = Json.MAPPER.writeValueAsBytes(new Realtime.DeviceStatus(now, first.next()));
            first.remove();
        }
        if (message == null && !bugs.isEmpty()) {
            Iterator<BugSummary> first = bugs.values().iterator();
            message = Json.MAPPER.writeValueAsBytes((ServerMessage) new Realtime.BugEvent(now, first.next()));
            first.remove();
        }
        if (message == null && !conditions.isEmpty()) {
            Iterator<Conditions.Condition> first = conditions.values().iterator();
            message = Json.MAPPER.writeValueAsBytes((ServerMessage) new Realtime.ConditionEvent(now, first.next()));
            first.remove();
        }
        if (message == null && missed > 0) {
            message = Json.MAPPER.writeValueAsBytes(new Realtime.Gap(now, missed, List.copyOf(gaps)));
            missed = 0;
            gaps.clear();
        }
        if (message == null) {
            message = nextUpdate(nanos);
        }
        if (message == null) {
            message = nextFigures(now, nanos);
        }
        return message == null ? null : withSeq(message, ++seq);
    }

    private byte @Nullable [] nextUpdate(long nanos) {
        for (Iterator<Map.Entry<String, Update>> each = updates.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Update> entry = each.next();
            if (isDue(sentAt, entry.getKey(), nanos)) {
                each.remove();
                Update update = entry.getValue();
                // By the time it goes out: a slow reader must not take what waited for it for new.
                return withHead(
                        "\"age_seconds\":" + Math.round(update.ageSeconds(nanos) * 1e3) / 1e3,
                        update.encoded(!Boolean.FALSE.equals(filters.matrices())));
            }
        }
        return null;
    }

    private byte @Nullable [] nextFigures(Instant now, long nanos) {
        for (Iterator<Map.Entry<String, Optional<LiveFigures>>> each =
                        figures.entrySet().iterator();
                each.hasNext(); ) {
            Map.Entry<String, Optional<LiveFigures>> entry = each.next();
            if (isDue(figuresSentAt, entry.getKey(), nanos)) {
                each.remove();
                return Json.MAPPER.writeValueAsBytes((ServerMessage) new Realtime.ModelFigures(
                        now, entry.getKey(), entry.getValue().orElse(null)));
            }
        }
        return null;
    }

    /** Whether the rate that was asked for lets a station's next one go now; it counts as sent then. */
    private boolean isDue(Map<String, Long> sent, String deviceId, long nanos) {
        Double rate = filters.maxRateHz();
        if (rate == null) {
            return true;
        }
        Long last = sent.get(deviceId);
        boolean due = last == null || nanos - last >= (long) (1e9 / rate);
        if (due) {
            sent.put(deviceId, nanos);
        }
        return due;
    }

    /** The seq of a message that goes out past the mailbox. */
    synchronized long takeSeq() {
        return ++seq;
    }

    /** Puts the seq first into an encoded object, so that the rest is encoded once for every dashboard. */
    static byte[] withSeq(byte[] object, long seq) {
        return withHead("\"seq\":" + seq, object);
    }

    private static byte[] withHead(String member, byte[] object) {
        byte[] head = ("{" + member + ",").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + object.length - 1];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(object, 1, whole, head.length, object.length - 1);
        return whole;
    }
}
