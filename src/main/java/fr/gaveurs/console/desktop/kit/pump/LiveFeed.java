package fr.gaveurs.console.desktop.kit.pump;

import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.client.RealtimeClient;
import fr.gaveurs.console.desktop.kit.LiveModel;
import fr.gaveurs.console.desktop.kit.StationView;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The live model over the wire: client threads write into one slot per station, the pump carries what changed to the
 * FX thread. The main connection leaves the matrices out; a second one, for one station with matrices, exists only
 * while a screen watches that station.
 */
public final class LiveFeed implements LiveModel, AutoCloseable {
    private static final Realtime.Filters NO_MATRICES = new Realtime.Filters(null, null, null, null, false);

    /** What one run of the pump brought. {@code gone} stations are known to the backend no more. */
    public record Changes(Set<String> changed, Set<String> gone) {}

    private final Pump pump;
    private final Inbox inbox;
    private final List<Subscription> hooks = new ArrayList<>();

    private final Map<String, StationView> views = new LinkedHashMap<>();
    private final List<Consumer<Changes>> changeListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<BackendState>> backendListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Bugs.BugSummary>> bugListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<List<Condition>>> conditionListeners = new CopyOnWriteArrayList<>();
    private Map<String, List<Condition>> ofStation = Map.of();
    private List<Condition> conditions = List.of();
    private final Map<String, List<Consumer<StationView>>> stationListeners = new HashMap<>();
    private final Map<String, Watch> watches = new HashMap<>();

    private @Nullable RealtimeClient client;
    private @Nullable URI base;
    private @Nullable String token;
    private boolean wasSilent;
    private boolean complete;

    public LiveFeed(Pump pump) {
        this(pump, new Inbox(pump::signal));
    }

    /** @param inbox hears the main connection */
    LiveFeed(Pump pump, Inbox inbox) {
        this.pump = pump;
        this.inbox = inbox;
        hooks.add(pump.source(this::deliver));
        hooks.add(pump.everySecond(this::beat));
    }

    /** Starts the main connection, where it has not been. */
    public void connect(URI to, @Nullable String bearer) {
        if (client != null) {
            return;
        }
        inbox.connecting();
        base = to;
        token = bearer;
        client = new RealtimeClient(to, bearer, NO_MATRICES, RealtimeClient.Timing.STANDARD, inbox);
        client.start();
    }

    /** Whether a snapshot came: from then on a station that is not here is not known to the backend. */
    public boolean complete() {
        return complete;
    }

    /** The backend's clock. */
    public ServerClock clock() {
        return inbox.clock();
    }

    /** The backend now. */
    public BackendState backend() {
        return inbox.backend();
    }

    /** Heard in each run of the pump that brought something, and once a second with every station, for its age. */
    public Subscription onChanges(Consumer<Changes> listener) {
        changeListeners.add(listener);
        return () -> changeListeners.remove(listener);
    }

    /** Heard when a pulse came or the connection changed, and once a second. Called at once. */
    public Subscription onBackend(Consumer<BackendState> listener) {
        backendListeners.add(listener);
        listener.accept(backend());
        return () -> backendListeners.remove(listener);
    }

    /** Heard when a bug was reported, changed, commented or met again; only its newest state is told. */
    public Subscription onBug(Consumer<Bugs.BugSummary> listener) {
        bugListeners.add(listener);
        return () -> bugListeners.remove(listener);
    }

    /** What the backend says is wrong, worst first: all that is open, on each change. Called at once. */
    public Subscription onConditions(Consumer<List<Condition>> listener) {
        conditionListeners.add(listener);
        listener.accept(conditions);
        return () -> conditionListeners.remove(listener);
    }

    @Override
    public Collection<StationView> stations() {
        return Collections.unmodifiableCollection(views.values());
    }

    @Override
    public @Nullable StationView station(String deviceId) {
        return views.get(deviceId);
    }

    @Override
    public Subscription onStation(String deviceId, Consumer<StationView> listener) {
        stationListeners
                .computeIfAbsent(deviceId, id -> new CopyOnWriteArrayList<>())
                .add(listener);
        StationView known = views.get(deviceId);
        if (known != null) {
            listener.accept(known);
        }
        return () -> stationListeners.computeIfPresent(deviceId, (id, listeners) -> {
            listeners.remove(listener);
            return listeners.isEmpty() ? null : listeners;
        });
    }

    @Override
    public Subscription onSample(String deviceId, Consumer<Samples.Sample> listener) {
        Watch watch = watches.computeIfAbsent(deviceId, id -> new Watch(id, pump::signal));
        watch.add(listener, base, token);
        return () -> {
            if (watch.remove(listener)) {
                watches.remove(deviceId, watch);
            }
        };
    }

    /** Closes the connections; the last values stay. */
    @Override
    public void close() {
        hooks.forEach(Subscription::unsubscribe);
        watches.values().forEach(Watch::close);
        watches.clear();
        if (client != null) {
            client.close();
        }
    }

    private void deliver() {
        Inbox.Taken taken = inbox.take();
        Set<String> gone = new HashSet<>();
        if (taken.known() != null) {
            complete = true;
            gone.addAll(views.keySet());
            gone.removeAll(taken.known());
            views.keySet().removeAll(gone);
        }
        if (taken.conditions()) {
            conditions = inbox.conditions();
            ofStation = conditions.stream()
                    .filter(condition -> condition.scope() == Scope.STATION)
                    .collect(Collectors.groupingBy(Condition::source));
        }
        BackendState now = backend();
        Set<String> changed = refresh(taken.changed(), now);
        if (!changed.isEmpty() || taken.known() != null) {
            tell(new Changes(changed, gone));
        }
        if (taken.backend()) {
            tellBackend(now);
        }
        if (taken.conditions()) {
            conditionListeners.forEach(listener -> listener.accept(conditions));
        }
        taken.bugs().forEach(bug -> bugListeners.forEach(listener -> listener.accept(bug)));
        new ArrayList<>(watches.values()).forEach(Watch::deliver);
    }

    private void beat() {
        // One look for both: the band and the tiles must turn in the same moment.
        BackendState now = backend();
        tell(new Changes(refresh(inbox.ids(), now), Set.of()));
        tellBackend(now);
    }

    /** Makes the views of these stations anew, or of all where what is known of every one turned; answers which. */
    private Set<String> refresh(Set<String> ids, BackendState backend) {
        boolean turned = backend.silent() != wasSilent;
        wasSilent = backend.silent();
        Set<String> all = turned ? inbox.ids() : ids;
        long now = System.nanoTime();
        for (String id : all) {
            StationView view = inbox.view(id, now, wasSilent);
            if (view != null) {
                views.put(id, view.with(ofStation.getOrDefault(id, List.of())));
            }
        }
        return all;
    }

    private void tell(Changes changes) {
        changeListeners.forEach(listener -> listener.accept(changes));
        for (String id : changes.changed()) {
            StationView view = views.get(id);
            List<Consumer<StationView>> listeners = stationListeners.get(id);
            if (view != null && listeners != null) {
                listeners.forEach(listener -> listener.accept(view));
            }
        }
    }

    private void tellBackend(BackendState now) {
        backendListeners.forEach(listener -> listener.accept(now));
    }
}
