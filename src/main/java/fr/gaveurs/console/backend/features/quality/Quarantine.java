package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.api.quality.Samples.QuarantinedSample;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.conditions.Observation;
import fr.gaveurs.console.backend.platform.conditions.Observation.Active;
import fr.gaveurs.console.backend.platform.conditions.Observation.ActiveSince;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.health.HealthCheck.Result;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.RefreshPace;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the database refused for good: it is kept apart, counted, and shown until a day after the last one. */
public final class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    /** Health looks once a second; other consoles on the database put samples there, too. */
    private static final Duration FRESH = Duration.ofSeconds(15);

    private static final int NEWEST = 100;

    /** Details: {@code count}. */
    static final ConditionKind QUARANTINED =
            ConditionKind.ofDatabase("samples_quarantined", Severity.WARNING, Duration.ZERO, Duration.ZERO);

    private static final String SOURCE = "quarantine";

    private final Jdbi jdbi;
    private final ConditionBoard conditions;
    private final RefreshPace pace;
    private final Counter counter;
    private volatile double countedAtLook;
    private volatile @Nullable Recent recent;

    /** @param first of the last day; {@code newest} likewise: both null when there is none */
    private record Recent(
            long count, @Nullable Instant first, @Nullable QuarantinedSample newest) {}

    public Quarantine(Database database, Metrics metrics, ConditionBoard conditions) {
        this.conditions = conditions;
        this.jdbi = database.jdbi();
        this.pace = new RefreshPace(FRESH, database);
        this.counter = counter(metrics);
    }

    static Counter counter(Metrics metrics) {
        return metrics.counter(
                "samples.quarantined", "Samples that the database refused for good and that are kept apart");
    }

    /** The newest ones, at most 100, newest first. */
    public List<QuarantinedSample> newest() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT id, received_at, device_id, sample_id, reason FROM quarantined_samples"
                                + " ORDER BY received_at DESC, id DESC LIMIT " + NEWEST)
                .map((row, context) -> new QuarantinedSample(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)))
                .list());
    }

    /** Degraded while there is one of the last day. What is known of them stays while the database is away. */
    public HealthCheck check() {
        return () -> {
            double counted = counter.count();
            if (counted != countedAtLook) {
                countedAtLook = counted;
                pace.hurry();
            }
            if (pace.take()) {
                look();
            }
            Recent known = recent;
            conditions.observe(QUARANTINED, SOURCE, observed(known));
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("last_day", known == null ? 0 : known.count());
            Condition open = conditions.find(QUARANTINED, SOURCE);
            return open == null || !open.confirmed()
                    ? Result.up(figures)
                    : Result.degraded(open.text() + ". They are kept apart: " + open.remedy(), figures);
        };
    }

    private static Observation observed(@Nullable Recent known) {
        if (known == null) {
            return Observation.UNKNOWN;
        }
        QuarantinedSample last = known.newest();
        Instant first = known.first();
        return last == null || first == null
                ? Observation.INACTIVE
                : new ActiveSince(
                        new Active(
                                "the database refused " + known.count()
                                        + " samples of the last day for good; the last was " + last.sampleId() + " of "
                                        + last.deviceId() + " (" + last.reason() + ")",
                                "see /api/sqal/samples/quarantined and the bug",
                                Map.of("count", Long.toString(known.count()))),
                        first);
    }

    private void look() {
        try {
            Recent counted = jdbi.withHandle(handle -> handle.createQuery("SELECT count(*), min(received_at)"
                            + " FROM quarantined_samples WHERE received_at > now() - interval '1 day'")
                    .map((row, context) -> {
                        OffsetDateTime first = row.getObject(2, OffsetDateTime.class);
                        return new Recent(row.getLong(1), first == null ? null : first.toInstant(), null);
                    })
                    .one());
            recent = counted.count() == 0 ? counted : new Recent(counted.count(), counted.first(), newest().getFirst());
        } catch (RuntimeException e) {
            // The database's own component tells of that.
            LOG.debug("quarantined samples could not be counted: {}", e.getMessage());
        }
    }
}
