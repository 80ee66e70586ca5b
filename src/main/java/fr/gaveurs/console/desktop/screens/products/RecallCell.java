package fr.gaveurs.console.desktop.screens.products;

import fr.gaveurs.console.api.products.Products.Recall;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.LineCell;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PagedList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** One recall in a line: of what, whether it holds, how many products, when and by whom, and why. */
final class RecallCell extends LineCell<Recall> {
    private static final PseudoClass RECALLED = PseudoClass.getPseudoClass("recalled");

    private final Messages messages;
    private final Icon icon = new Icon(MaterialDesignA.ALERT_OCTAGON_OUTLINE);
    private final Label subject = Labels.eliding("recalls-subject");
    private final Label state = Labels.eliding("products-state");
    private final Label struck = Labels.eliding("recalls-struck");
    private final Label at = Labels.eliding("recalls-at");
    private final Label by = Labels.eliding("recalls-by");
    private final Label reason = Labels.eliding("recalls-reason");

    /** @param list that it is a row of */
    RecallCell(Messages messages, PagedList<Recall> list) {
        super("products-cell", "products-row", list);
        this.messages = messages;
        line(List.of(reason), List.of(struck, by, reason), icon, subject, state, at, struck, by, reason);
    }

    @Override
    protected String fill(@Nullable Recall recall) {
        boolean holds = recall != null && recall.liftedAt() == null;
        pseudoClassStateChanged(RECALLED, holds);
        if (recall == null) {
            return "";
        }
        icon.icon(holds ? MaterialDesignA.ALERT_OCTAGON_OUTLINE : MaterialDesignC.CHECK_CIRCLE_OUTLINE);
        subject.setText(RecallDetail.subject(recall, messages));
        state.setText(RecallDetail.state(recall, messages));
        struck.setText(messages.count("products.count", recall.products()));
        at.setText(messages.dateTime(recall.at()));
        by.setText(recall.by() == null ? Messages.NONE : recall.by());
        reason.setText(recall.reason());
        return String.join(
                " · ",
                subject.getText(),
                state.getText(),
                at.getText(),
                struck.getText(),
                by.getText(),
                reason.getText());
    }
}
