package fr.gaveurs.console.backend.features.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Between pieces of what a library writes in one go others have their turn. */
class PausingStreamTest {
    private final AtomicInteger pauses = new AtomicInteger();
    private final ByteArrayOutputStream below = new ByteArrayOutputStream();

    @Test
    void eachHalfKibibyteIsFollowedByAPause() throws IOException {
        try (PausingStream out = new PausingStream(below, pauses::incrementAndGet)) {
            out.write(new byte[500]);
            assertThat(pauses).hasValue(0);
            for (int i = 0; i < 12; i++) {
                out.write(i);
            }
            assertThat(pauses).hasValue(1);
            out.write(new byte[2_000]);
            assertThat(pauses).hasValue(2);
        }
        assertThat(below.size()).isEqualTo(2_512);
    }

    @Test
    void compressingPausesLongBeforeItIsOver() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        try (OutputStream out = new GZIPOutputStream(new PausingStream(below, pauses::incrementAndGet))) {
            out.write(noise);
        }
        assertThat(pauses).hasValueGreaterThan(100);
    }

    @Test
    void whatIsClosedAboveItFlushesTheStreamBelowAndLeavesItOpen() throws IOException {
        AtomicInteger flushed = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        OutputStream watched = new FilterOutputStream(below) {
            @Override
            public void flush() {
                flushed.incrementAndGet();
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        new PausingStream(watched, pauses::incrementAndGet).close();
        assertThat(flushed).hasValue(1);
        assertThat(closed).hasValue(0);
    }
}
