package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one sample allocates, compiled or not: its figures, and little beside them. */
class AllocationTest {
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Four matrices and two copies of a fifth take 3 KB, what grading makes of them 2 KB. */
    private static final int BYTES_TO_READ = 8_000;

    private static final int BYTES_TO_GRADE = 5_500;

    private static long allocated(int times, Runnable work) {
        work.run(); // classes, constants
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / times;
    }

    @Test
    void readingAndGradingAllocateLittle() throws Exception {
        List<byte[]> messages = Recordings.ownSamples().stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        for (byte[] message : messages) {
            if (!(DeviceMessages.parse(message, 0, message.length, NOW) instanceof DeviceMessage.SensorData data)
                    || data.measurement().histogram() != null) {
                continue;
            }
            DeviceGradingState state = new DeviceGradingState(Duration.ofDays(400));
            long toRead = allocated(50, () -> DeviceMessages.parse(message, 0, message.length, NOW));
            long toGrade = allocated(50, () -> state.grade(data.measurement(), NOW, System.nanoTime()));
            assertThat(toRead).isLessThan(BYTES_TO_READ);
            assertThat(toGrade).isLessThan(BYTES_TO_GRADE);
        }
    }
}
