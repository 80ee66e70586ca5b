package fr.gaveurs.console.backend.platform.store.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnavailableTest {
    @ParameterizedTest
    @CsvSource({
        "08001, true", // can't connect
        "08006, true", // connection failure
        "53100, true", // disk full
        "53300, true", // too many connections
        "57P01, true", // administrator's shutdown
        "57P03, true", // starting up
        "57014, true", // statement time-out
        "58030, true", // I/O error
        "28P01, true", // the password was changed
        "3D000, true", // the database was removed
        "25006, true", // a standby, read-only
        "22003, false", // number out of range
        "22P05, false", // character that the database can't hold
        "23505, false", // the same key twice
        "23514, false", // check violated
        "40001, false", // serialization: try again at once
        "40P01, false", // deadlock: try again at once
        "42601, false", // syntax error
        "42P01, false", // no such table
        "P0001, false",
    })
    void bySqlState(String state, boolean unavailable) {
        assertThat(DatabaseErrors.isUnavailable(new SQLException("x", state))).isEqualTo(unavailable);
    }

    @Test
    void byWhatLiesBeneath() {
        SQLException silent = new SQLException("x", null, new SocketTimeoutException("Read timed out"));
        BatchUpdateException batch = new BatchUpdateException("batch", "08006", new int[0]);
        BatchUpdateException dataInBatch = new BatchUpdateException("batch", "22003", new int[0]);
        SQLException wrapped = new SQLException("wrapped");
        wrapped.setNextException(new SQLException("x", "57P01"));

        assertThat(DatabaseErrors.isUnavailable(silent)).isTrue();
        assertThat(DatabaseErrors.isUnavailable(batch)).isTrue();
        assertThat(DatabaseErrors.isUnavailable(wrapped)).isTrue();
        assertThat(DatabaseErrors.isUnavailable(new SQLTimeoutException("x"))).isTrue();
        assertThat(DatabaseErrors.isUnavailable(new SQLTransientConnectionException("no connection in the pool")))
                .isTrue();
        assertThat(DatabaseErrors.isUnavailable(dataInBatch)).isFalse();
        assertThat(DatabaseErrors.isUnavailable(new SQLException("no state"))).isFalse();
    }

    @Test
    void anEndlessChainEnds() {
        SQLException one = new SQLException("one");
        SQLException two = new SQLException("two", one);
        one.initCause(two);

        assertThat(DatabaseErrors.isUnavailable(one)).isFalse();
    }
}
