package fr.gaveurs.console.backend.platform.diagnostics;

import fr.gaveurs.console.backend.platform.settings.DataFolder.Run;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A run of the program that ended without saying so: killed, cut off from its power, or fallen over.
 *
 * @param run which one
 * @param cause what the virtual machine says of its own fall, in a line; null when it did not get to say anything
 * @param lines the last lines of the log, and the beginning of the virtual machine's report if there is one
 */
public record UnexpectedEnd(Run run, @Nullable String cause, String lines) {
    private static final int LOG_BYTES = 16_000;
    private static final int REPORT_BYTES = 8_000;
    /** Such as {@code # SIGSEGV (0xb) at pc=0x…}, {@code # There is insufficient memory …}. */
    private static final Pattern REASON = Pattern.compile(
            "^#\\s+((SIG\\w+|EXCEPTION_\\w+|Internal Error|Out of Memory Error|There is insufficient).*)$");

    /** Says more than the place in the virtual machine that stands before it. */
    private static final Pattern FATAL = Pattern.compile("^#\\s+fatal error: (.*)$");

    private static final Pattern FRAME = Pattern.compile("^# Problematic frame:$");

    /**
     * What is left of it in the data folder. To be called before this run's own log begins.
     *
     * @param run of which no end was written
     */
    public static UnexpectedEnd of(Path dataDir, Run run) {
        Path logs = dataDir.resolve("logs");
        String report = head(report(logs, run.pid()));
        // Registers and machine code follow, which fill the report and say little: they stay in the file.
        int registers = report.indexOf("\nsiginfo:");
        report = registers < 0 ? report : report.substring(0, registers);
        String known = run.cause() == null ? cause(report.lines().toList()) : run.cause();
        if (report.isEmpty()) {
            report = head(threads(logs, run.pid()));
        }
        String tail = tail(logs.resolve("console.log"));
        return new UnexpectedEnd(run, known, report.isEmpty() ? tail : tail + "\n\n" + report.strip() + "\n…");
    }

    /** Where {@code -XX:ErrorFile} lets the virtual machine of a process write why it fell. */
    public static Path report(Path logs, long pid) {
        return logs.resolve("hs_err_pid" + pid + ".log");
    }

    /** Where its threads are written, before a process is ended that does not answer. */
    public static Path threads(Path logs, long pid) {
        return logs.resolve("threads_pid" + pid + ".log");
    }

    private static @Nullable String cause(List<String> report) {
        String reason = null;
        for (int i = 0; i < report.size(); i++) {
            Matcher fatal = FATAL.matcher(report.get(i));
            if (fatal.matches()) {
                return fatal.group(1);
            }
            Matcher found = REASON.matcher(report.get(i));
            if (reason == null && found.matches()) {
                // Addresses and process numbers differ each time.
                reason = found.group(1).replaceAll(" at pc=.*| \\(0x.*|, pid=.*", "");
            } else if (FRAME.matcher(report.get(i)).matches() && i + 1 < report.size()) {
                String frame = report.get(i + 1).replaceFirst("^#\\s*", "").replaceAll("\\+?0x[0-9a-f]+", "");
                return (reason == null ? "" : reason + " in ") + frame.strip().replaceAll("\\s+", " ");
            }
        }
        return reason;
    }

    private static String head(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(REPORT_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // killed from outside, a virtual machine writes none
        }
    }

    private static String tail(Path file) {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, log.length() - LOG_BYTES);
            byte[] bytes = new byte[(int) (log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
        } catch (IOException e) {
            return "(the log could not be read: " + e.getMessage() + ")";
        }
    }
}
