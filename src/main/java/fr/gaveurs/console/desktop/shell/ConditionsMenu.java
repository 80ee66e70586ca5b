package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.LevelIcon;
import fr.gaveurs.console.desktop.kit.LineBreaks;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/**
 * What is wrong, in the status line: a line each, and one of a station opens its page.
 *
 * @param openStation told a station's id
 */
record ConditionsMenu(MenuButton button, StatusModel status, Consumer<String> openStation, Messages messages) {
    /** Icon, padding and the menu's own edge. */
    private static final double BESIDE_EM = 6;

    void follow() {
        status.conditionLines().subscribe(this::list);
        button.showingProperty()
                .subscribe(showing -> list(status.conditionLines().get()));
    }

    private void list(List<StatusModel.ConditionLine> lines) {
        if (button.isShowing()) {
            return; // a press must not meet another line than the one that was read
        }
        List<MenuItem> items = new ArrayList<>();
        for (StatusModel.ConditionLine line : lines) {
            LevelIcon icon = new LevelIcon();
            icon.level(line.level());
            MenuItem item = new MenuItem(within(line.text() + "\n" + line.remedy()), icon);
            item.setMnemonicParsing(false); // ids have underscores
            String station = line.station();
            item.setOnAction(event -> {
                if (station != null) {
                    openStation.accept(station);
                }
            });
            items.add(item);
        }
        if (lines.isEmpty()) {
            items.add(silentItem(messages.get("conditions.none")));
        } else if (status.conditionsLeftOut() > 0) {
            items.add(silentItem(messages.count("conditions.more", status.conditionsLeftOut())));
        }
        button.getItems().setAll(items);
    }

    /** No wider than the window: of a menu's entry that is, the end is beyond the screen. */
    private String within(String text) {
        Scene scene = button.getScene();
        return scene == null
                ? text
                : LineBreaks.within(
                        text,
                        button.getFont(),
                        scene.getWidth() - BESIDE_EM * button.getFont().getSize());
    }

    private static MenuItem silentItem(String text) {
        MenuItem item = new MenuItem(text);
        item.setDisable(true);
        return item;
    }
}
