package fr.gaveurs.console.backend.features.models.truth;

import fr.gaveurs.console.api.models.LabelFault;
import fr.gaveurs.console.api.models.LabelFault.Code;

/** A line of a file of labels cannot be taken. */
final class LineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient LabelFault fault;

    LineException(Code code, Object... details) {
        this(LabelFault.of(code, details));
    }

    LineException(LabelFault fault) {
        super(fault.text());
        this.fault = fault;
    }

    /** What is wrong, in whichever line. */
    LabelFault fault() {
        return fault;
    }
}
