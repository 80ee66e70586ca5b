package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.files.OperatingSystem;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears when the X server goes while the window is open, as at the end of a session. GTK then ends the process at once and
 * without a word, and nothing of it would end in order.
 */
@SuppressWarnings(
        "restricted") // what the start script and the launchers allow; a slip here would end the process all the same
final class LostDisplay {
    private static final Logger LOG = LoggerFactory.getLogger(LostDisplay.class);
    private static final String LIBRARY = "libX11.so.6";

    private final IntSupplier end;
    private final MethodHandle exit;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * @param exit ends the process with a code and comes back in tests alone; the C library's own: Java's runs what libraries
     *     of the display have left to do, and they wait for it
     */
    LostDisplay(IntSupplier end, MethodHandle exit) {
        this.end = end;
        this.exit = exit;
    }

    /**
     * From now on.
     *
     * @param end ends what can be ended, and gives the exit code; called on a thread of the window's, which never goes on
     */
    static void listen(IntSupplier end) {
        if (!OperatingSystem.LINUX || Toolkit.isHeadless()) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle exit = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("_exit"), FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
            new LostDisplay(end, exit).install(linker);
        } catch (Throwable e) {
            LOG.debug("that the display is gone would not be heard", e);
        }
    }

    private void install(Linker linker) throws Throwable {
        MemorySegment set = SymbolLookup.libraryLookup(LIBRARY, Arena.global()).findOrThrow("XSetIOErrorHandler");
        MethodHandle lost = MethodHandles.lookup()
                .findVirtual(LostDisplay.class, "lost", MethodType.methodType(int.class, MemorySegment.class))
                .bindTo(this);
        MemorySegment handler = linker.upcallStub(
                lost, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS), Arena.global());
        MemorySegment before = (MemorySegment)
                linker.downcallHandle(set, FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                        .invokeExact(handler);
        LOG.debug("heard instead of {} when the display goes", before);
    }

    /** Called by Xlib, which would end the process if this returned. */
    int lost(MemorySegment display) {
        try {
            if (told.compareAndSet(false, true)) {
                LOG.warn("the display is gone: the console ends");
                exit.invokeExact(end.getAsInt());
            }
        } catch (Throwable e) {
            LOG.error("the end was not orderly", e);
            return 0;
        }
        while (true) { // another thread of the window's, while the first one's end is under way
            LockSupport.park(this);
        }
    }
}
