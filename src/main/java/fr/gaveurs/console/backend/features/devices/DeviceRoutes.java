package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.DeviceDetails.Addresses;
import fr.gaveurs.console.api.devices.DeviceDetails.EraseConfirmation;
import fr.gaveurs.console.api.devices.DeviceDetails.Erasure;
import fr.gaveurs.console.api.devices.DeviceSettings.DevicePatch;
import fr.gaveurs.console.api.devices.DeviceSettings.NewCalibration;
import fr.gaveurs.console.api.devices.Devices.BoardChoice;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceList;
import fr.gaveurs.console.api.devices.DevicesApi;
import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The routes of the stations. */
public final class DeviceRoutes {
    private final DeviceRegistry registry;
    private final Clock clock;
    private final DeviceErasures erasures;
    private final DeviceToday today;
    private final Details details;
    private final Supplier<Addresses> addresses;

    /** Gathers what a station's page shows. */
    interface Details {
        DeviceDetails of(Station station) throws SQLException;
    }

    /** @param addresses where boards reach this console */
    DeviceRoutes(
            DeviceRegistry registry,
            DeviceErasures erasures,
            DeviceToday today,
            Clock clock,
            Details details,
            Supplier<Addresses> addresses) {
        this.erasures = erasures;
        this.today = today;
        this.details = details;
        this.registry = registry;
        this.clock = clock;
        this.addresses = addresses;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(DevicesApi.LIST_DEVICES, call -> list()),
                new Endpoint(DevicesApi.GET_DEVICE, call -> station(call).live()),
                new Endpoint(DevicesApi.DEVICE_DETAILS, call -> details.of(station(call))),
                new Endpoint(DevicesApi.PATCH_DEVICE, this::patch),
                new Endpoint(DevicesApi.CALIBRATE_DEVICE, this::calibrate),
                new Endpoint(DevicesApi.ERASE_DEVICE, this::erase),
                new Endpoint(DevicesApi.LIST_ERASURES, call -> new Listing<>(erasures.list())),
                new Endpoint(DevicesApi.DEVICE_ADDRESSES, call -> addresses.get()),
                new Endpoint(
                        DevicesApi.APPROVE_DEVICE,
                        call -> known(call, registry.acts().approve(id(call), choice(call), call.act()))),
                new Endpoint(
                        DevicesApi.BLOCK_DEVICE,
                        call -> known(call, registry.acts().block(id(call), call.act()))),
                new Endpoint(
                        DevicesApi.UNBLOCK_DEVICE,
                        call -> known(call, registry.acts().unblock(id(call), call.act()))),
                new Endpoint(DevicesApi.FORGET_DEVICE, this::forget),
                new Endpoint(
                        DevicesApi.RESET_TOKEN,
                        call -> known(call, registry.acts().resetToken(id(call), choice(call), call.act()))));
    }

    private DeviceList list() throws Exception {
        List<Device> devices = registry.devices();
        return new DeviceList(devices, today.of(devices));
    }

    private Station station(Call call) {
        Station station = registry.find(call.path("device_id"));
        if (station == null) {
            throw unknown(call.path("device_id"));
        }
        return station;
    }

    private static String id(Call call) {
        return call.path("device_id");
    }

    private static @Nullable String choice(Call call) {
        return call.query(BoardChoice.class).claim();
    }

    private static Device known(Call call, @Nullable Device device) {
        if (device == null) {
            throw unknown(id(call));
        }
        return device;
    }

    private Device patch(Call call) throws SQLException {
        DeviceChange change = DeviceChange.of(id(call), call.body(DevicePatch.class), clock.instant());
        return known(call, registry.acts().set(id(call), change, call.act()));
    }

    private Device calibrate(Call call) throws SQLException {
        DeviceChange change = DeviceChange.of(call.body(NewCalibration.class), clock.instant());
        return known(call, registry.acts().set(id(call), change, call.act()));
    }

    private Erasure erase(Call call) throws SQLException {
        String id = id(call);
        if (!id.equals(call.query(EraseConfirmation.class).confirm())) {
            throw ProblemException.validation(
                    "nothing was deleted",
                    List.of(new FieldError(
                            "confirm", "must be the station's id once more: its samples are deleted for good")));
        }
        Erasure asked = registry.acts().erase(id, call.act());
        if (asked == null) {
            throw ProblemException.notFound("no station " + id + " is known, and no sample of it is stored");
        }
        erasures.begin();
        return asked;
    }

    private @Nullable Object forget(Call call) throws SQLException {
        if (!registry.acts().forget(id(call), call.act())) {
            throw unknown(id(call));
        }
        return null;
    }

    private static ProblemException unknown(String deviceId) {
        return ProblemException.notFound(
                "no station " + deviceId + " is known; it becomes known when it first says hello");
    }
}
