package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.store.errors.Damage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a server that cannot start says that its files are not what it wrote. */
final class DamageInLog {
    /** What a server writes that ends at once, or cannot recover. */
    private static final Pattern IN_LOG = Pattern.compile(
            "no roles are defined|pg_control|control file|valid checkpoint record|checkpoint record|required checkpoint|redo record|backup_label"
                    + "|database files are incompatible|invalid page in block|could not read blocks?"
                    + "|access status of transaction|could not open (?:directory|file) \"pg_|could not open file \"(?:base|global)/"
                    + "|invalid data in file|is not a child of this server's history|invalid page header"
                    + "|could not locate|has wrong magic|WAL file is from|requested timeline|pg_filenode.map"
                    + "|contains incorrect checksum|recovery ended before configured");

    private DamageInLog() {}

    /** What a server's log, while it could not start, says of it; nothing if that is no damage. */
    static Optional<String> find(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean end = line.contains("PANIC:") || line.contains("FATAL:") || !line.contains("LOG:");
            if (end && IN_LOG.matcher(line).find() && !Damage.hasAnotherCause(line)) {
                String more = i + 1 < lines.size() ? lines.get(i + 1) : "";
                String detail = more.contains("DETAIL:") ? " (" + ServerLog.withoutPrefix(more) + ")" : "";
                return Optional.of(ServerLog.withoutPrefix(line) + detail);
            }
        }
        return Optional.empty();
    }
}
