package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.PoolNumbers;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** Gauges of the pools and times of the readers' queries. */
final class StoreMeters {
    private StoreMeters() {}

    static void register(Metrics metrics, Database database) {
        pool(
                metrics,
                "db.connections.active",
                "Connections in use, writers and readers",
                database,
                PoolNumbers::active);
        pool(metrics, "db.pool.size", "Connections open, writers and readers", database, PoolNumbers::total);
        pool(
                metrics,
                "db.pool.available",
                "Connections that wait for work, writers and readers",
                database,
                PoolNumbers::idle);
        Timer reads = metrics.timer("db.query.duration", "Time of a statement or batch", "query", "read");
        var ok = metrics.counter("db.operations", "Statements and batches", "operation", "read", "status", "ok");
        var error = metrics.counter("db.operations", "Statements and batches", "operation", "read", "status", "error");
        database.onQuery((nanos, failure) -> {
            if (failure == null) {
                ok.increment();
                reads.record(nanos, TimeUnit.NANOSECONDS);
            } else {
                error.increment();
            }
        });
    }

    private static void pool(
            Metrics metrics, String name, String help, Database database, ToIntFunction<PoolNumbers> figure) {
        metrics.gauge(
                name, help, () -> figure.applyAsInt(database.writerPool()) + figure.applyAsInt(database.readerPool()));
    }
}
