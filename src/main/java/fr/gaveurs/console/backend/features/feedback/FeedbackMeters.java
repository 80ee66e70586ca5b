package fr.gaveurs.console.backend.features.feedback;

import fr.gaveurs.console.backend.features.feedback.PublicProducts.Seen;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.util.Locale;
import java.util.Optional;

/** What is counted of consumers. */
final class FeedbackMeters {
    private final Metrics metrics;

    /** Why a rating was not taken. */
    enum Refusal {
        UNKNOWN_CODE,
        OTHER_PRODUCT,
        RECALLED,
        DUPLICATE,
        INVALID,
        FORM,
        RATE_LIMIT
    }

    /** What a page showed. */
    enum Shown {
        PRODUCT,
        RECALLED,
        UNKNOWN;

        static Shown of(Optional<Seen> seen) {
            return seen.map(one -> one.product().recall() == null ? PRODUCT : RECALLED)
                    .orElse(UNKNOWN);
        }
    }

    FeedbackMeters(Metrics metrics) {
        this.metrics = metrics;
        for (int stars = 1; stars <= 5; stars++) {
            taken(stars, 0);
        }
        for (Refusal refusal : Refusal.values()) {
            refused(refusal, 0);
        }
        for (Shown shown : Shown.values()) {
            page(shown, 0);
        }
        held(0);
    }

    void taken(int stars, int count) {
        metrics.counter("feedback", "Ratings of consumers that were taken", "rating", Integer.toString(stars))
                .increment(count);
    }

    void held(int count) {
        metrics.counter("feedback.held", "Ratings that somebody has to look at before they count")
                .increment(count);
    }

    void refused(Refusal refusal) {
        refused(refusal, 1);
    }

    private void refused(Refusal refusal, int count) {
        metrics.counter("feedback.refused", "Ratings that were not taken", "reason", key(refusal))
                .increment(count);
    }

    void page(Shown shown) {
        page(shown, 1);
    }

    private void page(Shown shown, int count) {
        metrics.counter("product.pages", "Scans and pages of products that were answered", "shown", key(shown))
                .increment(count);
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
