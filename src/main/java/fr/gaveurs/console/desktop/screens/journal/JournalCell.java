package fr.gaveurs.console.desktop.screens.journal;

import fr.gaveurs.console.api.audit.Audit.ActorKind;
import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.RowTip;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** One act in a line: when, who, what, on what. */
final class JournalCell extends ListCell<AuditEntry> {
    private static final Duration RECENT = Duration.ofDays(300);

    private final Messages messages;
    private final JournalText words;
    private final IntConsumer seen;
    private final Label time = Labels.eliding("journal-time");
    private final Icon icon = new Icon(MaterialDesignA.ACCOUNT_OUTLINE);
    private final Label who = Labels.eliding("journal-who");
    private final Label act = Labels.eliding("journal-act");
    private final Label object = Labels.eliding("journal-object");
    private final RowTip whole = new RowTip(this, tip -> tip.setWrapText(true));
    /** What was done stands beside who did it; in a narrow list below. */
    private final HBox did = new HBox(act, object);

    private final HBox row = new HBox(time, icon, who);
    private final VBox lines = new VBox(row);

    /**
     * @param narrow whether each takes two lines
     * @param seen told the number of each line that comes into view
     */
    JournalCell(Messages messages, JournalText words, ReadOnlyBooleanProperty narrow, IntConsumer seen) {
        this.messages = messages;
        this.words = words;
        this.seen = seen;
        getStyleClass().add("journal-cell");
        row.getStyleClass().add("journal-row");
        did.getStyleClass().add("journal-did");
        did.setMinWidth(0);
        HBox.setHgrow(did, Priority.ALWAYS);
        // They share what room there is: neither ends with dots beside an empty place.
        HBox.setHgrow(act, Priority.ALWAYS);
        HBox.setHgrow(object, Priority.ALWAYS);
        act.setMaxWidth(Double.MAX_VALUE);
        object.setMaxWidth(Double.MAX_VALUE);
        lines.getStyleClass().add("journal-lines");
        lines.setMinWidth(0);
        lines.setPrefWidth(0);
        narrow.subscribe(this::arrange);
    }

    private void arrange(boolean narrow) {
        row.getChildren().remove(did);
        lines.getChildren().remove(did);
        (narrow ? lines : row).getChildren().add(did);
        HBox.setHgrow(who, narrow ? Priority.ALWAYS : null);
        who.setMaxWidth(narrow ? Double.MAX_VALUE : USE_PREF_SIZE);
    }

    @Override
    protected void updateItem(@Nullable AuditEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (empty || entry == null) {
            setGraphic(null);
            setAccessibleText(null);
            whole.text("");
            return;
        }
        // The year is told where it could be another one.
        boolean recent = entry.at().isAfter(Instant.now().minus(RECENT));
        time.setText(recent ? messages.dayTime(entry.at()) : messages.dateTime(entry.at()));
        icon.icon(icon(entry.actorKind()));
        who.setText(words.who(entry));
        act.setText(words.act(entry));
        object.setText(words.object(entry));
        String line = String.join(" · ", time.getText(), who.getText(), act.getText(), object.getText());
        setAccessibleText(line);
        whole.text(line);
        setGraphic(lines);
        seen.accept(getIndex());
    }

    static Ikon icon(ActorKind kind) {
        return switch (kind) {
            case TOKEN -> MaterialDesignK.KEY_OUTLINE;
            case WINDOW -> MaterialDesignA.ACCOUNT_OUTLINE;
            case LOCAL -> MaterialDesignL.LAPTOP;
            case STATION -> MaterialDesignR.ROUTER_WIRELESS;
            case SYSTEM -> MaterialDesignC.COG_OUTLINE;
        };
    }
}
