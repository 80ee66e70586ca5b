package fr.gaveurs.console.backend.platform.http;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.backend.platform.lifecycle.LogBound;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final LogBound UNFINISHED_LINES = new LogBound(10, Duration.ofMinutes(1));
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";

    private Answers() {}

    static void problem(
            Request request,
            Response response,
            Callback callback,
            int status,
            String kind,
            @Nullable String detail,
            Map<String, String> headers) {
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        send(response, callback, status, PROBLEM, problem(request, status, kind, detail));
    }

    private static byte[] problem(Request request, int status, String kind, @Nullable String detail) {
        return Json.MAPPER.writeValueAsBytes(new Problem(
                "/problems/" + kind,
                HttpStatus.getMessage(status),
                status,
                detail,
                Request.getPathInContext(request),
                null));
    }

    /**
     * As {@link #problem}, where Jetty itself refuses a request: it ends the exchange once this is written, whoever still
     * reads the request's body. So nothing of that is dropped after it.
     */
    static void refusal(
            Request request, Response response, Callback callback, int status, String kind, @Nullable String detail) {
        byte[] body = problem(request, status, kind, detail);
        isAllRead(response, status);
        head(response, PROBLEM);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    static void send(Response response, Callback callback, int status, String contentType, byte[] body) {
        send(response, callback, status, contentType, body, body.length);
    }

    /** As {@link #send}, of bytes that are held once for everybody and count for nobody. */
    static void shared(Response response, Callback callback, String contentType, byte[] body) {
        send(response, callback, 200, contentType, body, 0);
    }

    private static void send(
            Response response, Callback callback, int status, String contentType, byte[] body, int held) {
        SlowReaders readers = readers(response);
        SlowReaders.Reading reading = null;
        if (body.length > SlowReaders.PIECE && readers != null) {
            Request request = response.getRequest();
            boolean again =
                    request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
            reading = readers.watch(response, held, !again);
            if (reading == null) {
                problem(
                        request,
                        response,
                        callback,
                        503,
                        "busy",
                        "the console is busy: it holds as many answers as it may that are not read yet; ask again in"
                                + " some seconds",
                        Map.of("Retry-After", "2"));
                return;
            }
        }
        Callback end = head(response, callback, status, contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        if (reading == null) {
            response.write(true, ByteBuffer.wrap(body), end);
        } else {
            new Pieces(response, body, reading, end).iterate();
        }
    }

    /** What ends those who read too slowly; none where no server runs. */
    private static @Nullable SlowReaders readers(Response response) {
        return response.getRequest()
                .getConnectionMetaData()
                .getConnector()
                .getServer()
                .getBean(SlowReaders.class);
    }

    /** Writes bytes piece by piece without a thread that waits, so that it is seen whether they are read. */
    private static final class Pieces extends IteratingCallback {
        private final Response response;
        private final byte[] body;
        private final SlowReaders.Reading reading;
        private final Callback callback;
        private int position;
        private int writing;

        Pieces(Response response, byte[] body, SlowReaders.Reading reading, Callback callback) {
            this.response = response;
            this.body = body;
            this.reading = reading;
            this.callback = callback;
        }

        @Override
        protected Action process() {
            if (writing > 0) {
                reading.written(writing);
            }
            position += writing;
            writing = Math.min(SlowReaders.HELD_PIECE, body.length - position);
            if (writing == 0) {
                return Action.SUCCEEDED;
            }
            ByteBuffer piece = ByteBuffer.wrap(body, position, writing).slice();
            reading.writing(piece);
            response.write(position + writing == body.length, piece, this);
            return Action.SCHEDULED;
        }

        @Override
        protected void onCompleteSuccess() {
            reading.close();
            callback.succeeded();
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            reading.close();
            callback.failed(cause);
        }
    }

    /** The same for what comes as it is made. */
    private static final class PieceStream extends OutputStream {
        private final OutputStream out;
        private final SlowReaders.Reading reading;

        PieceStream(OutputStream out, SlowReaders.Reading reading) {
            this.out = out;
            this.reading = reading;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; done += SlowReaders.PIECE) {
                int size = Math.min(SlowReaders.PIECE, length - done);
                reading.writing();
                out.write(bytes, offset + done, size);
                reading.written(size);
            }
        }

        @Override
        public void flush() throws IOException {
            reading.writing();
            out.flush();
            reading.written(0);
        }

        @Override
        public void close() throws IOException {
            reading.writing();
            out.close();
            reading.written(0);
        }
    }

    /** Blocks until all is written. What fails on the way ends the connection, so that half an answer is seen as such. */
    static void stream(Response response, Callback callback, int status, String contentType, Reply.Stream body) {
        Callback end = head(response, callback, status, contentType);
        SlowReaders readers = readers(response);
        if (readers == null) {
            throw new IllegalStateException("nothing would end who does not read");
        }
        try (SlowReaders.Reading reading = readers.watch(response)) {
            // Closed only when all went well: half an answer must not end like a whole one.
            OutputStream out = new PieceStream(Content.Sink.asOutputStream(response), reading);
            body.writeTo(out);
            out.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end.failed(e);
            return;
        } catch (IOException e) {
            LOG.debug("a client did not read an answer to its end: {}", e.toString());
            end.failed(e);
            return;
        } catch (RuntimeException e) {
            if (UNFINISHED_LINES.take()) {
                LOG.warn("an answer could not be written to its end: {}", e.toString());
            }
            end.failed(e);
            return;
        }
        end.succeeded();
    }

    /** The answer to HEAD where the body would be made for nothing. */
    static void headOnly(Response response, Callback callback, int status, String contentType) {
        // Written to, it goes out without a length of 0, which the body would not have.
        response.write(false, BufferUtil.EMPTY_BUFFER, head(response, callback, status, contentType));
    }

    /** A 204. */
    static void nothing(Response response, Callback callback) {
        status(response, callback, HttpStatus.NO_CONTENT_204).succeeded();
    }

    /**
     * A part of the body that was not wanted and has not come yet ends the connection after this answer: one that is used
     * again nevertheless would lose the next request.
     *
     * @return what to complete after the answer
     */
    private static Callback status(Response response, Callback callback, int status) {
        // Who sent too slowly was waited for long enough.
        return isAllRead(response, status) || status == HttpStatus.REQUEST_TIMEOUT_408
                ? callback
                : Lingering.before(response.getRequest(), callback);
    }

    private static boolean isAllRead(Response response, int status) {
        response.setStatus(status);
        boolean all = Lingering.isAllRead(response.getRequest());
        if (!all) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        return all;
    }

    private static Callback head(Response response, Callback callback, int status, String contentType) {
        Callback end = status(response, callback, status);
        head(response, contentType);
        return end;
    }

    private static void head(Response response, String contentType) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        // Answers show the present: nobody may keep them, unless a route says so. And a browser must not guess at
        // types.
        if (!response.getHeaders().contains(HttpHeader.CACHE_CONTROL)) {
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        }
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
