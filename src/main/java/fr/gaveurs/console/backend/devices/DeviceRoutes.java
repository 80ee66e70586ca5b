package fr.gaveurs.console.backend.devices;

import fr.gaveurs.console.api.Devices.Device;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.Statistics.Listing;
import fr.gaveurs.console.backend.http.Call;
import fr.gaveurs.console.backend.http.Endpoint;
import fr.gaveurs.console.backend.http.ProblemException;
import java.sql.SQLException;
import java.util.List;

/** The routes of the stations. */
public final class DeviceRoutes {
    private final StationBook book;

    public DeviceRoutes(StationBook book) {
        this.book = book;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(Routes.LIST_DEVICES, call -> new Listing<>(book.devices())),
                new Endpoint(Routes.GET_DEVICE, call -> station(call).live()),
                new Endpoint(Routes.APPROVE_DEVICE, this::approve));
    }

    private Station station(Call call) {
        Station station = book.find(call.path("device_id"));
        if (station == null) {
            throw unknown(call.path("device_id"));
        }
        return station;
    }

    private Device approve(Call call) throws SQLException {
        Device approved = book.approve(call.path("device_id"));
        if (approved == null) {
            throw unknown(call.path("device_id"));
        }
        return approved;
    }

    private static ProblemException unknown(String deviceId) {
        return ProblemException.notFound(
                "no station " + deviceId + " is known; it becomes known when it first says hello");
    }
}
