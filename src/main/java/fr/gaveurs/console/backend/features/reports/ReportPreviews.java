package fr.gaveurs.console.backend.features.reports;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.gaveurs.console.backend.features.reports.format.PagePictures;
import fr.gaveurs.console.backend.features.reports.format.PagePictures.Picture;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Pages of reports as pictures: drawn one at a time, so that samples have the processor, and remembered within a bound. */
final class ReportPreviews {
    private static final long MOST_BYTES = 24L << 20;
    private static final int PATIENCE_SECONDS = 8;

    private final Semaphore turn = new Semaphore(1, true);
    private final Cache<String, Picture> known = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String key, Picture picture) -> picture.png().length + 200)
            .build();

    /** Draws something. */
    interface Drawing {
        Picture draw() throws IOException;
    }

    /**
     * A page of a file.
     *
     * @param sha256 of the file: what is remembered is known by it
     */
    Picture page(String sha256, File file, int page, int width) {
        String key = sha256 + "/" + page + "/" + width;
        Picture there = known.getIfPresent(key);
        if (there != null) {
            return there;
        }
        Picture drawn = draw(() -> PagePictures.png(file, page, width));
        known.put(key, drawn);
        return drawn;
    }

    /**
     * Draws when it is its turn.
     *
     * @throws ProblemException where others draw for too long
     */
    Picture draw(Drawing drawing) {
        boolean mine = false;
        try {
            mine = turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!mine) {
                throw ProblemException.unavailable("other pages are being drawn: ask again soon", 5);
            }
            return drawing.draw();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("the console ends", 5);
        } catch (IndexOutOfBoundsException e) {
            throw ProblemException.notFound("there is no such page: " + e.getMessage());
        } catch (IOException e) {
            throw ProblemException.unavailable("the page cannot be drawn now: " + e.getMessage(), 10);
        } finally {
            if (mine) {
                turn.release();
            }
        }
    }
}
