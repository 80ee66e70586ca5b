package fr.gaveurs.console.desktop.kit;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Whether simulated stations run, and the way to start and stop them. For the FX thread alone. */
public final class DemoModel {
    /** Where it stands. */
    public enum State {
        /** This window has no backend of its own to feed. */
        NOT_HERE,
        OFF,
        STARTING,
        ON,
        STOPPING
    }

    private final ReadOnlyObjectWrapper<State> state;
    private final Supplier<CompletableFuture<Void>> starter;
    private final Supplier<CompletableFuture<Void>> stopper;
    private final Consumer<Runnable> fx;
    private final Consumer<Throwable> failed;

    /**
     * @param fx carries a task to the FX thread
     * @param failed told when starting or stopping did not work
     */
    public DemoModel(
            boolean here,
            Supplier<CompletableFuture<Void>> starter,
            Supplier<CompletableFuture<Void>> stopper,
            Consumer<Runnable> fx,
            Consumer<Throwable> failed) {
        this.state = new ReadOnlyObjectWrapper<>(here ? State.OFF : State.NOT_HERE);
        this.starter = starter;
        this.stopper = stopper;
        this.fx = fx;
        this.failed = failed;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /** Does nothing unless it is off. */
    public void start() {
        go(State.OFF, State.STARTING, State.ON, starter);
    }

    /** Does nothing unless it is on. */
    public void stop() {
        go(State.ON, State.STOPPING, State.OFF, stopper);
    }

    private void go(State from, State through, State to, Supplier<CompletableFuture<Void>> action) {
        if (state.get() != from) {
            return;
        }
        state.set(through);
        var unused = action.get()
                .whenComplete((done, failure) -> fx.accept(() -> {
                    state.set(failure == null ? to : from);
                    if (failure != null) {
                        failed.accept(failure);
                    }
                }));
    }
}
