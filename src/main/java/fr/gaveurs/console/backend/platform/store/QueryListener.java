package fr.gaveurs.console.backend.platform.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Hears of each statement that was run. */
public interface QueryListener {
    /** Hears nothing. */
    QueryListener NONE = (nanos, failure) -> {};

    void done(long nanos, @Nullable SQLException failure);
}
