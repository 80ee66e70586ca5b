package fr.gaveurs.console.backend.platform.http;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.eclipse.jetty.io.ArrayByteBufferPool;

/** The buffers that Jetty keeps for the next use. */
final class Buffers {
    /** The largest that is kept: a piece of a WebSocket message. Larger ones go back to the collector at once. */
    private static final int LARGEST = 64 << 10;

    private static final int STEP = 4 << 10;

    private Buffers() {}

    /**
     * Keeps a sixteenth of the heap, and as much of the memory outside it, at most. Jetty 12.1 left to itself keeps an
     * eighth of the heap of each, without a look at {@code -XX:MaxDirectMemorySize}: where that is small, the next
     * buffer would be an {@code OutOfMemoryError} for which no option of the virtual machine ends the process.
     */
    static ArrayByteBufferPool pool() {
        long heap = Runtime.getRuntime().maxMemory();
        return new ArrayByteBufferPool(
                0, STEP, LARGEST, Integer.MAX_VALUE, heap / 16, Math.min(heap, direct(heap)) / 16);
    }

    /** What the virtual machine gives outside the heap: as much as the heap, if no option says otherwise. */
    private static long direct(long heap) {
        HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        long given = options == null
                ? 0
                : Long.parseLong(options.getVMOption("MaxDirectMemorySize").getValue());
        return given == 0 ? heap : given;
    }
}
