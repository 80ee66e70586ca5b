package fr.gaveurs.console.command;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process, in order and within a bounded time, when memory is at its end where the virtual machine does not end
 * for it by itself: outside the heap, or for one more thread. It hears of it wherever an error is told of last: by
 * what is logged, which includes the tasks of Jetty's pool and of supervised threads, and by what nobody caught.
 *
 * <p>Both threads that the end needs run from the beginning: there may be no memory for one then.
 */
final class FatalErrors extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FatalErrors.class);
    /** More than the parts are given for their orderly end. */
    static final Duration RESERVE = Duration.ofSeconds(5);

    private static final int DEEPEST_CAUSE = 20;

    /** What is done before the end. */
    interface Ending {
        /** @param cause why, in a line */
        void run(String cause) throws Exception;
    }

    private final Ending ending;
    private final Duration limit;
    private final CountDownLatch met = new CountDownLatch(1);
    private volatile @Nullable Throwable error;

    private FatalErrors(Ending ending, Duration limit) {
        this.ending = ending;
        this.limit = limit;
    }

    /**
     * From now on.
     *
     * @param limit what {@code ending} may take
     */
    static FatalErrors install(Ending ending, Duration limit) {
        FatalErrors errors = new FatalErrors(ending, limit);
        Thread.ofPlatform().daemon().name("fatal-end").start(errors::end);
        Thread.ofPlatform().daemon().name("fatal-limit").start(errors::halt);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        errors.setContext(context);
        errors.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(errors);
        return errors;
    }

    /** For {@link Thread#setDefaultUncaughtExceptionHandler}. */
    void uncaught(Thread thread, Throwable fault) {
        met(fault);
        LOG.error("an error ended the thread {}", thread.getName(), fault);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getThrowableProxy() instanceof ThrowableProxy proxy) {
            met(proxy.getThrowable());
        }
    }

    /** Begins the end if it is one; allocates nothing. */
    void met(Throwable fault) {
        Throwable each = isStarted() ? fault : null;
        for (int i = 0; i < DEEPEST_CAUSE && each != null; i++) {
            if (fatal(each)) {
                error = each;
                met.countDown();
                return;
            }
            each = each.getCause();
        }
    }

    /** It hears of nothing more: the console has ended in order. */
    @Override
    public void close() {
        stop();
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .detachAppender(this);
    }

    /** Other errors of the virtual machine concern the task that met them: its thread goes on, and health tells of it. */
    private static boolean fatal(Throwable fault) {
        return fault instanceof OutOfMemoryError;
    }

    private void end() {
        try {
            met.await();
            LOG.error("The console ends, since it is out of memory: {}", String.valueOf(error));
            ending.run(String.valueOf(error));
        } catch (Throwable t) {
            System.err.println("the end was not orderly");
        } finally {
            Runtime.getRuntime().halt(Exit.OUT_OF_MEMORY);
        }
    }

    private void halt() {
        try {
            met.await();
            Thread.sleep(limit);
        } catch (Throwable t) {
            // Nobody interrupts it; no memory means at once.
        } finally {
            Runtime.getRuntime().halt(Exit.OUT_OF_MEMORY);
        }
    }
}
