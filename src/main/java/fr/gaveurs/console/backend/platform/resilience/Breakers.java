package fr.gaveurs.console.backend.platform.resilience;

import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.health.Health.BreakerState;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Every circuit breaker of the program, by name, with its meters. */
public final class Breakers {
    private final Clock clock;
    private final @Nullable Metrics metrics;
    private final Map<String, Breaker> breakers = new ConcurrentSkipListMap<>();

    /** @param metrics where each breaker gets its meters; null for a program that serves none */
    public Breakers(Clock clock, @Nullable Metrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Makes a breaker.
     *
     * @param name lower case, as dashboards and {@code POST /api/admin/breakers/{name}/reset} know it
     * @throws IllegalStateException if there is one of this name
     */
    public Breaker make(String name, BreakerPolicy policy) {
        Breaker breaker = new Breaker(name, policy, clock);
        if (breakers.putIfAbsent(name, breaker) != null) {
            throw new IllegalStateException("there is a circuit breaker " + name + " already");
        }
        if (metrics != null) {
            register(metrics, breaker);
        }
        return breaker;
    }

    private static void register(Metrics metrics, Breaker breaker) {
        for (BreakerState state : BreakerState.values()) {
            metrics.gauge(
                    "circuit.breaker.state",
                    "1 for the state that the circuit breaker is in, 0 for the others",
                    () -> breaker.state() == state ? 1 : 0,
                    "name",
                    breaker.name(),
                    "state",
                    state.key());
        }
        String calls = "circuit.breaker.calls";
        String help = "Calls through a circuit breaker: succeeded, failed, or refused because it was open";
        metrics.total(calls, help, () -> breaker.view().succeeded(), "name", breaker.name(), "result", "succeeded");
        metrics.total(calls, help, () -> breaker.view().failed(), "name", breaker.name(), "result", "failed");
        metrics.total(calls, help, () -> breaker.view().refused(), "name", breaker.name(), "result", "refused");
        metrics.total(
                "circuit.breaker.trips",
                "Times that a circuit breaker opened after having been closed",
                () -> breaker.view().trips(),
                "name",
                breaker.name());
    }

    public @Nullable Breaker find(String name) {
        return breakers.get(name);
    }

    /** What the contract tells of each, by name. */
    public List<Health.Breaker> views() {
        return breakers.values().stream().map(Breaker::view).toList();
    }
}
