package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.client.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.util.Subscription;

/**
 * How the tracker's view models ask, wait and tell the time.
 *
 * @param fx runs its tasks on the FX thread
 * @param later runs a task on any thread after a time, unless unsubscribed
 * @param now the backend's time, as far as it is known
 */
record BugRequests(
        BugSource source, Executor fx, BiFunction<Duration, Runnable, Subscription> later, Supplier<Instant> now) {
    /** Hands the answer over on the FX thread. */
    <T> void ask(CompletableFuture<T> answer, Consumer<T> good, Consumer<ApiException> bad) {
        var unused = answer.handle((value, failure) -> {
            fx.execute(() -> {
                if (failure == null) {
                    good.accept(value);
                } else {
                    bad.accept(ApiException.of(failure));
                }
            });
            return null;
        });
    }

    /** Whether the backend or its database is away, so that the same thing may work in a while. */
    static boolean away(ApiException failure) {
        return failure.unreachable() || failure.problem().status() == 503;
    }
}
