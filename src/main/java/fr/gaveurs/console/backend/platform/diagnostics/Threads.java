package fr.gaveurs.console.backend.platform.diagnostics;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** What the platform threads do, in short. */
final class Threads {
    private static final int FRAMES = 6;

    private Threads() {}

    static void describe(StringBuilder text) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        ThreadInfo[] all = threads.getThreadInfo(threads.getAllThreadIds(), FRAMES);
        Map<Thread.State, Integer> states = new TreeMap<>();
        long[] deadlocked = threads.findDeadlockedThreads();
        for (ThreadInfo info : all) {
            if (info != null) {
                states.merge(info.getThreadState(), 1, Integer::sum);
            }
        }
        text.append("platform threads by state: ").append(states).append('\n');
        text.append("deadlocked: ")
                .append(deadlocked == null ? 0 : deadlocked.length)
                .append('\n');
        java.util.Arrays.stream(all)
                .filter(java.util.Objects::nonNull)
                .sorted(Comparator.comparing(ThreadInfo::getThreadName))
                .forEach(info -> {
                    text.append(info.getThreadName())
                            .append(": ")
                            .append(info.getThreadState())
                            .append('\n');
                    for (StackTraceElement frame : info.getStackTrace()) {
                        text.append("    at ").append(frame).append('\n');
                    }
                });
    }
}
