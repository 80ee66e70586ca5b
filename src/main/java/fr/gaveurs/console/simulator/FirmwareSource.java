package fr.gaveurs.console.simulator;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.simulator.firmware.FirmwareAgent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples as the firmware that runs sends them: with its version, and without distances where their sensor gives none. */
final class FirmwareSource implements Outgoing.Source {
    private static final String VERSION = "firmware_version";

    private final Outgoing.Source source;
    private final FirmwareAgent agent;
    private final String plain;

    /** @param plain the version that the source writes into its samples */
    FirmwareSource(Outgoing.Source source, FirmwareAgent agent, String plain) {
        this.source = source;
        this.agent = agent;
        this.plain = plain;
    }

    @Override
    public @Nullable Outgoing next(Instant now) {
        Outgoing sample = source.next(now);
        String version = agent.numbers();
        if (sample == null || (!agent.blind() && version.equals(plain))) {
            return sample;
        }
        ObjectNode json = (ObjectNode) Json.MAPPER.readTree(sample.json());
        if (json.path("meta") instanceof ObjectNode meta) {
            meta.put(VERSION, version);
        }
        if (agent.blind()) {
            blind(json);
        }
        return sample.told(json.toString());
    }

    private static void blind(ObjectNode sample) {
        ArrayNode rows = ((ObjectNode) sample.path("vl53l8ch")).putArray("distance_matrix");
        for (int row = 0; row < TrayGrid.SIDE; row++) {
            ArrayNode cells = rows.addArray();
            for (int column = 0; column < TrayGrid.SIDE; column++) {
                cells.add(0);
            }
        }
    }

    @Override
    public @Nullable Duration gap() {
        return source.gap();
    }
}
