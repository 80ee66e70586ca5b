package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.bugs.BugStatistics.BugDay;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Source;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.LogBound;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.relay.ChangeTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells dashboards and metrics of what happens to bugs. */
public final class BugNews implements Part {
    /** Tells other consoles that a bug was made or changed; by its number. */
    public static final ChangeTopic<Boolean> CHANGES = ChangeTopic.ofSubjects("b");

    private static final Logger LOG = LoggerFactory.getLogger(BugNews.class);
    /** Other programs may write to the tables, too. */
    private static final Duration LOOK = Duration.ofSeconds(15);

    private final BugQueries queries;
    private final BugFigureQueries figures;
    private final Consumer<BugSummary> dashboards;
    private final Metrics metrics;
    private final AtomicBoolean due = new AtomicBoolean();
    private final LogBound untoldLines = new LogBound(10, Duration.ofMinutes(1));
    private final SupervisedTimer timer = new SupervisedTimer("bug-figures");
    private volatile @Nullable BugDay last;
    private volatile LongConsumer onChange = id -> {};
    /** When the newest change was made that this console has looked for; null before the first look. */
    private @Nullable Instant seenUntil;

    /** @param dashboards told the newest state of a bug */
    public BugNews(BugQueries queries, BugFigureQueries figures, Consumer<BugSummary> dashboards, Metrics metrics) {
        this.queries = queries;
        this.figures = figures;
        this.dashboards = dashboards;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return "bug figures";
    }

    @Override
    public void start() {
        for (Severity severity : Severity.values()) {
            gauge("bugs.open", "Unresolved bugs", BugDay::openBySeverity, "severity", severity.key());
        }
        for (Status status : Status.values()) {
            gauge("bugs", "Bugs", BugDay::byStatus, "status", status.key());
        }
        for (Source source : Source.values()) {
            reports(source, 0);
            occurrences(source, 0);
        }
        timer.every(Duration.ZERO, LOOK, this::look);
        timer.start();
    }

    private void gauge(
            String name, String help, Function<BugDay, Map<String, Long>> counts, String label, String value) {
        metrics.gauge(
                name,
                help,
                () -> {
                    BugDay known = last;
                    return known == null ? null : counts.apply(known).get(value);
                },
                label,
                value);
    }

    private void reports(Source source, double count) {
        metrics.counter("bugs.reported", "Bugs reported", "source", source.key())
                .increment(count);
    }

    private void occurrences(Source source, double count) {
        metrics.counter(
                        "bug.occurrences",
                        "Errors met, also those counted on a bug that exists",
                        "source",
                        source.key())
                .increment(count);
    }

    /** A new bug. */
    void reported(long id, Source source) {
        reports(source, 1);
        changed(id);
    }

    /** An error that opened a bug or was counted on one. */
    void met(BugStore.CreateResult result, ErrorOccurrence error) {
        met(result, error.source(), error.count());
    }

    private void met(BugStore.CreateResult result, Source source, long count) {
        occurrences(source, (double) count);
        if (result.isNew()) {
            reports(source, 1);
        }
        changed(result.id());
    }

    /** Sets who hears the number of each bug that changed; must return at once. */
    public void onChange(LongConsumer listener) {
        onChange = listener;
    }

    /** Something about a bug changed. Never fails: what was asked for is done already. */
    void changed(long id) {
        show(id);
        onChange.accept(id);
    }

    /** As {@link #changed}, by another console, which has counted them. */
    public void changedElsewhere(Collection<String> numbers) {
        for (String number : numbers) {
            try {
                show(Long.parseLong(number));
            } catch (NumberFormatException e) {
                LOG.debug("no number of a bug: {}", number); // anybody may write to a channel
            }
        }
    }

    /** Looks for bugs that changed since this was last asked: the first time for none. */
    public void lookForOthers() {
        Instant since = seenUntil;
        Instant now = queries.lastChange();
        if (since != null && now != null && now.isAfter(since)) {
            // A little more: what was written first is not always committed first.
            queries.changedSince(since.minusSeconds(5)).forEach(this::show);
        }
        seenUntil = now;
    }

    private void show(long id) {
        try {
            queries.summary(id).ifPresent(dashboards);
            if (due.compareAndSet(false, true)) {
                timer.after(Duration.ofMillis(100), this::look);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("the console is shutting down", e);
        } catch (RuntimeException e) {
            if (untoldLines.take()) {
                LOG.warn("dashboards could not be told that bug #{} changed: {}", id, e.toString());
            }
        }
    }

    private void look() {
        due.set(false);
        try {
            last = figures.now();
        } catch (RuntimeException e) {
            LOG.debug("the figures of bugs stay as they were", e);
        }
    }

    @Override
    public void stop(Deadline deadline) {
        timer.stop();
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(timer);
    }
}
