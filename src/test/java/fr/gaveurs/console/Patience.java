package fr.gaveurs.console;

import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.time.Duration;
import java.util.NoSuchElementException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long a test waits for what has to come, and how often it looks, unless it says otherwise. And the end of a test
 * class's databases.
 */
public final class Patience implements BeforeAllCallback, AfterAllCallback {
    /** Several JVMs share a busy build machine. */
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Duration SELDOM = Duration.ofMillis(100);
    private static final int OFTEN_MILLIS = 5;

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LIMIT);
        // At once, then less and less often: what has come is seen soon, and what takes long is not asked all the time.
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval((count, before) -> interval(count));
        Awaitility.ignoreExceptionsByDefaultMatching(Patience::isNotThereYet);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getRequiredTestClass().getEnclosingClass() == null) {
            TestDatabase.dropAll();
        }
    }

    /** As of a node, a row or an entry that has yet to come. */
    private static boolean isNotThereYet(Throwable e) {
        return e instanceof NullPointerException
                || e instanceof NoSuchElementException
                || e instanceof IndexOutOfBoundsException;
    }

    private static Duration interval(int count) {
        Duration grown = Duration.ofMillis((long) OFTEN_MILLIS * count);
        return grown.compareTo(SELDOM) < 0 ? grown : SELDOM;
    }
}
