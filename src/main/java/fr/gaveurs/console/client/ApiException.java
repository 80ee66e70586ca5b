package fr.gaveurs.console.client;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** A request that did not bring its answer; {@link #problem()} says why and what to do. */
public final class ApiException extends RuntimeException {
    /** {@link Problem#status()} of a request that no backend answered. */
    public static final int UNREACHABLE = 0;

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ApiException(Problem problem) {
        super(text(problem));
        this.problem = problem;
    }

    private ApiException(Problem problem, Throwable cause) {
        super(text(problem), cause);
        this.problem = problem;
    }

    /** What a future of {@link ApiClient} failed with, out of its wrapping. */
    public static ApiException of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ApiException known
                ? known
                : new ApiException(
                        new Problem("about:blank", "Failed", UNREACHABLE, cause.toString(), null, null), cause);
    }

    /** Nobody answered: refused, timed out, cut off. */
    static ApiException unreachable(URI uri, Throwable cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new ApiException(
                new Problem(
                        "/problems/unreachable",
                        "No answer",
                        UNREACHABLE,
                        "no answer from " + uri + " (" + why + "): is the console running there?",
                        uri.getPath(),
                        null),
                cause);
    }

    /** An answer came, but not in the contract's form. */
    static ApiException unreadable(URI uri, int status, Throwable cause) {
        return new ApiException(
                new Problem(
                        "/problems/unreadable",
                        "Unreadable answer",
                        status,
                        uri + " answered " + status + " with something that this version cannot read",
                        uri.getPath(),
                        null),
                cause);
    }

    public Problem problem() {
        return problem;
    }

    /**
     * Whether the request may have been taken although no answer came: then nobody knows whether it was carried out. Not
     * where no connection came about.
     */
    public boolean outcomeUnknown() {
        return unreachable() && getCause() instanceof IOException cause && !neverConnected(cause);
    }

    private static boolean neverConnected(IOException cause) {
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
    }

    public boolean unreachable() {
        return problem.status() == UNREACHABLE;
    }

    /** What happened, then each field at fault: without them nobody could mend it. */
    private static String text(Problem problem) {
        String detail = problem.detail() == null ? problem.title() : problem.detail();
        List<FieldError> errors = problem.errors() == null ? List.of() : problem.errors();
        String fields = errors.stream()
                .map(error -> (error.field() + " " + error.message()).strip())
                .filter(each -> !detail.contains(each))
                .collect(Collectors.joining("; "));
        return fields.isEmpty() ? detail : detail + ": " + fields;
    }
}
