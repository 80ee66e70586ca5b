package fr.gaveurs.console.desktop;

import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.DeviceDetails.Connection;
import fr.gaveurs.console.api.devices.DeviceDetails.ConnectionEnd;
import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.DeviceDetails.Refusals;
import fr.gaveurs.console.api.devices.DeviceDetails.ReportedError;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceDay;
import fr.gaveurs.console.api.devices.Devices.DeviceList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a station's page shows beside its samples: plausible, and the same in each run. */
public final class MadeUpDetails {
    private MadeUpDetails() {}

    /** The list, in which each station has the figures that its page shows. */
    public static DeviceList list(List<Device> devices) {
        return new DeviceList(
                devices,
                devices.stream()
                        .map(MadeUpDetails::of)
                        .collect(Collectors.toMap(
                                each -> each.device().deviceId(),
                                each -> new DeviceDay(
                                        each.samplesToday(),
                                        each.refusals().stream()
                                                .mapToLong(Refusals::count)
                                                .sum()))));
    }

    public static DeviceDetails of(Device device) {
        List<Connection> connections = new ArrayList<>();
        connections.add(new Connection(
                "192.168.1.31", "24:6F:28:AA:10:01", MadeUp.NOW.minusSeconds(5_400), null, null, null, null, null));
        for (int i = 1; i <= 11; i++) {
            connections.add(new Connection(
                    "192.168.1.31",
                    "24:6F:28:AA:10:01",
                    MadeUp.NOW.minusSeconds(5_400 + 7_200L * i),
                    MadeUp.NOW.minusSeconds(5_400 + 3_600L * i),
                    3_600.0,
                    1001,
                    "its word does not count any more: blocked",
                    ConnectionEnd.BLOCKED));
        }
        return new DeviceDetails(
                device,
                93_000L,
                -2.4,
                8_412,
                List.of(
                        new Refusals(
                                RefusalReason.INVALID,
                                14,
                                MadeUp.NOW.minusSeconds(700),
                                "vl53l8ch.distance_matrix[3][4] must be 0 to 4000"),
                        new Refusals(RefusalReason.RATE_LIMIT, 3, MadeUp.NOW.minusSeconds(60), "100/100 per 60 s")),
                List.of(new ReportedError(MadeUp.NOW.minusSeconds(90), "AS7341 does not answer on the bus")),
                3,
                connections);
    }
}
