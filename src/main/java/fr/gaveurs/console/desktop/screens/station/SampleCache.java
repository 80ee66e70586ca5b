package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Samples.Sample;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Samples that are already here, by id and time; of too many the one goes that was not looked at for the longest. */
final class SampleCache {
    private final Map<String, Sample> samples;

    /** @param most so many are kept */
    SampleCache(int most) {
        samples = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Sample> eldest) {
                return size() > most;
            }
        };
    }

    private static String key(String sampleId, Instant timestamp) {
        return timestamp + " " + sampleId;
    }

    void put(String sampleId, Instant timestamp, Sample sample) {
        samples.put(key(sampleId, timestamp), sample);
    }

    @Nullable
    Sample get(String sampleId, Instant timestamp) {
        return samples.get(key(sampleId, timestamp));
    }

    void clear() {
        samples.clear();
    }
}
