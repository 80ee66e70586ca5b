package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.Bugs.TimelineEntry;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** Comments and changes, oldest first. */
final class TimelinePane {
    /** More of them make the page slow, and are seldom read. */
    private static final int AT_ONCE = 60;

    private final BugText text;
    private final Messages messages;
    private final VBox root;
    private List<TimelineEntry> shown = List.of();
    private int wanted = AT_ONCE;

    TimelinePane(BugText text, VBox root) {
        this.text = text;
        this.messages = text.messages();
        this.root = root;
    }

    /** @param fresh whether another bug is shown than before */
    void show(List<TimelineEntry> entries, boolean fresh) {
        if (fresh) {
            wanted = AT_ONCE;
        } else if (entries.equals(shown)) {
            return;
        }
        shown = entries;
        fill();
    }

    private void fill() {
        root.getChildren().clear();
        int first = Math.max(0, shown.size() - wanted);
        if (first > 0) {
            Button earlier = new Button(messages.count("bugs.timeline.earlier", first));
            earlier.getStyleClass().add("small");
            earlier.setOnAction(event -> {
                wanted += 5 * AT_ONCE;
                fill();
            });
            root.getChildren().add(earlier);
        }
        if (shown.isEmpty()) {
            Label none = new Label(messages.get("bugs.timeline.empty"));
            none.getStyleClass().add("bugs-note");
            root.getChildren().add(none);
        }
        shown.subList(first, shown.size()).forEach(entry -> root.getChildren().add(row(entry)));
    }

    private Node row(TimelineEntry entry) {
        String author = entry.author();
        Label who = new Label(author == null ? messages.get("bugs.somebody") : author);
        who.getStyleClass().add("bug-who");
        who.setMinWidth(Region.USE_PREF_SIZE);
        Label when = new Label(messages.dateTime(entry.at()));
        when.getStyleClass().add("bugs-note");
        when.setMinWidth(Region.USE_PREF_SIZE);
        String words = entry.text();
        return words == null ? change(entry, who, when) : comment(entry, words, who, when);
    }

    private Node comment(TimelineEntry entry, String words, Label who, Label when) {
        HBox head = new HBox(who, when);
        head.getStyleClass().add("bug-entry-head");
        if (entry.internal()) {
            Label internal = new Label(messages.get("bugs.timeline.internal"), new Icon(MaterialDesignL.LOCK_OUTLINE));
            internal.getStyleClass().add("bug-internal");
            head.getChildren().add(internal);
        }
        Label body = Labels.wrapping(words);
        VBox box = new VBox(head, body);
        box.getStyleClass().add("bug-comment");
        HBox.setHgrow(box, Priority.ALWAYS);
        return entry(MaterialDesignC.COMMENT_OUTLINE, box);
    }

    private Node change(TimelineEntry entry, Label who, Label when) {
        String field = entry.field() == null ? "" : entry.field();
        String name = messages.getOr("bugs.field." + field, field);
        String from = text.value(field, entry.from());
        String to = text.value(field, entry.to());
        Label what = Labels.wrapping(
                from == null || to == null
                        ? messages.get("bugs.timeline.rewritten", name)
                        : messages.get("bugs.timeline.change", name, from, to));
        HBox head = new HBox(who, when);
        head.getStyleClass().add("bug-entry-head");
        VBox box = new VBox(head, what);
        HBox.setHgrow(box, Priority.ALWAYS);
        return entry(MaterialDesignP.PENCIL_OUTLINE, box);
    }

    private static Node entry(org.kordamp.ikonli.Ikon sign, Node body) {
        HBox row = new HBox(new Icon(sign), body);
        row.getStyleClass().add("bug-entry");
        return row;
    }
}
