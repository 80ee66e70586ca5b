package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.screens.station.Notices.Notice;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** What is told of a station below its header. */
final class NoticeLines {
    private final Wrapping box;
    private @Nullable List<Notice> told;
    private @Nullable String said;

    NoticeLines(Wrapping box) {
        this.box = box;
    }

    /**
     * Nothing is made anew where it is said already.
     *
     * @param calm what is said where there is nothing to tell; null where that is not known
     */
    void show(List<Notice> now, @Nullable String calm) {
        if (now.equals(told) && Objects.equals(calm, said)) {
            return;
        }
        told = now;
        said = calm;
        box.getChildren().clear();
        now.forEach(notice -> box.getChildren().add(label(notice)));
        if (now.isEmpty()) {
            // The room for one is always there.
            Label none = line(calm == null ? " " : calm, MaterialDesignC.CHECK_CIRCLE_OUTLINE);
            none.getStyleClass().add("station-calm");
            none.setVisible(calm != null);
            box.getChildren().add(none);
        }
    }

    private static Label label(Notice notice) {
        Label label =
                line(notice.text(), notice.warning() ? MaterialDesignA.ALERT : MaterialDesignI.INFORMATION_OUTLINE);
        Nodes.style(label, "station-warning", notice.warning());
        return label;
    }

    private static Label line(String text, Ikon icon) {
        Label label = Nodes.label(text, "station-notice");
        Nodes.icon(label, icon);
        return Labels.wrap(label);
    }
}
