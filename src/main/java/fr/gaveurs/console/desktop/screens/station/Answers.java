package fr.gaveurs.console.desktop.screens.station;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Hands answers over on the FX thread, unless the screen has moved on since it asked. FX thread only. */
final class Answers {
    private final Executor fx;
    /** Counts what was moved on from, so that an answer to an earlier question is known as such. */
    private int round;

    /** @param fx runs its tasks on the FX thread */
    Answers(Executor fx) {
        this.fx = fx;
    }

    /** What was asked until now is wanted no more. */
    void forget() {
        round++;
    }

    /**
     * Waits for an answer.
     *
     * @param bad told why there is none
     */
    <T> void hand(CompletionStage<T> stage, Consumer<T> good, Consumer<Throwable> bad) {
        int asked = round;
        // Run apart from the stage, so that a fault in a consumer is reported and not kept in a result nobody reads.
        stage.whenComplete((value, failure) -> fx.execute(() -> {
            if (asked != round) {
                return;
            }
            if (failure == null) {
                good.accept(value);
            } else {
                Throwable cause = failure.getCause();
                bad.accept(failure instanceof CompletionException && cause != null ? cause : failure);
            }
        }));
    }
}
