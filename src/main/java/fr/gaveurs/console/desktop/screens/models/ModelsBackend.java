package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.client.ModelClient;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PagedRows;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.PagedPoll;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import fr.gaveurs.console.desktop.screens.models.chart.PictureFiles;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.concurrent.Task;
import org.jspecify.annotations.Nullable;

/** What pages ask for. Answers come on the FX thread; of what fails the person is told. */
interface ModelsBackend {
    Messages messages();

    ModelClient api();

    /** For an act: the journal keeps why; null where nobody said. */
    ModelClient because(@Nullable String why);

    LiveFeed feed();

    /** Who sits in front of the window; empty for nobody in particular. */
    ReadOnlyStringProperty who();

    ReadOnlyObjectProperty<Palette> palette();

    /** 1 em, px. */
    ReadOnlyDoubleProperty textSize();

    PictureFiles pictures();

    default <T> void take(CompletableFuture<T> asked, Consumer<T> answer) {
        take(asked, answer, () -> {});
    }

    /** @param over told when there is an answer, or none */
    <T> void take(CompletableFuture<T> asked, Consumer<T> answer, Runnable over);

    /** Asks again and again while its page is in view. */
    <T> Poll<T> poll(Duration pause, Supplier<CompletableFuture<T>> request, Consumer<T> answer);

    /** The same for a list that comes page by page. */
    <T> PagedPoll<T> paged(
            Duration pause,
            PagedRows<T> rows,
            Supplier<CompletableFuture<Page<T>>> newest,
            Supplier<@Nullable CompletableFuture<Page<T>>> older);

    /** Begins long work in the background. */
    void start(Task<?> task);

    /** Tell what became of long work, whatever is in view then. */
    BackgroundTasks tasks();

    /** Tells the person that something is done. */
    void good(String words);

    /** Tells the person what does not work. */
    void warn(String words);

    /** Shows one of a page's things. */
    void go(ModelsController.Page page, String item);
}
