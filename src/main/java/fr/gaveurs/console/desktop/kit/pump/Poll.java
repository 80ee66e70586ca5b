package fr.gaveurs.console.desktop.kit.pump;

import fr.gaveurs.console.client.ApiException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Asks again and again while its screen is shown: the next request leaves only after the answer to the last one was
 * delivered. For the FX thread alone; answers come through the pump.
 */
public final class Poll<T> {
    private final Pump pump;
    private final Duration pause;
    private final Supplier<CompletableFuture<T>> request;
    private final Consumer<T> answer;
    private final Consumer<ApiException> failure;
    private int round;
    private boolean on;
    private Subscription next = Subscription.EMPTY;

    public Poll(
            Pump pump,
            Duration pause,
            Supplier<CompletableFuture<T>> request,
            Consumer<T> answer,
            Consumer<ApiException> failure) {
        this.pump = pump;
        this.pause = pause;
        this.request = request;
        this.answer = answer;
        this.failure = failure;
    }

    /** Asks at once, then after each pause. */
    public void start() {
        stop();
        on = true;
        ask(++round);
    }

    /** Nothing is delivered after this. */
    public void stop() {
        on = false;
        next.unsubscribe();
        next = Subscription.EMPTY;
    }

    private void ask(int mine) {
        CompletableFuture<T> asked;
        try {
            asked = request.get();
        } catch (RuntimeException | Error e) {
            asked = CompletableFuture.failedFuture(e);
        }
        var unused = asked.handle((value, error) -> {
            pump.post(() -> deliver(mine, value, error));
            return null;
        });
    }

    private void deliver(int mine, T value, @Nullable Throwable error) {
        if (!on || round != mine) {
            return;
        }
        try {
            if (error == null) {
                answer.accept(value);
            } else {
                failure.accept(ApiException.of(error));
            }
        } finally {
            // A fault of the screen is told by the pump, and must not be the last that it asked.
            if (on && round == mine) {
                next = pump.later(
                        pause,
                        () -> pump.post(() -> {
                            if (on && round == mine) {
                                ask(mine);
                            }
                        }));
            }
        }
    }
}
