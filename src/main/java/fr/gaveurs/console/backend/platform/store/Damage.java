package fr.gaveurs.console.backend.platform.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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

    /** What a server writes that ends at once, or cannot recover. */
    private static final Pattern IN_LOG = Pattern.compile(
            "no roles are defined|pg_control|control file|valid checkpoint record|checkpoint record|required checkpoint|redo record|backup_label"
                    + "|database files are incompatible|invalid page in block|could not read blocks?"
                    + "|access status of transaction|could not open (?:directory|file) \"pg_|could not open file \"(?:base|global)/"
                    + "|invalid data in file|is not a child of this server's history|invalid page header"
                    + "|could not locate|has wrong magic|WAL file is from|requested timeline|pg_filenode.map"
                    + "|contains incorrect checksum|recovery ended before configured");

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

    private static boolean isDamage(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String message = String.valueOf(e.getMessage());
        return !NOT.matcher(message).find()
                && (CORRUPTED.contains(state)
                        || (FILES.contains(state) && OF_DATA.matcher(message).matches()));
    }

    /** What a server's log, while it could not start, says of it; nothing if that is no damage. */
    public static Optional<String> inLog(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean end = line.contains("PANIC:") || line.contains("FATAL:") || !line.contains("LOG:");
            if (end && IN_LOG.matcher(line).find() && !NOT.matcher(line).find()) {
                String more = i + 1 < lines.size() ? lines.get(i + 1) : "";
                String detail = more.contains("DETAIL:") ? " (" + ServerLog.withoutPrefix(more) + ")" : "";
                return Optional.of(ServerLog.withoutPrefix(line) + detail);
            }
        }
        return Optional.empty();
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
