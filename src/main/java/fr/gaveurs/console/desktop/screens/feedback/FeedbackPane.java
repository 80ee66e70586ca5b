package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks.Feedback;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackPatch;
import fr.gaveurs.console.api.feedback.Feedbacks.State;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.TabLeads;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.NodeOrientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.Rating;
import org.jspecify.annotations.Nullable;

/** One rating: what was said, whether it counts, and what was answered. */
final class FeedbackPane extends VBox {
    private static final int LONGEST_REPLY = 2_000;

    private final FeedbackContext context;
    private final Messages messages;
    private final Consumer<Feedback> known;
    private final Label title = new Label();
    private final Label held = new Label();
    private final GridPane ratings = new GridPane();
    private final Label comment = new Label();
    private final Label facts = new Label();
    private final TextArea reply = new TextArea();
    private final Label replied = new Label();
    private final Label problem = Labels.below("product-problem");
    private final FieldChecks checks = new FieldChecks();
    private final Button publish;
    private final Button reject;
    private final Button save;
    private @Nullable Feedback shown;

    /** @param known told what a rating is now */
    FeedbackPane(FeedbackContext context, Consumer<Feedback> known) {
        this.context = context;
        this.messages = context.messages();
        this.known = known;
        getStyleClass().add("feedback-detail");
        title.getStyleClass().add("feedback-title");
        held.getStyleClass().add("feedback-held");
        comment.getStyleClass().add("feedback-words");
        facts.getStyleClass().add("products-quiet");
        replied.getStyleClass().add("products-quiet");
        ratings.getStyleClass().add("feedback-ratings");
        for (Label label : new Label[] {title, held, comment, facts, replied}) {
            Labels.wrap(label);
        }
        reply.setId("feedbackReply");
        reply.setWrapText(true);
        TabLeads.outOf(reply);
        reply.setPrefRowCount(2);
        reply.setPromptText(messages.get("feedback.reply.prompt"));
        reply.setAccessibleText(messages.get("feedback.reply"));
        publish = Buttons.of("feedbackPublish", messages.get("feedback.publish"), () -> change(State.PUBLISHED, null));
        reject = Buttons.of("feedbackReject", messages.get("feedback.reject"), () -> change(State.REJECTED, null));
        save = Buttons.of("feedbackSave", messages.get("feedback.reply.save"), () -> {
            if (checks.pass()) {
                change(null, reply.getText());
            }
        });
        checks.add(
                reply,
                problem,
                text -> text.length() > LONGEST_REPLY
                        ? messages.get("feedback.reply.long", LONGEST_REPLY, text.length())
                        : "");
        reply.textProperty().subscribe(this::look);
        Wrapping buttons = new Wrapping();
        buttons.getStyleClass().add("product-buttons");
        buttons.getChildren().setAll(publish, reject, save);
        getChildren().setAll(title, held, ratings, comment, facts, reply, problem, replied, buttons);
        Kept.about(this, () -> shown == null ? null : shown.id());
    }

    void show(@Nullable Feedback feedback) {
        boolean other = shown == null || feedback == null || shown.id() != feedback.id();
        boolean same = feedback != null && feedback.equals(shown);
        Feedback before = shown;
        shown = feedback;
        if (feedback == null || same) {
            return;
        }
        title.setText(messages.get(
                "feedback.title",
                messages.get("feedback.state." + feedback.status().key()),
                feedback.productId(),
                messages.dateTime(feedback.createdAt())));
        held.setText(messages.get(
                "feedback.held_for",
                feedback.heldFor().stream()
                        .map(reason -> messages.get("feedback.held_for." + reason.key()))
                        .collect(Collectors.joining(", "))));
        Visibility.show(held, !feedback.heldFor().isEmpty());
        ratings.getChildren().clear();
        stars("overall", feedback.overall());
        stars("texture", feedback.texture());
        stars("flavor", feedback.flavor());
        stars("color", feedback.color());
        stars("aroma", feedback.aroma());
        stars("freshness", feedback.freshness());
        String said = feedback.comment();
        comment.setText(said == null ? messages.get("feedback.no_comment") : said);
        comment.setNodeOrientation(
                said != null && isRightToLeft(said) ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.INHERIT);
        facts.setText(messages.get(
                "feedback.facts",
                feedback.lot() == null ? Messages.NONE : feedback.lot(),
                feedback.siteCode(),
                feedback.context() == null
                        ? Messages.NONE
                        : messages.get("feedback.context." + feedback.context().key()),
                feedback.email() == null ? Messages.NONE : feedback.email()));
        // What is being written is not taken away by what somebody else wrote meanwhile.
        if (other || before == null || reply.getText().equals(text(before.reply()))) {
            reply.setText(text(feedback.reply()));
            checks.hide();
        }
        replied.setText(
                feedback.repliedAt() == null
                        ? ""
                        : messages.get(
                                "feedback.replied",
                                messages.dateTime(feedback.repliedAt()),
                                feedback.repliedBy() == null ? Messages.NONE : feedback.repliedBy()));
        Visibility.show(replied, feedback.repliedAt() != null);
        look();
    }

    private static String text(@Nullable String reply) {
        return reply == null ? "" : reply;
    }

    private static boolean isRightToLeft(String text) {
        return text.codePoints()
                        .map(Character::getDirectionality)
                        .filter(d -> d == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                                || d == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                                || d == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
                        .findFirst()
                        .orElse(Character.DIRECTIONALITY_LEFT_TO_RIGHT)
                != Character.DIRECTIONALITY_LEFT_TO_RIGHT;
    }

    private void stars(String name, @Nullable Integer given) {
        if (given == null) {
            return;
        }
        int column = 2 * (ratings.getChildren().size() / 2 % 3);
        int row = ratings.getChildren().size() / 6;
        Rating stars = Stars.none();
        stars.setRating(given);
        Label label =
                new Label(messages.get("feedback.aspect." + name) + " " + messages.get("feedback.of_five", given));
        label.setLabelFor(stars);
        ratings.add(label, column, row);
        ratings.add(stars, column + 1, row);
    }

    private void look() {
        Feedback feedback = shown;
        State state = feedback == null ? null : feedback.status();
        publish.setDisable(state == null || state == State.PUBLISHED);
        reject.setDisable(state == null || state == State.REJECTED);
        String typed = reply.getText();
        save.setDisable(feedback == null || typed.equals(text(feedback.reply())));
    }

    private void change(@Nullable State state, @Nullable String answer) {
        Feedback feedback = shown;
        if (feedback == null) {
            return;
        }
        publish.setDisable(true);
        reject.setDisable(true);
        save.setDisable(true);
        var unused = context.api()
                .products()
                .change(feedback.id(), new FeedbackPatch(state, answer, feedback.version()))
                .handle((now, failure) -> {
                    context.pump().post(() -> {
                        if (failure == null) {
                            known.accept(now);
                            if (shown != null && shown.id() == now.id()) {
                                show(now);
                            }
                            context.notices().good(messages.get("feedback.saved"));
                        } else {
                            context.notices()
                                    .warn(messages.get("feedback.not_saved", ProblemText.of(failure, messages)));
                        }
                        look();
                    });
                    return null;
                });
    }
}
