package fr.gaveurs.console.api.devices;

import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import java.util.List;

/** Stations: what is known of them, and what a person may do with one. */
public final class DevicesApi {
    private static final String DEVICES = "devices";

    public static final Route LIST_DEVICES = Route.get(
            "listDevices",
            "/api/sqal/devices",
            DEVICES,
            "All stations with their state, and what came of each today",
            Role.VIEWER,
            null,
            Devices.DeviceList.class);
    public static final Route GET_DEVICE = Route.get(
            "getDevice",
            "/api/sqal/devices/{device_id}",
            DEVICES,
            "One station with its newest sample",
            Role.VIEWER,
            null,
            Devices.DeviceLive.class);
    public static final Route APPROVE_DEVICE = new Route(
            "approveDevice",
            "POST",
            "/api/sqal/devices/{device_id}/approve",
            DEVICES,
            "Lets a station that waits deliver samples",
            Role.OPERATOR,
            Devices.BoardChoice.class,
            null,
            Devices.Device.class);
    public static final Route BLOCK_DEVICE = new Route(
            "blockDevice",
            "POST",
            "/api/sqal/devices/{device_id}/block",
            DEVICES,
            "Refuses whatever a station sends, until it is unblocked",
            Role.OPERATOR,
            null,
            null,
            Devices.Device.class);
    public static final Route UNBLOCK_DEVICE = new Route(
            "unblockDevice",
            "POST",
            "/api/sqal/devices/{device_id}/unblock",
            DEVICES,
            "Puts a blocked station among those that wait for approval",
            Role.OPERATOR,
            null,
            null,
            Devices.Device.class);
    public static final Route FORGET_DEVICE = new Route(
            "forgetDevice",
            "POST",
            "/api/sqal/devices/{device_id}/forget",
            DEVICES,
            "Forgets a station and its token; its samples stay, and it may ask for approval again",
            Role.OPERATOR,
            null,
            null,
            Void.class);
    public static final Route RESET_TOKEN = new Route(
            "resetToken",
            "POST",
            "/api/sqal/devices/{device_id}/reset-token",
            DEVICES,
            "Makes a station's token void; the chosen board gets another one at its next hello",
            Role.OPERATOR,
            Devices.BoardChoice.class,
            null,
            Devices.Device.class);

    public static final Route PATCH_DEVICE = new Route(
            "patchDevice",
            "PATCH",
            "/api/sqal/devices/{device_id}",
            DEVICES,
            "Names a station, moves it to a line or a site, begins or ends its maintenance",
            Role.OPERATOR,
            null,
            DeviceSettings.DevicePatch.class,
            Devices.Device.class);
    public static final Route CALIBRATE_DEVICE = new Route(
            "calibrateDevice",
            "PUT",
            "/api/sqal/devices/{device_id}/calibration",
            DEVICES,
            "Says how a station is mounted and how often it measures; its samples are graded by it from now on",
            Role.ADMIN,
            null,
            DeviceSettings.NewCalibration.class,
            Devices.Device.class);
    public static final Route DEVICE_DETAILS = Route.get(
            "deviceDetails",
            "/api/sqal/devices/{device_id}/details",
            DEVICES,
            "A station with its refusals and samples of today, its errors and its connections",
            Role.VIEWER,
            null,
            DeviceDetails.class);
    public static final Route ERASE_DEVICE = new Route(
            "eraseDevice",
            "POST",
            "/api/sqal/devices/{device_id}/erase",
            DEVICES,
            "Forgets a station and deletes its samples and statistics for good, a piece at a time",
            Role.ADMIN,
            DeviceDetails.EraseConfirmation.class,
            null,
            DeviceDetails.Erasure.class);
    public static final Route LIST_ERASURES = Route.get(
            "listErasures",
            "/api/sqal/device-erasures",
            DEVICES,
            "Stations that were forgotten with their samples, and how far that is; the newest 100",
            Role.OPERATOR,
            null,
            Route.listOf(DeviceDetails.Erasure.class));
    public static final Route DEVICE_ADDRESSES = Route.get(
            "deviceAddresses",
            "/api/sqal/device-addresses",
            DEVICES,
            "The addresses to put into a board, so that it finds this console",
            Role.VIEWER,
            null,
            DeviceDetails.Addresses.class);

    /** In the order of the documentation. */
    public static final List<Route> ALL = List.of(
            LIST_DEVICES,
            GET_DEVICE,
            DEVICE_DETAILS,
            PATCH_DEVICE,
            CALIBRATE_DEVICE,
            APPROVE_DEVICE,
            BLOCK_DEVICE,
            UNBLOCK_DEVICE,
            FORGET_DEVICE,
            ERASE_DEVICE,
            RESET_TOKEN,
            LIST_ERASURES,
            DEVICE_ADDRESSES);

    private DevicesApi() {}
}
