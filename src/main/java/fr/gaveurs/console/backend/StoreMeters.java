package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.QueryListener;
import fr.gaveurs.console.backend.platform.store.pool.PoolNumbers;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** Gauges of the pools, and times of what requests read and change. */
final class StoreMeters {
    private StoreMeters() {}

    static void register(Metrics metrics, Database database) {
        pool(metrics, "db.connections.active", "Connections in use, all pools", database, PoolNumbers::active);
        pool(metrics, "db.pool.size", "Connections open, all pools", database, PoolNumbers::total);
        pool(metrics, "db.pool.available", "Connections that wait for work, all pools", database, PoolNumbers::idle);
        database.onQuery(statements(metrics, "read"), statements(metrics, "change"));
    }

    /** @param kind label of what is counted: {@code read} or {@code change} */
    private static QueryListener statements(Metrics metrics, String kind) {
        Timer times = metrics.timer("db.query.duration", "Time of a statement or batch", "query", kind);
        var ok = metrics.counter("db.operations", "Statements and batches", "operation", kind, "status", "ok");
        var error = metrics.counter("db.operations", "Statements and batches", "operation", kind, "status", "error");
        return (nanos, failure) -> {
            if (failure == null) {
                ok.increment();
                times.record(nanos, TimeUnit.NANOSECONDS);
            } else {
                error.increment();
            }
        };
    }

    private static void pool(
            Metrics metrics, String name, String help, Database database, ToIntFunction<PoolNumbers> figure) {
        metrics.gauge(
                name,
                help,
                () -> figure.applyAsInt(database.writerPool())
                        + figure.applyAsInt(database.changesPool())
                        + figure.applyAsInt(database.readerPool()));
    }
}
