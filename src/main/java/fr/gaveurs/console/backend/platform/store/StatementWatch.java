package fr.gaveurs.console.backend.platform.store;

import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Tells a circuit breaker and the meters what became of each statement that JDBI ran. */
final class StatementWatch implements SqlLogger {
    private final QueryListener breaker;
    private final QueryListener listener;

    StatementWatch(QueryListener breaker, QueryListener listener) {
        this.breaker = breaker;
        this.listener = listener;
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        long nanos = context.getElapsedTime(ChronoUnit.NANOS);
        breaker.done(nanos, null);
        listener.done(nanos, null);
    }

    @Override
    public void logException(StatementContext context, SQLException failure) {
        long nanos = context.getElapsedTime(ChronoUnit.NANOS);
        breaker.done(nanos, failure);
        listener.done(nanos, failure);
    }
}
