package fr.gaveurs.console.command;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and Ctrl-C for a program with a window. A shutdown hook would come too late: by then JavaFX's own hook takes
 * its toolkit down, and no progress could be shown.
 */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /** Runs {@code end} instead of ending the process; returns at once. */
    static void onEnd(Runnable end) {
        for (String name : new String[] {"TERM", "INT"}) {
            try {
                handle(name, end);
            } catch (ReflectiveOperationException | RuntimeException e) {
                // The shutdown hook ends the backend all the same, without showing it.
                LOG.debug("SIG{} is not to be had here", name, e);
            }
        }
    }

    /** {@code sun.misc.Signal} is the one way there is; the compiler warns of its name, so it is looked up. */
    private static void handle(String name, Runnable end) throws ReflectiveOperationException {
        Class<?> signals = Class.forName("sun.misc.Signal");
        Class<?> handlers = Class.forName("sun.misc.SignalHandler");
        Object handler = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handlers}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        LOG.info("asked to end by SIG{}", name);
                        end.run();
                    }
                    return null;
                });
        Method handle = signals.getMethod("handle", signals, handlers);
        handle.invoke(null, signals.getConstructor(String.class).newInstance(name), handler);
    }
}
