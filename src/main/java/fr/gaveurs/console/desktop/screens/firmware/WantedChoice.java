package fr.gaveurs.console.desktop.screens.firmware;

import java.util.function.ToLongFunction;
import javafx.scene.control.ListView;

/** Which one of a list is to be chosen, also before the list has it. */
final class WantedChoice<T> {
    private final ListView<T> list;
    private final ToLongFunction<T> id;
    private String wanted = "";

    WantedChoice(ListView<T> list, ToLongFunction<T> id) {
        this.list = list;
        this.id = id;
    }

    /** Chooses one by its number as soon as it is known. */
    void open(String number) {
        wanted = number;
    }

    /** The number of the one that is chosen; empty for none. */
    String opened() {
        T chosen = list.getSelectionModel().getSelectedItem();
        return chosen == null ? wanted : Long.toString(id.applyAsLong(chosen));
    }

    /** The list was filled. */
    void filled() {
        list.getItems().stream()
                .filter(each -> Long.toString(id.applyAsLong(each)).equals(wanted))
                .findFirst()
                .ifPresent(each -> {
                    wanted = "";
                    list.getSelectionModel().select(each);
                });
    }
}
