package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.client.Picture;
import fr.gaveurs.console.client.ReportClient;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.pump.SystemDialogs;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import javafx.concurrent.Task;
import javafx.print.PageLayout;
import javafx.print.PageOrientation;
import javafx.print.Printer;
import javafx.print.PrinterJob;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints a report page by page, in the background; the pages come as pictures of 200 dots an inch. */
final class ReportPrinter extends Task<Integer> {
    /** Of an A4 page that stands. */
    private static final int WIDTH = 1_654;
    /** Nobody prints more by one click. */
    private static final int MOST_PAGES = 500;

    private static final Logger LOG = LoggerFactory.getLogger(ReportPrinter.class);

    /** By it Java sends what is printed; where it is missing the pages would be lost without a word. */
    private static final Path SENDING = Path.of("/usr/bin/lpr");

    private final ReportClient reports;
    private final Messages messages;
    private final BackgroundTasks tasks;
    private final Report report;
    private final PrinterJob job;

    private ReportPrinter(
            ReportClient reports, Messages messages, BackgroundTasks tasks, Report report, PrinterJob job) {
        this.reports = reports;
        this.messages = messages;
        this.tasks = tasks;
        this.report = report;
        this.job = job;
        updateTitle(messages.get("reports.printing", new ReportText(messages).title(report)));
        updateMessage("");
        updateProgress(0, 1);
    }

    /** Asks which printer, and begins. FX thread. */
    static void print(ReportsContext context, Report report, Window over) {
        Messages messages = context.messages();
        if (OperatingSystem.LINUX && !Files.isExecutable(SENDING)) {
            context.warn(messages.get("reports.no_lpr", SENDING));
            return;
        }
        PrinterJob job = job();
        if (job == null) {
            context.warn(messages.get("reports.no_printer"));
            return;
        }
        if (!isChosen(context, job, over)) {
            job.cancelJob();
            return;
        }
        ReportPrinter task = new ReportPrinter(context.api().reports(), messages, context.tasks(), report, job);
        if (!context.tasks().start(task)) {
            job.cancelJob();
            context.warn(messages.get("tasks.too_many"));
        }
    }

    /** Null where there is no printer, or the system's printing is not there to be asked. */
    private static @Nullable PrinterJob job() {
        try {
            return PrinterJob.createPrinterJob();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("no printer can be asked", e);
            return null;
        }
    }

    /** Whether the person chose a printer. */
    private static boolean isChosen(ReportsContext context, PrinterJob job, Window over) {
        try {
            return SystemDialogs.print(job, over);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the system's dialog of printers cannot be shown", e);
            context.warn(context.messages().get("reports.no_printer"));
            return false;
        }
    }

    @Override
    protected Integer call() throws Exception {
        int pages = 1;
        for (int page = 1; page <= pages && !isCancelled(); page++) {
            Picture picture = reports.page(report.id(), page, WIDTH).join();
            pages = Math.min(picture.pages(), MOST_PAGES);
            updateProgress(page, pages);
            updateMessage(messages.get("reports.page", messages.integer(page), messages.integer(pages)));
            if (!job.printPage(layout(picture), view(picture))) {
                throw new IllegalStateException(messages.get("reports.printer_refuses"));
            }
        }
        if (!isCancelled() && !job.endJob()) {
            throw new IllegalStateException(messages.get("reports.printer_refuses"));
        }
        return pages;
    }

    private Image image(Picture picture) {
        return new Image(new ByteArrayInputStream(picture.png()));
    }

    private PageLayout layout(Picture picture) {
        Image image = image(picture);
        Printer printer = job.getPrinter();
        PageLayout usual = job.getJobSettings().getPageLayout();
        return printer.createPageLayout(
                usual.getPaper(),
                image.getWidth() > image.getHeight() ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
                Printer.MarginType.HARDWARE_MINIMUM);
    }

    /** In no window: it may be drawn on this thread. */
    private ImageView view(Picture picture) {
        ImageView view = new ImageView(image(picture));
        PageLayout layout = layout(picture);
        view.setPreserveRatio(true);
        view.setFitWidth(layout.getPrintableWidth());
        view.setFitHeight(layout.getPrintableHeight());
        return view;
    }

    @Override
    protected void succeeded() {
        tasks.good(messages.get("reports.printed"));
    }

    @Override
    protected void cancelled() {
        job.cancelJob();
    }

    @Override
    protected void failed() {
        job.cancelJob();
        Throwable why = getException();
        tasks.warn(
                "print",
                messages.get(
                        "reports.not_printed",
                        why instanceof CompletionException
                                ? ProblemText.of(why, messages)
                                : String.valueOf(why.getMessage())));
    }
}
