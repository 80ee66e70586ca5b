package fr.gaveurs.console.simulator.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches an image into a board's other slot, a range after another, and goes on where it was cut off. An answer that is
 * not the range that was asked for begins anew: it must never be added to what is there.
 */
final class ImageDownload {
    private static final int PIECE = 4 << 10;
    private static final int TRIES = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LONGEST_PAUSE_SECONDS = 60;

    private final HttpClient http;
    private final FirmwareBoard board;
    private final URI uri;
    private final @Nullable String token;
    private final Random chance;
    private final BooleanSupplier given;

    /** @param given whether the download was given up */
    ImageDownload(
            HttpClient http,
            FirmwareBoard board,
            URI uri,
            @Nullable String token,
            Random chance,
            BooleanSupplier given) {
        this.http = http;
        this.board = board;
        this.uri = uri;
        this.token = token;
        this.chance = chance;
        this.given = given;
    }

    /** What comes between. */
    interface Trouble {
        /** Whether the proxy on the way leaves out the range. */
        boolean noRange();

        /** Bytes until the line breaks off; a very large number for never. */
        long cutAfter();

        /** Some bytes were written. */
        void progress(long bytes);
    }

    /**
     * Until all bytes are there.
     *
     * @return null if they are; else the error's code
     */
    @Nullable
    String run(FirmwareBoard.Offer offer, Trouble trouble) throws InterruptedException {
        long size = offer.statement().size();
        for (int i = 0; i < TRIES && !given.getAsBoolean(); i++) {
            int have = board.written();
            if (have >= size) {
                return null;
            }
            String failed = once(offer, trouble, have);
            if (failed != null) {
                return failed;
            }
        }
        return given.getAsBoolean() ? "abandoned" : board.written() >= size ? null : "network";
    }

    private @Nullable String once(FirmwareBoard.Offer offer, Trouble trouble, int have) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri.resolve(offer.url())).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (have > 0 && !trouble.noRange()) {
            request.header("Range", "bytes=" + have + "-");
            request.header("If-Range", '"' + offer.statement().sha256() + '"');
        }
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                switch (answer.statusCode()) {
                    case 200 -> {
                        board.startOver();
                        take(body, trouble);
                    }
                    case 206 -> {
                        String range =
                                answer.headers().firstValue("Content-Range").orElse("");
                        if (!range.startsWith("bytes " + have + "-")) {
                            board.startOver();
                            return null;
                        }
                        take(body, trouble);
                    }
                    // Four others download: it comes again when it was told to.
                    case 503 ->
                        pause(answer.headers().firstValueAsLong("Retry-After").orElse(1));
                    case 401, 403, 404 -> {
                        return "http";
                    }
                    default -> Thread.sleep(1_000);
                }
            }
        } catch (IOException e) {
            Thread.sleep(200 + chance.nextInt(300));
        }
        return null;
    }

    /** Waits so many seconds, as long as anybody wants the image. */
    private void pause(long seconds) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.clamp(seconds, 0, LONGEST_PAUSE_SECONDS));
        while (System.nanoTime() - until < 0 && !given.getAsBoolean()) {
            Thread.sleep(100 + chance.nextInt(200));
        }
    }

    private void take(InputStream body, Trouble trouble) throws IOException {
        byte[] piece = new byte[PIECE];
        long until = trouble.cutAfter();
        long taken = 0;
        for (int size = body.read(piece); size >= 0; size = body.read(piece)) {
            int kept = (int) Math.min(size, until - taken);
            board.write(piece, kept);
            taken += kept;
            trouble.progress(board.written());
            if (taken >= until) {
                throw new IOException("cut off");
            }
            if (given.getAsBoolean()) {
                throw new IOException("given up");
            }
        }
    }
}
