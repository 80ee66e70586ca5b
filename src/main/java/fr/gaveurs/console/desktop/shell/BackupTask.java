package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.pump.SystemDialogs;
import java.io.File;
import java.nio.file.Path;
import javafx.concurrent.Task;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** A backup by hand: asks for a file, and writes it in the background. */
final class BackupTask extends Task<Long> {
    private static final String SUBJECT = "backup";

    private final BackupMaker maker;
    private final Messages messages;
    private final BackgroundTasks tasks;
    private final Path target;
    private final String name;

    private BackupTask(BackupMaker maker, Messages messages, BackgroundTasks tasks, Path target) {
        this.maker = maker;
        this.messages = messages;
        this.tasks = tasks;
        this.target = target;
        this.name = String.valueOf(target.getFileName());
        updateTitle(messages.get("backup.task", name));
        updateMessage(messages.percent(0, 0));
        updateProgress(0, 100);
    }

    /** Asks where to, and begins. */
    static void ask(BackupMaker maker, Messages messages, BackgroundTasks tasks, Window over) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("backup.title"));
        chooser.setInitialFileName("gaveurs-" + messages.today() + ".backup");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(messages.get("backup.kind"), "*.backup"));
        File chosen = SystemDialogs.save(chooser, over);
        if (chosen != null) {
            start(maker, messages, tasks, chosen.toPath());
        }
    }

    static void start(BackupMaker maker, Messages messages, BackgroundTasks tasks, Path target) {
        if (tasks.start(new BackupTask(maker, messages, tasks, target))) {
            tasks.over(SUBJECT);
        } else {
            tasks.warn(BackgroundTasks.TOO_MANY, messages.get("tasks.too_many"));
        }
    }

    @Override
    protected @Nullable Long call() throws Exception {
        return maker.write(
                target,
                percent -> {
                    updateProgress(percent, 100);
                    updateMessage(messages.percent(percent, 0));
                },
                this::isCancelled);
    }

    @Override
    protected void succeeded() {
        tasks.good(messages.get("backup.done", name, messages.bytes((double) getValue())));
    }

    @Override
    protected void cancelled() {
        tasks.good(messages.get("backup.cancelled"));
    }

    @Override
    protected void failed() {
        Throwable why = getException();
        tasks.warn(
                SUBJECT,
                messages.get("backup.failed", name, why.getMessage() == null ? why.toString() : why.getMessage()));
    }
}
