package fr.gaveurs.console.backend.platform;

import fr.gaveurs.console.backend.platform.cache.CacheKind;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.jobs.Job;
import fr.gaveurs.console.backend.platform.relay.ChangeReader;
import fr.gaveurs.console.backend.platform.relay.Relay;
import fr.gaveurs.console.backend.platform.store.retention.NewestRows;
import fr.gaveurs.console.backend.platform.store.retention.RetainedTable;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/**
 * What a feature gives to the console: the backend asks each for it and knows nothing else of it. Its parts are started
 * before anything of it is asked for.
 */
public interface Feature {
    /** Its routes, and what they do. */
    default List<Endpoint> endpoints() {
        return List.of();
    }

    /** What is to be done from time to time, by one console of all on the database. */
    default List<Job> jobs() {
        return List.of();
    }

    /** Its components of the health document, by their names; none of them makes the console unready. */
    default Map<String, HealthCheck> checks() {
        return Map.of();
    }

    /** What it caches: counted from the start. */
    default List<CacheKind> caches() {
        return List.of();
    }

    /** The types of the answers that it caches for several consoles. */
    default List<Type> sharedAnswers() {
        return List.of();
    }

    /** Its tables whose rows are not kept for ever. */
    default List<RetainedTable> retained() {
        return List.of();
    }

    /** What its newest rows say of the time: a witness of the clock by which old rows are deleted. */
    default NewestRows newestRows() {
        return NewestRows.NONE;
    }

    /** The kinds of conditions that it raises and clears. */
    default List<ConditionKind> conditions() {
        return List.of();
    }

    /** From now on other consoles are told of its changes. Called once, where there are others. */
    default void tell(Relay relay) {}

    /** Reads what other consoles changed; in this order, after those of the features before it. */
    default List<ChangeReader<?>> changes() {
        return List.of();
    }
}
