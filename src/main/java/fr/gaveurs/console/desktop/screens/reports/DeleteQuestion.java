package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.client.ReportClient;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.ReasonForm.Question;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;

/** Asks, beside the button that was pressed, before something is deleted, and why: the journal keeps it. FX thread only. */
final class DeleteQuestion {
    private DeleteQuestion() {}

    /**
     * @param words what is asked
     * @param yes is given what deletes for the reason that was typed
     */
    static void ask(Button pressed, ReportsContext context, String words, Consumer<ReportClient> yes) {
        PopOvers.ask(
                pressed,
                context.messages(),
                new Question(words, pressed.getText(), true, List.of()),
                (choice, why) -> yes.accept(context.api().because(why).reports()));
    }
}
