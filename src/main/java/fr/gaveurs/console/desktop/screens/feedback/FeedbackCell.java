package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks.Feedback;
import fr.gaveurs.console.api.feedback.Feedbacks.State;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.LineCell;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PagedList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import org.jspecify.annotations.Nullable;

/** One rating in a line: when, how many stars, of which product, what was said. */
final class FeedbackCell extends LineCell<Feedback> {
    private static final PseudoClass HELD = PseudoClass.getPseudoClass("held");

    private final Messages messages;
    private final Label time = Labels.eliding("feedback-time");
    private final Label stars = Labels.eliding("feedback-stars");
    private final Label state = Labels.eliding("feedback-state");
    private final Label product = Labels.eliding("feedback-product");
    private final Label comment = Labels.eliding("feedback-comment");

    /** @param list that it is a row of */
    FeedbackCell(Messages messages, PagedList<Feedback> list) {
        super("feedback-cell", "feedback-row", list);
        this.messages = messages;
        // An id differs at its end.
        product.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        line(List.of(comment), List.of(comment), time, stars, state, product, comment);
    }

    @Override
    protected String fill(@Nullable Feedback feedback) {
        pseudoClassStateChanged(HELD, feedback != null && feedback.status() == State.HELD);
        if (feedback == null) {
            return "";
        }
        time.setText(messages.dateTime(feedback.createdAt()));
        stars.setText("★".repeat(feedback.overall()) + "☆".repeat(Stars.MOST - feedback.overall()));
        state.setText(messages.get("feedback.state." + feedback.status().key()));
        product.setText(feedback.productId());
        // One line of it: what people write has line ends of its own.
        comment.setText(feedback.comment() == null ? "" : feedback.comment().replaceAll("\\s+", " "));
        return String.join(
                " · ",
                time.getText(),
                messages.get("feedback.of_five", feedback.overall()),
                state.getText(),
                product.getText(),
                comment.getText());
    }

    @Override
    protected String tip(Feedback feedback, String line) {
        return comment.getText();
    }
}
