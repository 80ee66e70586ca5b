package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.products.Products.Recall;
import fr.gaveurs.console.api.products.Products.RecallScope;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One recall: of what, by whom, when and why, whether it was taken back; and how to do that. */
final class RecallDetail extends VBox {
    private final Messages messages;
    private final Label title = Labels.wrapping("", "product-title");
    private final Facts facts;
    private final Button lift;
    private final Button products;
    private final RecallPane question;
    private @Nullable Recall shown;

    /**
     * @param changed told what a recall is now
     * @param look shows the products of a recall, by what is searched for
     */
    RecallDetail(ProductsContext context, Consumer<Recall> changed, Consumer<String> look) {
        this.messages = context.messages();
        getStyleClass().add("product-detail");
        facts = new Facts(messages);
        facts.setMinWidth(0);
        products = Buttons.of("recallProducts", messages.get("products.recalls.products"), () -> {
            if (shown != null) {
                look.accept(shown.subject());
            }
        });
        question = new RecallPane(messages, this::answered);
        question.setMaxHeight(USE_PREF_SIZE);
        RecallActs acts = new RecallActs(context, question, recall -> {
            answered();
            changed.accept(recall);
        });
        lift = Buttons.of("recallLift", messages.get("products.lift"), () -> {
            if (shown != null) {
                asking(true);
                acts.lift(shown);
            }
        });
        Wrapping buttons = new Wrapping();
        buttons.getStyleClass().add("product-buttons");
        buttons.getChildren().setAll(lift, products);
        // A question comes in the place of what it is about, so that nothing moves.
        StackPane place = new StackPane(facts, question);
        place.setAlignment(Pos.TOP_LEFT);
        asking(false);
        Kept.part(
                question, Long.class, () -> shown == null || !question.isVisible() ? null : shown.id(), this::askAgain);
        getChildren().setAll(title, buttons, place);
    }

    private void askAgain(long id) {
        if (shown != null && shown.id() == id) {
            lift.fire();
        }
    }

    private void asking(boolean now) {
        question.setVisible(now);
        facts.setVisible(!now);
    }

    private void answered() {
        asking(false);
        (lift.isDisabled() ? products : lift).requestFocus();
    }

    /** A list that is asked for anew has nothing selected for a moment: the question about the same recall stays. */
    void show(@Nullable Recall recall) {
        if (recall == null) {
            return;
        }
        Recall before = shown;
        if (before == null || before.id() != recall.id()) {
            asking(false);
        }
        shown = recall;
        title.setText(subject(recall, messages));
        facts.getChildren().clear();
        facts.add("products.status", state(recall, messages));
        facts.add("products.recalls.reason", recall.reason());
        facts.add("products.recalls.at", facts.by(recall.by(), recall.at()));
        facts.add(
                "products.recalls.struck",
                recall.products() == 0
                        ? messages.get("products.recalls.none_made")
                        : messages.count("products.count", recall.products()));
        if (recall.liftedAt() != null) {
            facts.add("products.recalls.lifted_at", facts.by(recall.liftedBy(), recall.liftedAt()));
            facts.add("products.recalls.lift_reason", recall.liftReason());
        }
        lift.setDisable(recall.liftedAt() != null);
        products.setDisable(recall.products() == 0);
    }

    /** What is called back. */
    static String subject(Recall recall, Messages messages) {
        return recall.scope() == RecallScope.LOT
                ? messages.get("products.recalls.lot", recall.subject())
                : recall.subject();
    }

    static String state(Recall recall, Messages messages) {
        return messages.get(recall.liftedAt() == null ? "products.recalls.holds" : "products.recalls.lifted");
    }
}
