package fr.gaveurs.console.desktop.screens.journal;

import fr.gaveurs.console.api.audit.Audit.ActorKind;
import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.LineCell;
import fr.gaveurs.console.desktop.kit.Messages;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** One act in a line: when, who, what, on what. */
final class JournalCell extends LineCell<AuditEntry> {
    private static final Duration RECENT = Duration.ofDays(300);

    private final Messages messages;
    private final JournalText words;
    private final Label time = Labels.eliding("journal-time");
    private final Icon icon = new Icon(MaterialDesignA.ACCOUNT_OUTLINE);
    private final Label who = Labels.eliding("journal-who");
    private final Label act = Labels.eliding("journal-act");
    private final Label object = Labels.eliding("journal-object");

    /**
     * @param narrow whether each takes two lines
     * @param seen told the number of each line that comes into view
     */
    JournalCell(Messages messages, JournalText words, ReadOnlyBooleanProperty narrow, IntConsumer seen) {
        super("journal-cell", "journal-row", narrow, seen);
        this.messages = messages;
        this.words = words;
        narrow.subscribe(now -> {
            HBox.setHgrow(who, now ? Priority.ALWAYS : null);
            who.setMaxWidth(now ? Double.MAX_VALUE : USE_PREF_SIZE);
        });
        // They share what room there is: neither ends with dots beside an empty place.
        line(List.of(act, object), List.of(act, object), time, icon, who, act, object);
    }

    @Override
    protected String fill(@Nullable AuditEntry entry) {
        if (entry == null) {
            return "";
        }
        // The year is told where it could be another one.
        boolean recent = entry.at().isAfter(messages.now().minus(RECENT));
        time.setText(recent ? messages.dayTime(entry.at()) : messages.dateTime(entry.at()));
        icon.icon(icon(entry.actorKind()));
        who.setText(words.who(entry));
        act.setText(words.act(entry));
        object.setText(words.object(entry));
        return String.join(" · ", time.getText(), who.getText(), act.getText(), object.getText());
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
