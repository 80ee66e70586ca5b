package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples whose distances are missing as long as their sensor gives none. */
final class BlindSource implements Outgoing.Source {
    private final Outgoing.Source source;
    private final BooleanSupplier blind;

    BlindSource(Outgoing.Source source, BooleanSupplier blind) {
        this.source = source;
        this.blind = blind;
    }

    @Override
    public @Nullable Outgoing next(Instant now) {
        Outgoing sample = source.next(now);
        if (sample == null || !blind.getAsBoolean()) {
            return sample;
        }
        ObjectNode json = (ObjectNode) Json.MAPPER.readTree(sample.json());
        ArrayNode rows = ((ObjectNode) json.path("vl53l8ch")).putArray("distance_matrix");
        for (int row = 0; row < TrayGrid.SIDE; row++) {
            ArrayNode cells = rows.addArray();
            for (int column = 0; column < TrayGrid.SIDE; column++) {
                cells.add(0);
            }
        }
        return new Outgoing(sample.sampleId(), sample.originalId(), sample.timestamp(), json.toString());
    }

    @Override
    public @Nullable Duration gap() {
        return source.gap();
    }
}
