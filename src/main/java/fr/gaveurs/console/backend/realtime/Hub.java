package fr.gaveurs.console.backend.realtime;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceLive;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.models.Versions.LiveFigures;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.api.realtime.Realtime.HealthPulse;
import fr.gaveurs.console.api.realtime.Realtime.Snapshot;
import fr.gaveurs.console.backend.features.quality.SampleView;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.conditions.ConditionListener;
import fr.gaveurs.console.backend.platform.http.SocketEndpoint;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.websocket.SocketGroup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what happens to every dashboard, none of which can slow it. */
public final class Hub implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    private final SocketGroup group;
    private final Set<RealtimeSocket> watchers = ConcurrentHashMap.newKeySet();
    private final Clock clock;
    private final String version;
    private final Supplier<List<DeviceLive>> stations;
    private final Supplier<HealthPulse> pulse;
    private volatile Supplier<List<Condition>> conditions = List::of;
    private volatile Function<String, @Nullable String> sites = station -> null;
    private final AtomicBoolean pumping = new AtomicBoolean();
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private final SupervisedTimer timer = new SupervisedTimer("hub");
    /** Of its own: it asks the database. */
    private final SupervisedTimer accessCheck = new SupervisedTimer("realtime-access-check");

    /**
     * @param stations every station with its newest sample, asked at each snapshot
     * @param pulse asked once a second while somebody watches
     * @param messageTime from the first fragment of a message to its last
     */
    public Hub(
            Clock clock,
            String version,
            Supplier<List<DeviceLive>> stations,
            Supplier<HealthPulse> pulse,
            Duration messageTime,
            Metrics metrics) {
        this.clock = clock;
        this.version = version;
        this.stations = stations;
        this.pulse = pulse;
        this.group = new SocketGroup("realtime", messageTime, metrics);
    }

    @Override
    public String name() {
        return "live hub";
    }

    public SocketEndpoint endpoint() {
        return new SocketEndpoint(Routes.WS_REALTIME, stillIn -> new RealtimeSocket(this, stillIn));
    }

    @Override
    public void start() {
        timer.atRate(Duration.ofSeconds(1), Duration.ofSeconds(1), this::beat);
        accessCheck.every(Duration.ofSeconds(5), Duration.ofSeconds(5), this::expel);
        // A client that asked for a lower rate gets its next update when that is due.
        timer.every(Duration.ofMillis(20), Duration.ofMillis(20), () -> watchers.forEach(RealtimeSocket::pump));
        timer.start();
        accessCheck.start();
    }

    /** Closes the sockets whose token was revoked. */
    void expel() {
        for (RealtimeSocket watcher : watchers) {
            watcher.closeUnlessStillIn();
        }
    }

    private void beat() {
        if (watchers.isEmpty()) {
            return;
        }
        byte[] encoded = Json.MAPPER.writeValueAsBytes((Realtime.ServerMessage) pulse.get());
        for (RealtimeSocket watcher : watchers) {
            watcher.mailbox().pulse(encoded);
            watcher.pump();
            watcher.pingIfSilent();
        }
    }

    /**
     * A sample was stored and is its station's newest.
     *
     * @param ageSeconds time since it was measured, s
     */
    public void publish(Sample sample, double ageSeconds) {
        if (watchers.isEmpty()) {
            return;
        }
        Update update = new Update(sample, System.nanoTime() - (long) (ageSeconds * 1e9));
        for (RealtimeSocket watcher : watchers) {
            watcher.mailbox().update(update);
        }
        pumpSoon();
    }

    /** A station's state, enrolment or badge changed. */
    public void publish(Device device) {
        if (device.enrollment() == Enrollment.BLOCKED) {
            forgotten();
            return;
        }
        for (RealtimeSocket watcher : watchers) {
            watcher.mailbox().state(device);
        }
        pumpSoon();
    }

    /** A station is no longer shown: everybody gets a snapshot, in which it is not. */
    public void forgotten() {
        if (!watchers.isEmpty() && refreshing.compareAndSet(false, true)) {
            try {
                // Of many that go together, one snapshot tells.
                timer.after(Duration.ofMillis(200), () -> {
                    refreshing.set(false);
                    watchers.forEach(RealtimeSocket::refresh);
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("the hub has stopped", e);
            }
        }
    }

    /**
     * The active model said something of a station's newest sample.
     *
     * @param model null: no model says anything any more
     */
    public void publish(String deviceId, @Nullable LiveFigures model) {
        if (watchers.isEmpty()) {
            return;
        }
        String site = sites.apply(deviceId);
        for (RealtimeSocket watcher : watchers) {
            watcher.mailbox().figures(deviceId, site == null ? "" : site, model);
        }
        pumpSoon();
    }

    /** A bug changed. */
    public void publish(BugSummary bug) {
        for (RealtimeSocket watcher : watchers) {
            watcher.mailbox().bug(bug);
        }
        pumpSoon();
    }

    /**
     * From now on dashboards see what is wrong.
     *
     * @param siteOf the site of a station; null if it is not known
     */
    public void follow(ConditionBoard board, Function<String, @Nullable String> siteOf) {
        conditions = board::open;
        sites = siteOf;
        board.listen(new ConditionListener() {
            @Override
            public void raised(Condition condition) {
                publish(condition);
            }

            @Override
            public void changed(Condition condition) {
                publish(condition);
            }

            @Override
            public void cleared(Condition condition) {
                publish(condition);
            }
        });
    }

    private void publish(Condition condition) {
        for (RealtimeSocket watcher : watchers) {
            if (shows(watcher.mailbox(), condition) && !watcher.mailbox().condition(condition)) {
                forgotten(); // more than it can be told one by one
            }
        }
        pumpSoon();
    }

    private boolean shows(Mailbox mailbox, Condition condition) {
        if (condition.scope() == Scope.SYSTEM) {
            return true;
        }
        String site = sites.apply(condition.source());
        return mailbox.wants(condition.source(), site == null ? "" : site);
    }

    /** Encoding and sending belong to the hub's thread: who publishes goes on at once. */
    private void pumpSoon() {
        if (!watchers.isEmpty() && pumping.compareAndSet(false, true)) {
            try {
                timer.execute(() -> {
                    pumping.set(false);
                    watchers.forEach(RealtimeSocket::pump);
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("the hub has stopped", e);
            }
        }
    }

    void join(RealtimeSocket socket) {
        watchers.add(socket);
    }

    void leave(RealtimeSocket socket) {
        watchers.remove(socket);
    }

    Snapshot snapshot(Mailbox mailbox) {
        boolean matrices = !Boolean.FALSE.equals(mailbox.filters().matrices());
        List<DeviceLive> wanted = stations.get().stream()
                .filter(s -> mailbox.wants(s.device().deviceId(), s.device().siteCode()))
                .map(s -> matrices || s.latest() == null
                        ? s
                        : new DeviceLive(
                                s.device(), SampleView.withoutMatrices(s.latest()), s.recentScores(), s.model()))
                .toList();
        List<Condition> open = conditions.get().stream()
                .filter(condition -> shows(mailbox, condition))
                .toList();
        return new Snapshot(now(), wanted, open);
    }

    public SocketGroup group() {
        return group;
    }

    Instant now() {
        return clock.instant();
    }

    String version() {
        return version;
    }

    /** Dashboards that watch now. */
    public int connections() {
        return watchers.size();
    }

    /** Takes leave of every dashboard: {@code server_shutdown}, then 1001. */
    public void shutDown(Deadline deadline) throws InterruptedException {
        group.forEach(socket -> {
            if (socket instanceof RealtimeSocket watcher) {
                watcher.sayGoodbye();
            }
        });
        group.close(deadline);
    }

    @Override
    public void stop(Deadline deadline) {
        timer.stop();
        accessCheck.stop();
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(timer, accessCheck);
    }
}
