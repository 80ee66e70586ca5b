package fr.gaveurs.console.backend.platform.resilience;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that the sockets of one address, or all requests, hold together, of what they read and of what they have to write, and the
 * bounds of both. Without, memory would be bounded by their number times the largest message. Thread-safe;
 * knows no socket.
 */
public final class HeldBytes {
    /** Sockets that show nothing to be let in by share this part of the whole. */
    private static final int STRANGERS_SHARE = 4;

    private final long limit;
    private long read;
    private long ofStrangers;
    private long toWrite;
    private final Set<Runnable> parked = new LinkedHashSet<>();

    /** @param limit bytes of what was read; half as many of what is to be written */
    public HeldBytes(long limit) {
        this.limit = limit;
    }

    /** The program's own: an eighth of the heap. */
    public static long ofHeap() {
        return Runtime.getRuntime().maxMemory() / 8;
    }

    /** Takes room for a part of a message, unless there is none. */
    public synchronized boolean take(int bytes, boolean stranger) {
        if (read + bytes > limit || (stranger && ofStrangers + bytes > limit / STRANGERS_SHARE)) {
            return false;
        }
        read += bytes;
        ofStrangers += stranger ? bytes : 0;
        return true;
    }

    /** Takes room for something that is there already. */
    public synchronized void add(int bytes) {
        read += bytes;
    }

    public void give(int bytes, boolean stranger) {
        synchronized (this) {
            read -= bytes;
            ofStrangers -= stranger ? bytes : 0;
        }
        wake();
    }

    /**
     * Keeps one that should begin no further message while three quarters are taken.
     *
     * @param resume called when there is room again, on the thread that gave some back
     * @return false when there is room: it need not wait
     */
    public synchronized boolean park(Runnable resume) {
        boolean full = full();
        if (full) {
            parked.add(resume);
        }
        return full;
    }

    private boolean full() {
        return read > limit / 4 * 3;
    }

    private void wake() {
        while (true) {
            Runnable next;
            synchronized (this) {
                next = full() ? null : takeFirst();
            }
            if (next == null) {
                return;
            }
            next.run();
        }
    }

    private @Nullable Runnable takeFirst() {
        Iterator<Runnable> all = parked.iterator();
        if (!all.hasNext()) {
            return null;
        }
        Runnable first = all.next();
        all.remove();
        return first;
    }

    /** It is gone and need not be resumed. */
    public synchronized void forget(Runnable resume) {
        parked.remove(resume);
    }

    /** Adds to what waits to be written; whether that is more than it may be. */
    public synchronized boolean addToWrite(int bytes) {
        toWrite += bytes;
        return writesFull();
    }

    public synchronized void written(int bytes) {
        toWrite -= bytes;
    }

    /** Whether more waits to be written than may: whoever lets it wait is to be cut off. */
    public synchronized boolean writesFull() {
        return toWrite > limit / 2;
    }

    public synchronized long read() {
        return read;
    }

    public synchronized long toWrite() {
        return toWrite;
    }
}
