package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.audit.Audit;
import java.util.List;
import java.util.Map;

/** An answer that is not a success, as an RFC 9457 problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** What windows and programs know a missing reason by. */
    private static final List<FieldError> NO_REASON = List.of(new FieldError(
            "reason", "must say why (header " + Audit.REASON_HEADER + ", on the command line --reason)"));

    private final int status;
    private final String kind;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;

    private ProblemException(
            int status, String kind, String detail, List<FieldError> errors, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.kind = kind;
        this.errors = errors;
        this.headers = headers;
    }

    public static ProblemException notFound(String detail) {
        return new ProblemException(404, "not-found", detail, List.of(), Map.of());
    }

    /** As {@link #notFound(String)}, of what a window says in words of its own. */
    public static ProblemException notFound(String kind, String detail) {
        return new ProblemException(404, kind, detail, List.of(), Map.of());
    }

    public static ProblemException forbidden(String detail) {
        return new ProblemException(403, "forbidden", detail, List.of(), Map.of());
    }

    /** Two have to agree, and this is the same one again, or nobody knows who. */
    public static ProblemException anotherPerson(String detail) {
        return new ProblemException(403, "another-person", detail, List.of(), Map.of());
    }

    public static ProblemException conflict(String detail) {
        return new ProblemException(409, "conflict", detail, List.of(), Map.of());
    }

    /** As {@link #conflict(String)}, of what a window says in words of its own. */
    public static ProblemException conflict(String kind, String detail) {
        return new ProblemException(409, kind, detail, List.of(), Map.of());
    }

    /** What there is does not admit it; each field at fault is named, so that a program can tell why. */
    public static ProblemException conflict(String detail, List<FieldError> errors) {
        return new ProblemException(409, "conflict", detail, errors, Map.of());
    }

    /** The request itself is wrong; each field at fault is named. */
    public static ProblemException validation(String detail, List<FieldError> errors) {
        return new ProblemException(400, "validation", detail, errors, Map.of());
    }

    /** As {@link #validation(String, List)}, of what a window says in words of its own for each field. */
    public static ProblemException validation(String kind, String detail, List<FieldError> errors) {
        return new ProblemException(400, kind, detail, errors, Map.of());
    }

    /** What there is admits it for a reason alone ({@link Audit#REASON_HEADER}), and none was given. */
    public static ProblemException conflictWithoutReason(String detail) {
        return conflict(detail, NO_REASON);
    }

    /** It is done for a reason alone ({@link Audit#REASON_HEADER}), and none was given. */
    public static ProblemException withoutReason(String detail) {
        return validation(detail, NO_REASON);
    }

    /** A file was sent that is not taken, for a reason that has a kind, and words in the window, of its own. */
    public static ProblemException refusedFile(String kind, String detail) {
        // No field of its own: what the detail says would be told twice.
        return new ProblemException(400, kind, detail, List.of(), Map.of());
    }

    /** The request is whole, but what a consumer filled in is not allowed; each field at fault is named. */
    public static ProblemException unprocessable(String detail, List<FieldError> errors) {
        return new ProblemException(422, "validation", detail, errors, Map.of());
    }

    /** There was something here that is no longer offered. */
    public static ProblemException gone(String detail) {
        return new ProblemException(410, "gone", detail, List.of(), Map.of());
    }

    /** Too often; to be tried again after some seconds. */
    public static ProblemException tooMany(String detail, long retryAfterSeconds) {
        return new ProblemException(
                429, "rate-limited", detail, List.of(), Map.of("Retry-After", Long.toString(retryAfterSeconds)));
    }

    /** It cannot be done now; try again after some seconds. */
    public static ProblemException unavailable(String detail, int retryAfterSeconds) {
        return new ProblemException(
                503, "unavailable", detail, List.of(), Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    static ProblemException shuttingDown() {
        return of(
                503,
                "shutting-down",
                "the console is shutting down: try again in a minute",
                Map.of("Retry-After", "30"));
    }

    static ProblemException of(int status, String kind, String detail, Map<String, String> headers) {
        return new ProblemException(status, kind, detail, List.of(), headers);
    }

    public int status() {
        return status;
    }

    /** Last part of the problem's {@code type}. */
    public String kind() {
        return kind;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
