package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.Samples.Sample;
import fr.gaveurs.console.backend.features.bugs.BugNews;
import fr.gaveurs.console.backend.platform.cache.Cache;
import fr.gaveurs.console.backend.platform.cache.HintLevel;
import fr.gaveurs.console.backend.platform.cache.Tags;
import fr.gaveurs.console.backend.features.devices.DeviceRegistry;
import fr.gaveurs.console.backend.platform.health.HealthBoard;
import fr.gaveurs.console.backend.platform.health.HealthBoard.Weight;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.ingest.RemoteSampleApplier;
import fr.gaveurs.console.backend.realtime.Hub;
import fr.gaveurs.console.backend.ingest.Throughput;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.SampleQueries;
import fr.gaveurs.console.backend.features.quality.SampleStore;
import fr.gaveurs.console.backend.features.quality.SampleWindows;
import fr.gaveurs.console.backend.features.quality.SampleWindows.Window;
import fr.gaveurs.console.backend.platform.relay.ChangePoller;
import fr.gaveurs.console.backend.platform.relay.ChangeNotice;
import fr.gaveurs.console.backend.features.quality.SampleChanges;
import fr.gaveurs.console.backend.features.quality.SampleChanges.Span;
import fr.gaveurs.console.backend.platform.relay.ChangeReader;
import fr.gaveurs.console.backend.platform.relay.ChangeTopic;
import java.util.Map;
import fr.gaveurs.console.backend.platform.relay.Relay;
import fr.gaveurs.console.backend.platform.security.TokenStore;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What ties together the consoles on one database. A console with its own PostgreSQL is alone on it, and pays for none
 * of this.
 *
 * @param relay null for a console that is alone
 * @param level what keeps the cache right where no Redis does; null if one does, or there is nobody else
 */
record RelayParts(@Nullable Relay relay, @Nullable HintLevel level) {
    /** An API token was made or revoked. */
    private static final ChangeTopic<Boolean> TOKENS = ChangeTopic.withoutSubjects("t");

    static RelayParts start(Lifecycle lifecycle, Settings settings, Database database, String console, Metrics metrics)
            throws StartException {
        if (settings.databaseUrl() == null || !settings.relayEnabled()) {
            return new RelayParts(null, null);
        }
        Relay relay = lifecycle.start(Relay.over(settings.redis(), database, console, metrics));
        return new RelayParts(relay, settings.redis() == null ? new HintLevel(relay::hearsAll) : null);
    }

    /** Samples were committed. */
    void stored(List<GradedSample> batch) {
        if (relay == null) {
            return;
        }
        for (GradedSample sample : batch) {
            Instant time = sample.time();
            long micros = time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
            relay.tell(
                    SampleChanges.TOPIC,
                    sample.measurement().deviceId(),
                    new Span(sample.measurement().siteCode(), micros, micros + SampleStore.MOST_REUSES));
        }
    }

    /** From now on others are told of everything, and what they tell is read. */
    void follow(
            Lifecycle lifecycle,
            HealthBoard health,
            Database database,
            DeviceRegistry book,
            Hub hub,
            Throughput throughput,
            Cache cache,
            BugNews bugs,
            TokenStore tokens,
            Clock clock)
            throws StartException {
        Relay others = relay;
        if (others == null) {
            return;
        }
        book.onWritten(ids -> ids.forEach(id -> others.tell(DeviceRegistry.CHANGES, id, true)));
        bugs.onChange(id -> others.tell(BugNews.CHANGES, Long.toString(id), true));
        tokens.onChange(() -> others.tell(TOKENS, "", true));
        SampleQueries counts = new SampleQueries(database.jdbi());
        RemoteSampleApplier samples = new RemoteSampleApplier(
                book,
                new SampleWindows(database.jdbi()),
                hub,
                throughput,
                clock,
                taken -> cache.remembered(tags(taken)));
        List<ChangeReader<?>> readers = List.of(
                new ChangeReader<>(TOKENS, changed -> tokens.invalidate(), tokens::invalidate),
                new ChangeReader<>(
                        DeviceRegistry.CHANGES, changed -> samples.rows(changed.keySet()), () -> samples.rows(null)),
                new ChangeReader<>(
                        SampleChanges.TOPIC,
                        changed -> samples.samples(windows(changed)),
                        samples::everything),
                new ChangeReader<>(
                        BugNews.CHANGES, changed -> bugs.changedElsewhere(changed.keySet()), () -> {
                            bugs.lookForOthers();
                            throughput.atLeast(
                                    counts.countPerMinute(clock.instant().minusSeconds(3_600)));
                        }));
        ChangePoller poller = lifecycle.start(new ChangePoller(others::hearsAll, readers));
        others.listen(readers.stream().<ChangeTopic<?>>map(ChangeReader::topic).toList(), new Relay.Listener() {
            @Override
            public void heard(ChangeNotice notice) {
                touch(notice);
                if (!notice.of(TOKENS).isEmpty()) {
                    tokens.invalidate(); // at once: no request may pass by a token that was revoked
                }
                poller.heard(notice);
            }

            @Override
            public void missed() {
                if (level != null) {
                    level.blind();
                }
                poller.missed();
            }
        });
        health.register("relay", Weight.AUXILIARY, others.check());
    }

    /** At once, before what was stored is read: no answer without it is given from here on. */
    private void touch(ChangeNotice notice) {
        if (level != null) {
            Set<String> touched = new HashSet<>();
            notice.of(SampleChanges.TOPIC).forEach((device, span) -> Tags.touched(touched, device, span.site()));
            level.touched(touched);
        }
    }

    private static List<Window> windows(Map<String, Span> changed) {
        return changed.entrySet().stream()
                .map(each -> new Window(
                        each.getKey(), each.getValue().from(), each.getValue().to(), 0))
                .toList();
    }

    private static Set<String> tags(List<Sample> samples) {
        Set<String> tags = new HashSet<>();
        samples.forEach(sample -> Tags.touched(tags, sample.deviceId(), sample.siteCode()));
        return tags;
    }
}
