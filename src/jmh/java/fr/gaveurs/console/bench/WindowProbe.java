package fr.gaveurs.console.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Asks the window's thread for a sign of life again and again, and keeps the longest wait, and the most processor time
 * that this thread and the one that draws for it took during one: that hardly depends on what else the machine does.
 */
final class WindowProbe {
    private static final long BETWEEN_MS = 2;
    /** Of shorter pauses nobody asks where the thread was. */
    private static final long TOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private static final String RENDERING = "waitForRenderingToComplete";
    private static final int MOST_FRAMES = 45;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final boolean withStacks;
    private Thread window = Thread.currentThread();
    private long longest;
    private long processor;
    private final List<String> told = new ArrayList<>();
    private final long from = System.nanoTime();

    private @Nullable Thread renderer;

    private volatile boolean waiting;
    private final List<StackTraceElement[]> stacks = new ArrayList<>();

    /**
     * What happened since the last call.
     *
     * @param where of each pause worth telling, when it was and, with stacks, the methods that were seen on the thread,
     *     most often first
     */
    record Pauses(long longestMs, long processorMs, List<String> where) {}

    WindowProbe(boolean withStacks) {
        this.withStacks = withStacks;
    }

    /** To be called on the window's thread. */
    void start() {
        window = Thread.currentThread();
        Thread.ofPlatform().daemon().name("window-prober").start(this::probe);
        if (withStacks) {
            Thread.ofPlatform().daemon().name("window-stacks").start(this::sample);
        }
    }

    synchronized Pauses take() {
        Pauses pauses = new Pauses(
                TimeUnit.NANOSECONDS.toMillis(longest), TimeUnit.NANOSECONDS.toMillis(processor), List.copyOf(told));
        longest = 0;
        processor = 0;
        told.clear();
        return pauses;
    }

    private void probe() {
        try {
            while (true) {
                synchronized (stacks) {
                    stacks.clear();
                }
                long before = busyNanos();
                long asked = System.nanoTime();
                CompletableFuture<Void> answered = new CompletableFuture<>();
                waiting = true;
                Platform.runLater(() -> answered.complete(null));
                answered.join();
                waiting = false;
                over(System.nanoTime() - asked, busyNanos() - before);
                Thread.sleep(BETWEEN_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long busyNanos() {
        long drawing = renderer().equals(window)
                ? 0
                : threads.getThreadCpuTime(renderer().threadId());
        return threads.getThreadCpuTime(window.threadId()) + Math.max(0, drawing);
    }

    private synchronized void over(long wait, long busy) {
        processor = Math.max(processor, busy);
        longest = Math.max(longest, wait);
        if (wait >= TOLD_NANOS && withStacks) {
            told.add("  %d ms, processor %d ms, %d ms after the first"
                    .formatted(
                            TimeUnit.NANOSECONDS.toMillis(wait),
                            TimeUnit.NANOSECONDS.toMillis(busy),
                            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - wait - from)));
            synchronized (stacks) {
                told.addAll(where(stacks));
            }
        }
    }

    private void sample() {
        try {
            while (true) {
                if (waiting) {
                    StackTraceElement[] stack = window.getStackTrace();
                    if (Arrays.stream(stack)
                            .anyMatch(frame -> frame.getMethodName().equals(RENDERING))) {
                        stack = renderer().getStackTrace();
                    }
                    synchronized (stacks) {
                        stacks.add(stack);
                    }
                }
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread that draws; for whose last picture the window's waits before it hands over the next. */
    private synchronized Thread renderer() {
        Thread known = renderer;
        if (known == null) {
            known = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("QuantumRenderer"))
                    .findFirst()
                    .orElse(window);
            renderer = known;
        }
        return known;
    }

    private static List<String> where(List<StackTraceElement[]> stacks) {
        Map<String, Integer> counts = new HashMap<>();
        for (StackTraceElement[] stack : stacks) {
            Set<String> methods = new HashSet<>();
            for (StackTraceElement frame : stack) {
                methods.add(frame.getClassName() + "." + frame.getMethodName());
            }
            methods.forEach(method -> counts.merge(method, 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_FRAMES)
                .map(entry -> "    " + entry.getValue() + "/" + stacks.size() + " " + entry.getKey())
                .toList();
    }
}
