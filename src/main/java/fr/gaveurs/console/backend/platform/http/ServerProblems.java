package fr.gaveurs.console.backend.platform.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Jetty's own refusals, such as of a request that is no HTTP, in the one form that every problem has. */
final class ServerProblems extends ErrorHandler {
    /** What a request's line and headers may have together, KiB. */
    static final int HEADER_KIB = 16;

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        // Two of the server's faults are those of a client that speaks another protocol.
        boolean ours = HttpStatus.isServerError(code) && code != 501 && code != 505;
        Answers.refusal(
                request,
                response,
                callback,
                code,
                ours ? "internal" : "bad-request",
                ours ? "the console failed to answer; its log has the cause" : detail(code, message));
    }

    /** What to mend; Jetty's own words are its parser's. */
    private static @Nullable String detail(int code, @Nullable String message) {
        return switch (code) {
            case 414 -> "the address is too long: it and the headers may have " + HEADER_KIB + " KiB together";
            case 431 ->
                "the headers are too large: they and the address may have " + HEADER_KIB
                        + " KiB together; send fewer, cookies included";
            case 501 -> "only Transfer-Encoding: chunked is understood here";
            case 505 -> "only HTTP/1.1 and HTTP/1.0 are spoken here";
            default -> message == null ? null : ofPath(message);
        };
    }

    private static String ofPath(String message) {
        if (message.startsWith("Ambiguous URI empty segment")) {
            return "the address has two slashes in a row: leave one out";
        }
        if (message.startsWith("Ambiguous URI path segment")) {
            return "the address has a dot segment that is percent-encoded (%2e): write the path without it";
        }
        if (message.startsWith("Ambiguous URI path parameter")) {
            return "the address has a semicolon beside a dot segment: write the path without it, %3B is a semicolon";
        }
        if (message.contains("UTF-8 encoding") || message.startsWith("UTF-16 encoding")) {
            return "the address is not percent-encoded UTF-8 (%C3%A9 is an é)";
        }
        if (message.startsWith("Bad percent encoding")) {
            return "the address has a percent sign without two hexadecimal digits: %25 is a percent sign";
        }
        if (message.contains("Path Character")) {
            return "the address has a character that must be percent-encoded (%20 is a space, %5C a backslash)";
        }
        return message.equals("Bad Request")
                ? "this is no HTTP request as it should be; a percent sign in the address, for one, is %25"
                : message;
    }
}
