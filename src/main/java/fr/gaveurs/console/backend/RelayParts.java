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
import fr.gaveurs.console.backend.platform.relay.ChangeNotice.Span;
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
            relay.stored(
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
        book.onWritten(others::devices);
        bugs.onChange(others::bug);
        tokens.onChange(others::tokens);
        SampleQueries counts = new SampleQueries(database.jdbi());
        RemoteSampleApplier elsewhere = new RemoteSampleApplier(
                book,
                new SampleWindows(database.jdbi()),
                hub,
                throughput,
                clock,
                samples -> cache.remembered(tags(samples)));
        ChangePoller follower = lifecycle.start(new ChangePoller(others::hearsAll, new ChangePoller.Reader() {
            @Override
            public void read(ChangeNotice hints) throws Exception {
                if (!hints.devices().isEmpty()) {
                    elsewhere.rows(hints.devices());
                }
                elsewhere.samples(hints.samples().entrySet().stream()
                        .map(each -> new Window(
                                each.getKey(),
                                each.getValue().from(),
                                each.getValue().to(),
                                0))
                        .toList());
                hints.bugs().forEach(bugs::changedElsewhere);
            }

            @Override
            public void readAll() throws Exception {
                tokens.askAnew();
                elsewhere.everything();
                bugs.lookForOthers();
                throughput.atLeast(counts.countPerMinute(clock.instant().minusSeconds(3_600)));
            }
        }));
        others.listen(new Relay.Listener() {
            @Override
            public void heard(ChangeNotice hints) {
                touch(hints);
                if (hints.tokens()) {
                    tokens.askAnew();
                }
                follower.heard(hints);
            }

            @Override
            public void missed() {
                if (level != null) {
                    level.blind();
                }
                follower.missed();
            }
        });
        health.register("relay", Weight.AUXILIARY, others.check());
    }

    /** At once, before what was stored is read: no answer without it is given from here on. */
    private void touch(ChangeNotice hints) {
        if (level != null) {
            Set<String> touched = new HashSet<>();
            hints.samples().forEach((device, span) -> Tags.touched(touched, device, span.site()));
            level.touched(touched);
        }
    }

    private static Set<String> tags(List<Sample> samples) {
        Set<String> tags = new HashSet<>();
        samples.forEach(sample -> Tags.touched(tags, sample.deviceId(), sample.siteCode()));
        return tags;
    }
}
