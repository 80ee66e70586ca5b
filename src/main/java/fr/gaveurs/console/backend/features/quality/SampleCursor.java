package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.quality.Samples.SampleSummary;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a page of samples ends: the key of its last one, as opaque text.
 *
 * @param horizon beyond it lies what comes last, the same for all pages; null if there was nothing
 */
record SampleCursor(@Nullable Instant horizon, Instant time, String deviceId, String sampleId) {
    private static final Logger LOG = LoggerFactory.getLogger(SampleCursor.class);
    private static final Instant OLDEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant NEWEST = Instant.parse("9999-12-31T00:00:00Z");

    static SampleCursor after(SampleSummary last, @Nullable Instant horizon) {
        return new SampleCursor(horizon, last.timestamp(), last.deviceId(), last.sampleId());
    }

    /** Whether the page ended beyond the horizon. */
    boolean ahead() {
        return horizon != null && time.isAfter(horizon);
    }

    String encode() {
        String text = (horizon == null ? "" : horizon) + "\n" + time + "\n" + deviceId + "\n" + sampleId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ProblemException for what is none */
    static SampleCursor decode(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", 4);
            Instant horizon = parts[0].isEmpty() ? null : Instant.parse(parts[0]);
            Instant time = Instant.parse(parts[1]);
            // What the database could not even compare was never one of its keys.
            if ((horizon == null || known(horizon)) && known(time) && text(parts[2]) && text(parts[3])) {
                return new SampleCursor(horizon, time, parts[2], parts[3]);
            }
        } catch (RuntimeException e) {
            LOG.debug("not a cursor", e);
        }
        throw ProblemException.validation(
                "the cursor is none of ours",
                List.of(new FieldError("cursor", "must be the next_cursor of the page before")));
    }

    private static boolean known(Instant instant) {
        return instant.isAfter(OLDEST) && instant.isBefore(NEWEST);
    }

    private static boolean text(String part) {
        return part.indexOf('\0') < 0;
    }
}
