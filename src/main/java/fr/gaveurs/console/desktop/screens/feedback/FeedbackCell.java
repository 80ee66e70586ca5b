package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks.Feedback;
import fr.gaveurs.console.api.feedback.Feedbacks.State;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.RowTip;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** One rating in a line: when, how many stars, of which product, what was said. */
final class FeedbackCell extends ListCell<Feedback> {
    private static final PseudoClass HELD = PseudoClass.getPseudoClass("held");

    private final Messages messages;
    private final IntConsumer seen;
    private final Label time = Labels.eliding("feedback-time");
    private final Label stars = Labels.eliding("feedback-stars");
    private final Label state = Labels.eliding("feedback-state");
    private final Label product = Labels.eliding("feedback-product");
    private final Label comment = Labels.eliding("feedback-comment");
    private final RowTip whole = new RowTip(this, tip -> tip.setWrapText(true));
    private final HBox row = new HBox(time, stars, state, product, comment);

    /** @param seen told the number of each line that comes into view */
    FeedbackCell(Messages messages, IntConsumer seen) {
        this.messages = messages;
        this.seen = seen;
        getStyleClass().add("feedback-cell");
        row.getStyleClass().add("feedback-row");
        row.setMinWidth(0);
        row.setPrefWidth(0);
        HBox.setHgrow(comment, Priority.ALWAYS);
        comment.setMaxWidth(Double.MAX_VALUE);
    }

    @Override
    protected void updateItem(@Nullable Feedback feedback, boolean empty) {
        super.updateItem(feedback, empty);
        pseudoClassStateChanged(HELD, !empty && feedback != null && feedback.status() == State.HELD);
        if (empty || feedback == null) {
            setGraphic(null);
            setAccessibleText(null);
            whole.text("");
            return;
        }
        time.setText(messages.dateTime(feedback.createdAt()));
        stars.setText("★".repeat(feedback.overall()) + "☆".repeat(Stars.MOST - feedback.overall()));
        state.setText(messages.get("feedback.state." + feedback.status().key()));
        product.setText(feedback.productId());
        // One line of it: what people write has line ends of its own.
        comment.setText(feedback.comment() == null ? "" : feedback.comment().replaceAll("\\s+", " "));
        String line = String.join(
                " · ",
                time.getText(),
                messages.get("feedback.of_five", feedback.overall()),
                state.getText(),
                product.getText(),
                comment.getText());
        setAccessibleText(line);
        whole.text(comment.getText());
        setGraphic(row);
        seen.accept(getIndex());
    }
}
