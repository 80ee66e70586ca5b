package fr.gaveurs.console.backend.platform.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server that runs still lets anybody in. Old connections go on when, for one, somebody emptied the folder of
 * its shared memory, while each new one is refused: only a start of the server mends that. Not thread-safe.
 */
final class LoginWatch {
    private static final int REFUSALS = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    private final Login login;
    private final LongSupplier ticker;
    private int refusals;
    private long pause;
    private long askedAt;

    /** Logs in and out. */
    interface Login {
        void run() throws SQLException;
    }

    /** @param ticker monotonic nanoseconds */
    LoginWatch(Login login, LongSupplier ticker) {
        this.login = login;
        this.ticker = ticker;
    }

    /**
     * Looks once, and says why the server has to be started again; null if it need not be. Where a start did not help the
     * next one is asked for after a longer and longer pause.
     */
    @Nullable
    String look() {
        try {
            login.run();
            refusals = 0;
            pause = 0;
            return null;
        } catch (SQLException e) {
            if (!isMendedByAStart(e)) {
                return null;
            }
            refusals++;
            if (refusals < REFUSALS || (pause > 0 && ticker.getAsLong() - askedAt < pause)) {
                return null;
            }
            refusals = 0;
            askedAt = ticker.getAsLong();
            pause = pause == 0 ? FIRST_PAUSE.toNanos() : Math.min(2 * pause, LONGEST_PAUSE.toNanos());
            return e.getMessage();
        }
    }

    /** Whether the last look was a first refusal, which the next one confirms or not. */
    boolean suspects() {
        return refusals > 0;
    }

    /**
     * The server's own resources failed it: files, shared memory, something that it did not expect. Not one that is busy,
     * silent or shutting down, nor a password that is wrong, nor damaged data: those stay what they are.
     */
    private static boolean isMendedByAStart(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("58") || state.equals("XX000");
    }
}
