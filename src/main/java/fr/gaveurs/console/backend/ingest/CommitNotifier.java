package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.Measurement;
import fr.gaveurs.console.backend.features.quality.SampleChanges;
import fr.gaveurs.console.backend.features.quality.SampleChanges.Span;
import fr.gaveurs.console.backend.features.quality.SampleStore;
import fr.gaveurs.console.backend.platform.cache.Cache;
import fr.gaveurs.console.backend.platform.cache.Tags;
import fr.gaveurs.console.backend.platform.relay.Relay;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the cache, and other consoles, of every commit: before the acknowledgements, and the cache again once the
 * stations' memory has followed.
 *
 * @param relay null for a console that is alone
 */
record CommitNotifier(Cache cache, @Nullable Relay relay, Ingest.Committed next) implements Ingest.Committed {
    @Override
    public void stored(List<GradedSample> batch) {
        cache.committed(tags(batch));
        if (relay != null) {
            batch.forEach(sample -> tell(relay, sample));
        }
        next.stored(batch);
    }

    private static void tell(Relay relay, GradedSample sample) {
        Instant time = sample.time();
        long micros = time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
        relay.tell(
                SampleChanges.TOPIC,
                sample.measurement().deviceId(),
                new Span(sample.measurement().siteCode(), micros, micros + SampleStore.MOST_REUSES));
    }

    @Override
    public void committed(List<GradedSample> kept) {
        next.committed(kept);
        cache.remembered(tags(kept));
    }

    @Override
    public void recovered(List<GradedSample> saved) {
        next.recovered(saved);
        cache.remembered(tags(saved));
    }

    private static Set<String> tags(List<GradedSample> samples) {
        Set<String> tags = new HashSet<>();
        // A batch holds many samples of few stations.
        Set<String> stations = new HashSet<>();
        Set<String> sites = new HashSet<>();
        for (GradedSample sample : samples) {
            Measurement m = sample.measurement();
            boolean known = !stations.add(m.deviceId());
            known &= !sites.add(m.siteCode());
            if (!known) {
                Tags.touched(tags, m.deviceId(), m.siteCode());
            }
        }
        return tags;
    }
}
