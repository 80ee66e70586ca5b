package fr.gaveurs.console.backend.features.conditions;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.ConditionQuery;
import fr.gaveurs.console.api.conditions.ConditionsApi;
import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.Services;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.conditions.ConditionWatch;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.jobs.Job;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.relay.ChangeReader;
import fr.gaveurs.console.backend.platform.relay.ChangeTopic;
import fr.gaveurs.console.backend.platform.relay.Relay;
import fr.gaveurs.console.backend.platform.store.retention.RetainedTable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Conditions, as they are asked for and counted. */
public final class ConditionsFeature implements Feature {
    /** A console raised, changed or cleared conditions. */
    private static final ChangeTopic<Boolean> CHANGES = ChangeTopic.withoutSubjects("c");

    private final ConditionBoard board;
    private final ConditionWatch watch;
    private final Metrics metrics;
    private final Duration kept;

    public ConditionsFeature(Services services) {
        watch = services.conditions();
        board = watch.board();
        metrics = services.metrics();
        kept = services.settings().sampleRetention();
    }

    /** Rows go by when they were last seen: one that is open and seen is never old. */
    @Override
    public List<RetainedTable> retained() {
        return List.of(RetainedTable.byRow("conditions", "seen_at", kept));
    }

    /**
     * Says what kinds there are, each counted from now on.
     *
     * @param features all of them
     */
    public void declare(Collection<? extends Feature> features) {
        List<ConditionKind> kinds = features.stream()
                .flatMap(feature -> feature.conditions().stream())
                .toList();
        board.declared(kinds);
        for (ConditionKind kind : kinds) {
            metrics.gauge(
                    "conditions.open",
                    "Conditions that are open, by kind and severity",
                    () -> board.count(kind),
                    "kind",
                    kind.key(),
                    "severity",
                    kind.severity().key());
        }
        metrics.total("conditions.refused", "Conditions that were not raised, since too many are open", board::refused);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(new Endpoint(
                ConditionsApi.LIST_CONDITIONS, call -> new Listing<>(list(call.query(ConditionQuery.class)))));
    }

    private List<Condition> list(ConditionQuery query) {
        Stream<Condition> over = Boolean.TRUE.equals(query.cleared()) ? board.cleared().stream() : Stream.empty();
        return Stream.concat(board.open().stream(), over)
                .filter(c -> query.scope() == null || query.scope() == c.scope())
                .filter(c -> query.source() == null || query.source().equals(c.source()))
                .filter(c -> query.kind() == null || query.kind().equals(c.kind()))
                .filter(c -> query.severity() == null || query.severity() == c.severity())
                .toList();
    }

    @Override
    public List<Job> jobs() {
        return List.of(Job.every("conditions", Duration.ofHours(1), watch::bound));
    }

    @Override
    public void tell(Relay relay) {
        watch.onWritten(() -> relay.tell(CHANGES, "", true));
    }

    @Override
    public List<ChangeReader<?>> changes() {
        return List.of(new ChangeReader<>(CHANGES, changed -> watch.readOthers(), watch::readOthers));
    }
}
