package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.cache.HintLevel;
import fr.gaveurs.console.backend.platform.health.HealthBoard;
import fr.gaveurs.console.backend.platform.health.HealthBoard.Weight;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.relay.ChangeNotice;
import fr.gaveurs.console.backend.platform.relay.ChangePoller;
import fr.gaveurs.console.backend.platform.relay.ChangeReader;
import fr.gaveurs.console.backend.platform.relay.ChangeTopic;
import fr.gaveurs.console.backend.platform.relay.Relay;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.Database;
import java.util.ArrayList;
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

    /** Answers about these are old, since another console says so: none without what changed is given from here on. */
    void touched(Set<String> tags) {
        if (level != null) {
            level.touched(tags);
        }
    }

    /** From now on others are told of everything, and what they tell is read. */
    void follow(Lifecycle lifecycle, HealthBoard health, List<Feature> features) throws StartException {
        Relay others = relay;
        if (others == null) {
            return;
        }
        features.forEach(feature -> feature.tell(others));
        List<ChangeReader<?>> readers = new ArrayList<>();
        features.forEach(feature -> readers.addAll(feature.changes()));
        ChangePoller poller = lifecycle.start(new ChangePoller(others::hearsAll, readers));
        others.listen(readers.stream().<ChangeTopic<?>>map(ChangeReader::topic).toList(), new Relay.Listener() {
            @Override
            public void heard(ChangeNotice notice) {
                readers.forEach(reader -> reader.hear(notice));
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
}
