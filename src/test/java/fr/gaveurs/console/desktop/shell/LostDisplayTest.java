package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** What happens once Xlib has said that its display is gone; that it says so needs a display. */
class LostDisplayTest {
    private final List<Integer> exits = new CopyOnWriteArrayList<>();
    private final AtomicInteger ends = new AtomicInteger();

    /** In the C library's place, which does not come back. */
    void exit(int code) {
        exits.add(code);
    }

    private LostDisplay display(IntSupplier end) throws ReflectiveOperationException {
        MethodHandle exit = MethodHandles.lookup()
                .findVirtual(LostDisplayTest.class, "exit", MethodType.methodType(void.class, int.class))
                .bindTo(this);
        return new LostDisplay(end, exit);
    }

    /** As a thread of the window's, which never goes on. */
    private static Thread lost(LostDisplay display) {
        return Thread.ofVirtual().start(() -> display.lost(MemorySegment.NULL));
    }

    @Test
    void theConsoleEndsOnceAndWithItsOwnCode() throws Exception {
        CountDownLatch ending = new CountDownLatch(1);
        LostDisplay display = display(() -> {
            ends.incrementAndGet();
            awaitQuietly(ending);
            return 10;
        });
        Thread first = lost(display);
        await().until(() -> ends.get() == 1);
        Thread second = lost(display);
        await().until(() -> second.getState() == Thread.State.WAITING);
        assertThat(exits).as("the end is under way").isEmpty();

        ending.countDown();
        await().until(() -> !exits.isEmpty());
        await().until(() -> first.getState() == Thread.State.WAITING);
        assertThat(exits).containsExactly(10);
        assertThat(ends).hasValue(1);
        assertThat(second.isAlive())
                .as("Xlib would end the process if it came back")
                .isTrue();
    }

    /** Xlib then ends the process: better than a console that stays without a window. */
    @Test
    void whereTheEndFailsXlibGoesOn() throws Exception {
        LostDisplay display = display(() -> {
            throw new IllegalStateException("made up");
        });
        assertThat(display.lost(MemorySegment.NULL)).isZero();
        assertThat(exits).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
