package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks.Feedback;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackQuery;
import fr.gaveurs.console.api.feedback.Feedbacks.SatisfactionQuery;
import fr.gaveurs.console.api.feedback.Feedbacks.State;
import fr.gaveurs.console.api.products.Products;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PagedRows;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What is looked for, without controls: ratings that the filters let through, and whose figures are told. */
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
        return new FeedbackQuery(
                product(), lot(), site(), state, null, commented ? Boolean.TRUE : null, null, null, cursor, PAGE);
    }

    /**
     * The figures of what is looked for: of a product, a lot, a site or all.
     *
     * @param today in the hall's zone
     */
    SatisfactionQuery figures(Period period, LocalDate today, ZoneId zone) {
        return new SatisfactionQuery(product(), lot(), site(), period.from(today, zone), null, period.interval());
    }

    private @Nullable String product() {
        return about.matches(Products.ID_PATTERN) ? about : null;
    }

    private @Nullable String site() {
        return about.matches("[A-Z]{2}") ? about : null;
    }

    private @Nullable String lot() {
        return about.isEmpty() || product() != null || site() != null ? null : about;
    }
}
