package fr.gaveurs.console.desktop.kit.pump;

import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.api.conditions.Conditions;
import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.client.RealtimeListener;
import fr.gaveurs.console.desktop.kit.StationView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where the client's threads put what they hear, and the pump takes it from: one slot per station. */
final class Inbox implements RealtimeListener {
    /**
     * What came since the last take.
     *
     * @param known every station there is, if a snapshot came; null if not
     * @param backend whether the backend's state changed
     * @param bugs the newest state of each bug that changed
     * @param conditions whether what is wrong changed
     */
    record Taken(
            Set<String> changed,
            @Nullable Set<String> known,
            boolean backend,
            List<Bugs.BugSummary> bugs,
            boolean conditions) {}

    /** Bugs that may wait for the pump, which stands still while the window is hidden; the oldest give way. */
    private static final int MAX_BUGS = 500;

    private final Runnable signal;
    private final ServerClock clock = new ServerClock();
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    private final Object lock = new Object();
    private Set<String> changed = new HashSet<>();
    private @Nullable Set<String> known;
    private boolean backendChanged;
    private Map<Long, Bugs.BugSummary> bugs = new LinkedHashMap<>();
    private final Map<Conditions.Key, Condition> conditions = new HashMap<>();
    private boolean conditionsChanged;
    private LinkState link = new LinkState(Link.CONNECTING, 0, null);
    private Realtime.@Nullable HealthPulse pulse;
    private @Nullable String stopping;
    private @Nullable Instant lastHeard;
    private long heardAt = System.nanoTime();

    Inbox(Runnable signal) {
        this.signal = signal;
    }

    ServerClock clock() {
        return clock;
    }

    /** The first try is under way: silence counts from now. */
    void connecting() {
        synchronized (lock) {
            heardAt = System.nanoTime();
        }
    }

    @Override
    public void link(LinkState state) {
        synchronized (lock) {
            // The reason of the last loss stays until messages arrive again: it explains the tries meanwhile.
            link = state.link() == Link.CONNECTING
                    ? new LinkState(Link.CONNECTING, link.httpStatus(), link.reason())
                    : state;
            if (state.link() == Link.OPEN) {
                stopping = null;
            }
            backendChanged = true;
        }
        signal.run();
    }

    @Override
    public void message(Realtime.ServerMessage message) {
        long now = System.nanoTime();
        // A sample's time is its own, by the device's clock; of every other message it is the backend's.
        if (!(message instanceof Realtime.SensorUpdate)) {
            clock.observe(message.timestamp(), now);
        }
        synchronized (lock) {
            heardAt = now;
            lastHeard = clock.at(now);
        }
        switch (message) {
            case Realtime.Snapshot snapshot -> snapshot(snapshot, now);
            case Realtime.SensorUpdate update -> sample(update, now);
            case Realtime.DeviceStatus status -> status(status, now);
            case Realtime.ModelFigures said -> figures(said);
            case Realtime.BugEvent event -> bug(event.bug());
            case Realtime.ConditionEvent event -> condition(event.condition());
            case Realtime.HealthPulse beat -> backend(() -> pulse = beat);
            case Realtime.ServerShutdown shutdown -> backend(() -> stopping = shutdown.message());
            case Realtime.ConnectionEstablished m -> {}
            case Realtime.Gap m -> {}
            case Realtime.Ping m -> {}
            case Realtime.Pong m -> {}
            case Realtime.SubscribeAck m -> {}
            case Realtime.UnsubscribeAck m -> {}
            case Realtime.HeartbeatAck m -> {}
            case Realtime.Refusal m -> {}
        }
    }

    BackendState backend() {
        synchronized (lock) {
            long now = System.nanoTime();
            double quiet = (now - heardAt) / 1e9;
            return new BackendState(link.link(), link.httpStatus(), link.reason(), stopping, lastHeard, quiet, pulse);
        }
    }

    /** What changed, once. */
    Taken take() {
        synchronized (lock) {
            Taken taken = new Taken(changed, known, backendChanged, List.copyOf(bugs.values()), conditionsChanged);
            conditionsChanged = false;
            bugs = new LinkedHashMap<>();
            changed = new HashSet<>();
            known = null;
            backendChanged = false;
            return taken;
        }
    }

    /** What is wrong, worst first. */
    List<Condition> conditions() {
        synchronized (lock) {
            return conditions.values().stream().sorted(Conditions.WORST_FIRST).toList();
        }
    }

    Set<String> ids() {
        return Set.copyOf(slots.keySet());
    }

    @Nullable
    StationView view(String id, long nanos, boolean silent) {
        Slot slot = slots.get(id);
        return slot == null ? null : slot.view(nanos, silent);
    }

    private void snapshot(Realtime.Snapshot snapshot, long now) {
        Set<String> ids = new HashSet<>();
        for (Devices.DeviceLive live : snapshot.devices()) {
            String id = live.device().deviceId();
            slots.computeIfAbsent(id, key -> new Slot(live.device())).snapshot(live, snapshot.timestamp(), now);
            ids.add(id);
        }
        slots.keySet().retainAll(ids);
        synchronized (lock) {
            changed.addAll(ids);
            known = Set.copyOf(ids);
            conditions.clear();
            snapshot.conditions().forEach(condition -> conditions.put(condition.key(), condition));
            conditionsChanged = true;
        }
        signal.run();
    }

    private void sample(Realtime.SensorUpdate update, long now) {
        slots.computeIfAbsent(update.sample().deviceId(), id -> new Slot(Slot.unannounced(update.sample())))
                .sample(update.sample(), age(update, now), now);
        changed(update.sample().deviceId());
    }

    /** As the backend says it; by its clock where it is an older one, which does not. */
    private double age(Realtime.SensorUpdate update, long now) {
        Instant serverTime = clock.at(now);
        if (update.ageSeconds() != null) {
            return update.ageSeconds();
        }
        return serverTime == null
                ? 0
                : Math.max(
                        0,
                        Duration.between(update.sample().receivedAt(), serverTime)
                                        .toNanos()
                                / 1e9);
    }

    private void status(Realtime.DeviceStatus status, long now) {
        String id = status.device().deviceId();
        slots.computeIfAbsent(id, key -> new Slot(status.device())).status(status.device(), status.timestamp(), now);
        changed(id);
    }

    private void figures(Realtime.ModelFigures said) {
        Slot slot = slots.get(said.deviceId());
        if (slot != null) {
            slot.figures(said.model());
            changed(said.deviceId());
        }
    }

    private void changed(String id) {
        synchronized (lock) {
            changed.add(id);
        }
        signal.run();
    }

    private void bug(Bugs.BugSummary bug) {
        synchronized (lock) {
            bugs.remove(bug.id());
            bugs.put(bug.id(), bug);
            if (bugs.size() > MAX_BUGS) {
                bugs.remove(bugs.keySet().iterator().next());
            }
        }
        signal.run();
    }

    private void condition(Condition condition) {
        synchronized (lock) {
            if (condition.isOpen()) {
                conditions.put(condition.key(), condition);
            } else {
                conditions.remove(condition.key());
            }
            conditionsChanged = true;
            if (condition.scope() == Scope.STATION && slots.containsKey(condition.source())) {
                changed.add(condition.source());
            }
        }
        signal.run();
    }

    private void backend(Runnable change) {
        synchronized (lock) {
            change.run();
            backendChanged = true;
        }
        signal.run();
    }
}
