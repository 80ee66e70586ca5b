package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.api.reports.Reports.ReportFile;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.client.Download;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.pump.SystemDialogs;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** Saves files of reports where the person says, or opens them in the system's own program. On the FX thread. */
final class ReportDownloads {
    private static final int CHANGED = 409;
    private static final int MISSING = 410;

    private final ReportsContext context;
    private final Messages messages;
    private final Node owner;

    /** @param owner in whose window it is asked where to save */
    ReportDownloads(ReportsContext context, Node owner) {
        this.context = context;
        this.messages = context.messages();
        this.owner = owner;
    }

    void save(Report report, ReportFile file) {
        File target = choose(file.fileName(), file.format().ending());
        if (target != null) {
            take(
                    report,
                    file,
                    target.toPath(),
                    path -> context.good(messages.get("reports.saved", String.valueOf(path.getFileName()))));
        }
    }

    /** Into a temporary folder, where the program that opens it finds it under its own name. */
    void open(Report report, ReportFile file) {
        try {
            Path folder = Files.createTempDirectory("gaveurs-report-");
            Path target = folder.resolve(file.fileName());
            folder.toFile().deleteOnExit();
            target.toFile().deleteOnExit();
            take(report, file, target, this::show);
        } catch (IOException e) {
            context.warn(messages.get("reports.not_saved", file.fileName(), e.getMessage()));
        }
    }

    private void show(Path file) {
        List<String> command;
        if (OperatingSystem.WINDOWS) {
            command = List.of("rundll32", "url.dll,FileProtocolHandler", file.toString());
        } else {
            command = List.of(OperatingSystem.MAC ? "open" : "xdg-open", file.toString());
        }
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            context.warn(messages.get("reports.not_opened", String.valueOf(file.getFileName())));
        }
    }

    private void take(Report report, ReportFile file, Path target, Consumer<Path> then) {
        Download download = context.api().reports().file(report.id(), file.format(), target, bytes -> {});
        var unused = download.done().handle((bytes, failure) -> {
            context.pump().post(() -> {
                if (failure == null) {
                    then.accept(target);
                } else {
                    context.warn(trouble(file, failure));
                }
            });
            return null;
        });
    }

    /** Of a report that is made, what the console says of its file. */
    private String trouble(ReportFile file, Throwable failure) {
        return switch (ApiException.of(failure).problem().status()) {
            case CHANGED -> messages.get("reports.file.changed", file.fileName());
            case MISSING -> messages.get("reports.file.missing", file.fileName());
            default -> messages.get("reports.not_saved", file.fileName(), ProblemText.ofFile(failure, messages));
        };
    }

    private @Nullable File choose(String name, String ending) {
        FileChooser dialog = new FileChooser();
        dialog.setTitle(messages.get("reports.save"));
        dialog.setInitialFileName(name);
        dialog.getExtensionFilters().add(new FileChooser.ExtensionFilter(ending, "*." + ending));
        return SystemDialogs.save(dialog, owner.getScene().getWindow());
    }
}
