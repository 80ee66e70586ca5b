package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.screens.station.Notices.Notice;
import java.util.List;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** What is told of a station below its header. */
final class NoticeLines {
    private final Wrapping box;
    private @Nullable List<Notice> told;

    NoticeLines(Wrapping box) {
        this.box = box;
    }

    /** Nothing is made anew where it is said already. */
    void show(List<Notice> now) {
        if (now.equals(told)) {
            return;
        }
        told = now;
        box.getChildren().clear();
        now.forEach(notice -> box.getChildren().add(label(notice)));
        if (now.isEmpty()) {
            // The room for one is always there.
            Label none = label(new Notice(false, " "));
            none.setVisible(false);
            box.getChildren().add(none);
        }
    }

    private static Label label(Notice notice) {
        Label label = Nodes.label(notice.text(), "station-notice");
        Nodes.icon(label, notice.warning() ? MaterialDesignA.ALERT : MaterialDesignI.INFORMATION_OUTLINE);
        Nodes.style(label, "station-warning", notice.warning());
        return Labels.wrap(label);
    }
}
