package fr.gaveurs.console.backend.platform.store.errors;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How PostgreSQL says that its files are not what it wrote. */
public final class Damage {
    /** data_corrupted, index_corrupted. */
    private static final Set<String> CORRUPTED = Set.of("XX001", "XX002");
    /** undefined_file, io_error: damage only where they are about a file of the data. */
    private static final Set<String> FILES = Set.of("58P01", "58030");

    private static final Pattern OF_DATA = Pattern.compile("(?s).*could not (?:open|read|access|stat|seek).*"
            + "\"(?:base|global|pg_xact|pg_multixact|pg_subtrans|pg_tblspc|pg_commit_ts)/.*");

    private static final Pattern NOT = Pattern.compile("Permission denied|Too many open files|No space left");

    private Damage() {}

    /** The error of the server that says so, among an exception and its causes; null if none does. */
    public static @Nullable SQLException in(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof SQLException sql && isDamage(sql)) {
                return sql;
            }
            Throwable next = cause instanceof SQLException sql ? sql.getNextException() : null;
            cause = next != null ? next : cause.getCause();
        }
        return null;
    }

    /** Whether the server's words name what prevents it from reading files that are whole. */
    public static boolean hasAnotherCause(String words) {
        return NOT.matcher(words).find();
    }

    private static boolean isDamage(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String message = String.valueOf(e.getMessage());
        return !hasAnotherCause(message)
                && (CORRUPTED.contains(state)
                        || (FILES.contains(state) && OF_DATA.matcher(message).matches()));
    }

    /** What a failure to log in or to prepare the tables is thrown as. */
    public static StoreException explain(String what, Throwable e) {
        SQLException damage = in(e);
        return damage == null ? new StoreException(what, e) : new DamageException(oneLine(damage), e);
    }

    public static String oneLine(SQLException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .map(String::strip)
                .findFirst()
                .orElse("");
    }
}
