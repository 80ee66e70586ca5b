package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.admin.Admin.LogEvent;
import fr.gaveurs.console.api.admin.Admin.LogLevel;
import fr.gaveurs.console.api.admin.Admin.LogPage;
import fr.gaveurs.console.api.admin.Admin.LogQuery;
import fr.gaveurs.console.client.ApiClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The last lines of the backend's log, as a report carries them. */
final class LogText {
    private static final int LINES = 50;
    private static final int TRACE_LINES = 12;

    private LogText() {}

    /** Warnings and errors; where there is none, whatever was written last. Empty where the log cannot be had. */
    static CompletableFuture<String> last(ApiClient api) {
        return api.log(new LogQuery(LogLevel.WARN, null, null, LINES))
                .thenCompose(page -> page.events().isEmpty()
                        ? api.log(new LogQuery(null, null, null, LINES))
                        : CompletableFuture.completedFuture(page))
                .thenApply(LogPage::events)
                .thenApply(LogText::of)
                .exceptionally(failure -> "");
    }

    static String of(List<LogEvent> events) {
        String text = events.stream().map(LogText::line).collect(Collectors.joining("\n"));
        // The end is what the report is about.
        return text.substring(Math.max(0, text.length() - Draft.LONGEST_LOGS / 2));
    }

    private static String line(LogEvent event) {
        String line = event.at() + " " + event.level() + " " + event.logger() + " [" + event.thread() + "] "
                + event.message();
        String trace = event.trace();
        return trace == null
                ? line
                : line + "\n" + trace.lines().limit(TRACE_LINES).collect(Collectors.joining("\n"));
    }
}
