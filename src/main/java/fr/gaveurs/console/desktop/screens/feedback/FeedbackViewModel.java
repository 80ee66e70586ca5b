package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks.Feedback;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackQuery;
import fr.gaveurs.console.api.feedback.Feedbacks.State;
import fr.gaveurs.console.api.products.Products;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PagedRows;
import org.jspecify.annotations.Nullable;

/** The inbox without controls: ratings that the filters let through. */
final class FeedbackViewModel {
    private static final int PAGE = 100;

    private final PagedRows<Feedback> feedbacks;
    private String about = "";
    private @Nullable State state;
    private boolean commented;

    FeedbackViewModel(Messages messages) {
        feedbacks = new PagedRows<>(messages, "feedback", Feedback::id);
    }

    /** Newest first. */
    PagedRows<Feedback> feedbacks() {
        return feedbacks;
    }

    boolean filtered() {
        return !about.isEmpty() || state != null || commented;
    }

    /**
     * Shows only what these let through.
     *
     * @param what a product's id, a site of two capitals or a lot; empty for all
     * @param only null for all
     * @param withText those with a comment alone
     */
    void filter(String what, @Nullable State only, boolean withText) {
        about = what.strip();
        state = only;
        commented = withText;
        feedbacks.again(filtered());
    }

    /** @param cursor where the page begins; null for the newest */
    FeedbackQuery query(@Nullable String cursor) {
        boolean product = about.matches(Products.ID_PATTERN);
        boolean site = about.matches("[A-Z]{2}");
        return new FeedbackQuery(
                product ? about : null,
                product || site || about.isEmpty() ? null : about,
                site ? about : null,
                state,
                null,
                commented ? Boolean.TRUE : null,
                null,
                null,
                cursor,
                PAGE);
    }
}
