package fr.gaveurs.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.devices.Devices;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class DevicesTest {
    @Test
    void aConsoleThatDoesNotSayYetWhetherClaimsDifferCallsNobodyDiffering() {
        ObjectNode json = (ObjectNode) Json.MAPPER.readTree("""
                {"device_id": "ESP32_LL_01", "site_code": "LL", "enrollment": "approved", "state": "live",
                 "connected": true, "claim_differ_rate": 1.0, "stuck_channels": [], "distance_stuck": false,
                 "clock_wrong": false}""");
        assertThat(Json.MAPPER.treeToValue(json, Devices.Device.class).claimsDiffer())
                .isFalse();
        json.put("claims_differ", true);
        assertThat(Json.MAPPER.treeToValue(json, Devices.Device.class).claimsDiffer())
                .isTrue();
    }
}
