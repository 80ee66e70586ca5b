package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.reports.ReportReason;
import java.io.IOException;

/** A file cannot be written, and it is known why. */
final class ReasonException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient ReportReason reason;

    ReasonException(ReportReason reason) {
        super(reason.text());
        this.reason = reason;
    }

    ReportReason reason() {
        return reason;
    }
}
