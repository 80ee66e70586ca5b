package fr.gaveurs.console.backend.platform.audit;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** A row of the journal could not be written; its cause is what the database said. */
final class AuditException extends JdbiException {
    private static final long serialVersionUID = 1L;

    AuditException(SQLException cause) {
        super(cause);
    }
}
