package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.CsvSeparator;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.client.BugClient;
import fr.gaveurs.console.client.Download;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.SentTask;
import fr.gaveurs.console.desktop.kit.pump.SystemDialogs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import javafx.concurrent.Task;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The window's export of bugs, one at a time, into a file that is there only once it is whole. On the FX thread. */
final class CsvExport {
    /** With less than this a disk is full: what is left is used up by others. */
    private static final long FULL = 1 << 20;

    private static final String SUBJECT = "export of bugs";

    private final BugClient bugs;
    private final Messages messages;
    private final BackgroundTasks tasks;
    private final Runnable changed;
    private boolean running;

    /**
     * @param tasks runs it, and tells what became of it
     * @param changed is run when an export begins or ends
     */
    CsvExport(BugClient bugs, Messages messages, BackgroundTasks tasks, Runnable changed) {
        this.bugs = bugs;
        this.messages = messages;
        this.tasks = tasks;
        this.changed = changed;
    }

    boolean isRunning() {
        return running;
    }

    /** Asks which file to write; null for none. */
    @Nullable
    File ask(Window over) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("bugs.export.title"));
        chooser.setInitialFileName("bugs.csv");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("CSV", "*.csv"));
        return SystemDialogs.save(chooser, over);
    }

    void start(Bugs.BugQuery filters, File target) {
        // Spreadsheets of the window's language are what it is opened with.
        CsvSeparator separator =
                CsvSeparator.ofLanguage(messages.language().locale().getLanguage());
        Export export = new Export(Bugs.ExportQuery.of(filters, separator), target.toPath());
        if (!tasks.start(export)) {
            tasks.warn(BackgroundTasks.TOO_MANY, messages.get("tasks.too_many"));
            return;
        }
        tasks.over(SUBJECT);
        running = true;
        changed.run();
    }

    private void ended(boolean good, String words) {
        running = false;
        changed.run();
        if (good) {
            tasks.good(words);
        } else {
            tasks.warn(SUBJECT, words);
        }
    }

    private final class Export extends Task<Void> {
        private final Bugs.ExportQuery query;
        private final Path target;
        private final String name;
        private volatile @Nullable Download download;

        Export(Bugs.ExportQuery query, Path target) {
            this.query = query;
            this.target = target;
            this.name = String.valueOf(target.getFileName());
            updateTitle(messages.get("bugs.export.task", name));
            updateMessage(messages.bytes(0.0));
        }

        @Override
        protected @Nullable Void call() throws Exception {
            Download begun = bugs.csv(query, target, written -> updateMessage(messages.bytes((double) written)));
            download = begun;
            if (isCancelled()) {
                begun.cancel();
            }
            SentTask.answer(begun.done());
            return null;
        }

        @Override
        protected void cancelled() {
            Download begun = download;
            if (begun != null) {
                begun.cancel();
            }
            // Whoever ended it got what they wanted.
            ended(true, messages.get("bugs.export.cancelled"));
        }

        @Override
        protected void succeeded() {
            ended(true, messages.get("bugs.export.done", name));
        }

        @Override
        protected void failed() {
            ended(false, words(getException()));
        }

        private String words(Throwable failure) {
            return switch (failure) {
                case CancellationException e -> messages.get("bugs.export.cancelled");
                case IOException e ->
                    isFull(target)
                            ? messages.get("bugs.export.disk_full", name)
                            : messages.get("bugs.file.not_written", name, reason(e));
                default -> messages.get("bugs.export.failed", ProblemText.of(failure, messages));
            };
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static boolean isFull(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        try {
            return folder != null && Files.getFileStore(folder).getUsableSpace() < FULL;
        } catch (IOException e) {
            return false;
        }
    }
}
