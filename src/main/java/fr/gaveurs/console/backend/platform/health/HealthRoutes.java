package fr.gaveurs.console.backend.platform.health;

import fr.gaveurs.console.api.health.Health.Probe;
import fr.gaveurs.console.api.health.HealthApi;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.Reply;
import java.util.List;

/** The probes and the health document. */
public final class HealthRoutes {
    private final HealthBoard board;

    public HealthRoutes(HealthBoard board) {
        this.board = board;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HealthApi.HEALTH_REPORT, call -> board.report()),
                new Endpoint(HealthApi.SQAL_HEALTH, call -> board.report()),
                new Endpoint(HealthApi.HEALTH_STARTUP, call -> probe(board.startup(), "starting")),
                new Endpoint(HealthApi.HEALTH_LIVE, call -> probe(board.live(), "not_live")),
                new Endpoint(HealthApi.HEALTH_READY, call -> probe(board.ready(), "not_ready")),
                new Endpoint(HealthApi.HEALTH_HISTORY, call -> board.history()));
    }

    private static Reply probe(Probe probe, String failing) {
        return Reply.json(probe.status().equals(failing) ? 503 : 200, probe);
    }
}
