package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.client.ModelClient;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PagedRows;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.PagedPoll;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import fr.gaveurs.console.desktop.screens.models.chart.PictureFiles;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.concurrent.Task;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** Models: the page in view asks for what it shows, and the others are silent. */
public final class ModelsScreen implements Screen, ModelsBackend {
    private final ModelsContext context;
    private final PictureFiles pictures;
    private final ModelsController controller;
    private final Parent root;

    public ModelsScreen(ModelsContext context) {
        this.context = context;
        pictures = new PictureFiles(context.messages(), context.notices(), context.pump());
        controller = new ModelsController(this);
        root = Fxml.load("models", context.messages(), controller);
        Fxml.style(root, "/css/models.css");
        root.addEventFilter(KeyEvent.KEY_PRESSED, controller::pressed);
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public List<Node> pages() {
        return controller.pages();
    }

    @Override
    public void show() {
        controller.shown();
    }

    @Override
    public void hide() {
        controller.hidden();
    }

    /** Shows a page, or one of its things, as {@link #opened} named it, such as {@code VERSIONS:3}. */
    @Override
    public void open(String item) {
        controller.open(item);
    }

    @Override
    public @Nullable String opened() {
        return controller.opened();
    }

    @Override
    public void focus() {
        controller.focus();
    }

    @Override
    public Messages messages() {
        return context.messages();
    }

    @Override
    public ModelClient api() {
        return context.api().models();
    }

    @Override
    public ModelClient because(@Nullable String why) {
        return context.api().because(why).models();
    }

    @Override
    public LiveFeed feed() {
        return context.feed();
    }

    @Override
    public ReadOnlyStringProperty who() {
        return context.actor().name();
    }

    @Override
    public ReadOnlyObjectProperty<Palette> palette() {
        return context.appearance().palette();
    }

    @Override
    public ReadOnlyDoubleProperty textSize() {
        return context.appearance().textSize();
    }

    @Override
    public PictureFiles pictures() {
        return pictures;
    }

    @Override
    public <T> void take(CompletableFuture<T> asked, Consumer<T> answer, Runnable over) {
        var unused = asked.handle((value, failure) -> {
            context.pump().post(() -> {
                over.run();
                if (failure == null) {
                    answer.accept(value);
                } else {
                    warn(context.messages().get("models.failed", ProblemText.of(failure, context.messages())));
                }
            });
            return null;
        });
    }

    @Override
    public <T> Poll<T> poll(Duration pause, Supplier<CompletableFuture<T>> request, Consumer<T> answer) {
        return new Poll<>(
                context.pump(),
                pause,
                request,
                value -> {
                    controller.answered();
                    answer.accept(value);
                },
                failure -> controller.failed(ProblemText.of(failure, context.messages())));
    }

    @Override
    public <T> PagedPoll<T> paged(
            Duration pause,
            PagedRows<T> rows,
            Supplier<CompletableFuture<Page<T>>> newest,
            Supplier<@Nullable CompletableFuture<Page<T>>> older) {
        return new PagedPoll<>(context.pump(), pause, rows, newest, older);
    }

    @Override
    public void start(Task<?> task) {
        if (!context.tasks().start(task)) {
            context.tasks().warn(BackgroundTasks.TOO_MANY, context.messages().get("tasks.too_many"));
        }
    }

    @Override
    public BackgroundTasks tasks() {
        return context.tasks();
    }

    @Override
    public void good(String words) {
        context.notices().good(words);
    }

    @Override
    public void warn(String words) {
        context.notices().warn(words);
    }

    @Override
    public void go(ModelsController.Page page, String item) {
        controller.open(page + ":" + item);
    }
}
