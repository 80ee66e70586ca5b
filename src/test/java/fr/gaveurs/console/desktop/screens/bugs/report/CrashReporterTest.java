package fr.gaveurs.console.desktop.screens.bugs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.ErrorCode;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.bugs.BugInput.ErrorReport;
import fr.gaveurs.console.api.bugs.BugTerms;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.client.ApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashReporterTest {
    @TempDir
    Path folder;

    private final List<ErrorReport> sent = new CopyOnWriteArrayList<>();
    private final AtomicLong met = new AtomicLong();
    private final List<CrashReporter> opened = new ArrayList<>();

    private CrashReporter open() {
        CrashReporter reporter = new CrashReporter(
                folder.resolve("errors.json"),
                "1.0",
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                (crash, first) -> met.incrementAndGet());
        opened.add(reporter);
        return reporter;
    }

    private CompletableFuture<BugSummary> backend(ErrorReport report) {
        sent.add(report);
        return CompletableFuture.completedFuture(bug(report));
    }

    private static Function<ErrorReport, CompletableFuture<BugSummary>> answering(int status) {
        return report -> CompletableFuture.failedFuture(
                new ApiException(new Problem("about:blank", "No", status, "no", null, null)));
    }

    private static BugSummary bug(ErrorReport report) {
        Instant now = Instant.now();
        return new BugSummary(
                7,
                report.title(),
                BugTerms.Severity.HIGH,
                BugTerms.Priority.MEDIUM,
                BugTerms.Category.FRONTEND,
                BugTerms.Status.OPEN,
                BugTerms.Source.WINDOW,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                report.code(),
                report.count(),
                now,
                now,
                now,
                now,
                null,
                0,
                0,
                1);
    }

    @AfterEach
    void close() {
        opened.forEach(CrashReporter::close);
    }

    private Map<String, Long> counts() {
        return sent.stream()
                .collect(Collectors.groupingBy(ErrorReport::code, Collectors.summingLong(ErrorReport::count)));
    }

    private static IllegalStateException fault(int number) {
        return new IllegalStateException("number " + number);
    }

    private static IllegalArgumentException otherFault() {
        return new IllegalArgumentException("another one");
    }

    private static void storm(CrashReporter reporter, int threads, int each) throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            all.add(Thread.ofPlatform().start(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                for (int i = 0; i < each; i++) {
                    reporter.caught("window", fault(i));
                }
            }));
        }
        go.countDown();
        for (Thread thread : all) {
            thread.join();
        }
    }

    @Test
    void tenThousandEqualErrorsOfManyThreadsAreAFewRequestsAndOneCount() throws InterruptedException {
        CrashReporter reporter = open();
        reporter.connect(this::backend);
        storm(reporter, 8, 1_250);
        await().until(() -> counts().containsValue(10_000L));
        String code = sent.getFirst().code();
        assertThat(counts()).containsOnlyKeys(code);
        assertThat(sent.size()).isLessThan(100);
        assertThat(met).hasValue(10_000);
        ErrorReport first = sent.getFirst();
        assertThat(first.title()).isEqualTo("IllegalStateException, CrashReporterTest.fault");
        assertThat(first.trace()).contains("CrashReporterTest.fault");
        assertThat(first.component()).isEqualTo("window");
        assertThat(first.firstAt()).isBeforeOrEqualTo(first.lastAt());
        await().until(() -> reporter.bug(code) != null);
    }

    @Test
    void whileTheBackendIsAwayTheyAreCountedAndSentLaterOnce() throws InterruptedException {
        CrashReporter reporter = open();
        reporter.connect(answering(503));
        storm(reporter, 2, 500);
        await().until(() -> Files.exists(folder.resolve("errors.json")));
        reporter.connect(this::backend);
        await().until(() -> !sent.isEmpty());
        assertThat(counts().values()).containsExactly(1_000L);
        await().until(() -> !Files.exists(folder.resolve("errors.json")));
    }

    @Test
    void countsSurviveARestart() {
        CrashReporter before = open();
        before.caught("window", fault(1));
        before.caught("window", fault(2));
        before.caught("window", otherFault());
        before.close();
        CrashReporter after = open();
        after.connect(this::backend);
        await().until(() -> counts().size() == 2);
        assertThat(counts()).containsEntry(ErrorCode.of(fault(0)), 2L).containsEntry(ErrorCode.of(otherFault()), 1L);
    }

    @Test
    void aDamagedFileIsSetAside() throws IOException {
        for (String damaged : new String[] {"", "{", "[{}]", "null", "[null]"}) {
            Files.writeString(folder.resolve("errors.json"), damaged);
            CrashReporter reporter = open();
            int before = sent.size();
            reporter.connect(this::backend);
            reporter.caught("window", fault(1));
            await().until(() -> sent.size() > before);
            reporter.close();
            assertThat(folder.resolve("errors.json.bad")).as(damaged).exists();
            Files.delete(folder.resolve("errors.json.bad"));
        }
    }

    @Test
    void differentErrorsAreBounded() {
        CrashReporter reporter = open();
        for (int i = 0; i < CrashReporter.MOST_CODES + 50; i++) {
            IllegalStateException error = fault(i);
            error.setStackTrace(new StackTraceElement[] {
                new StackTraceElement("fr.gaveurs.Made" + (char) ('a' + i / 26) + (char) ('a' + i % 26), "up", null, 1)
            });
            reporter.caught("window", error);
        }
        reporter.connect(this::backend);
        await().until(() -> sent.size() == CrashReporter.MOST_CODES);
    }

    @Test
    void whatTheBackendRefusesIsNotTriedForEver() {
        CrashReporter reporter = open();
        AtomicLong asked = new AtomicLong();
        reporter.connect(report -> {
            asked.incrementAndGet();
            return answering(400).apply(report);
        });
        reporter.caught("window", fault(1));
        await().until(() -> asked.get() == 1);
        reporter.connect(this::backend);
        reporter.caught("window", otherFault());
        await().until(() -> !sent.isEmpty());
        assertThat(counts()).containsOnlyKeys(ErrorCode.of(otherFault()));
        assertThat(asked).hasValue(1);
    }

    @Test
    void theEndOfStackOrHeapDoesNotBreakIt() {
        CrashReporter reporter = open();
        reporter.connect(this::backend);
        reporter.caught("window", overflow());
        reporter.caught("window", new OutOfMemoryError("Java heap space"));
        Throwable deep = fault(0);
        for (int i = 0; i < 20_000; i++) {
            deep = new RuntimeException("cause " + i, deep);
        }
        reporter.caught("window", deep);
        reporter.caught("window", new IllegalStateException() {
            @Override
            public StackTraceElement[] getStackTrace() {
                throw new IllegalStateException("a spiteful one");
            }
        });
        await().until(() -> sent.size() == 3);
        assertThat(sent)
                .allSatisfy(report -> assertThat(report.trace().length()).isLessThanOrEqualTo(50_000));
    }

    private static StackOverflowError overflow() {
        try {
            return new StackOverflowError("not met: " + down(0));
        } catch (StackOverflowError e) {
            return e;
        }
    }

    private static int down(int depth) {
        return depth == Integer.MAX_VALUE ? 0 : down(depth + 1) + 1;
    }
}
