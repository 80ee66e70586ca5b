package fr.gaveurs.console.backend.http;

import io.micrometer.core.instrument.Counter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads request bodies, as long as they are neither too large nor too slow. */
final class BodyReader {
    static final int MAX_JSON = 1 << 20;

    private final Bounds bounds;
    private final Counter slowBodies;

    /** @param slowBodies counts those that were given up */
    BodyReader(Bounds bounds, Counter slowBodies) {
        this.bounds = bounds;
        this.slowBodies = slowBodies;
    }

    /**
     * The whole body; blocks.
     *
     * @param limit whole MiB, in bytes
     * @throws ProblemException 413 or 408
     */
    byte[] read(Request request, int limit) throws IOException {
        if (request.getLength() > limit) {
            throw tooLarge(limit); // before the first byte, and before whoever waits for a 100 is asked to send
        }
        // Not closed: that would fail the request, and a refusal could no longer wait for what is on its way.
        InputStream in = Content.Source.asInputStream(request);
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] piece = new byte[8 << 10];
            long begin = System.nanoTime();
            for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
                body.write(piece, 0, size);
                if (body.size() > limit) {
                    in.skipNBytes(in.available()); // what has come is given back to the server's buffers
                    throw tooLarge(limit);
                }
                // Jetty's own handler for this knows no grace, and would end one whose first byte comes late.
                double seconds = (System.nanoTime() - begin) / 1e9;
                if (seconds > bounds.bodyGrace().toMillis() / 1e3
                        && body.size() < seconds * bounds.bodyBytesPerSecond()) {
                    throw tooSlow();
                }
            }
            return body.toByteArray();
        } catch (IOException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw tooSlow(); // nothing came for the connection's idle time
            }
            throw e;
        }
    }

    private static ProblemException tooLarge(int limit) {
        return ProblemException.of(
                413, "too-large", "a body may have " + (limit >> 20) + " MiB at most here", Map.of());
    }

    private ProblemException tooSlow() {
        slowBodies.increment();
        return ProblemException.of(
                408,
                "too-slow",
                "the body came too slowly: send at least " + bounds.bodyBytesPerSecond() + " bytes a second",
                Map.of("Connection", "close"));
    }
}
