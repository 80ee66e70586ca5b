package fr.gaveurs.console.api.firmware;

import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.FileUpload;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.Routes;
import java.util.List;

/** Firmware's part of {@link Routes}. */
public final class FirmwareApi {
    private static final String FIRMWARE = "firmware";

    public static final Route LIST_VERSIONS = Route.get(
            "listFirmware",
            "/api/firmware/versions",
            FIRMWARE,
            "Every image, newest first",
            Role.VIEWER,
            null,
            Route.listOf(Firmware.Image.class));
    public static final Route UPLOAD_VERSION = new Route(
            "uploadFirmware",
            "POST",
            "/api/firmware/versions",
            FIRMWARE,
            "Takes an image in, whose bytes are the body, 16 MiB at most: checked to its last byte, and refused with a"
                    + " sentence that says what to upload instead; one that was deleted is the same image again",
            Role.ADMIN,
            Firmware.UploadQuery.class,
            FileUpload.class,
            Firmware.MAX_IMAGE,
            Firmware.Image.class);
    public static final Route GET_VERSION = Route.get(
            "getFirmware",
            "/api/firmware/versions/{id}",
            FIRMWARE,
            "One image",
            Role.VIEWER,
            null,
            Firmware.Image.class);
    public static final Route DELETE_VERSION = new Route(
            "deleteFirmware",
            "DELETE",
            "/api/firmware/versions/{id}",
            FIRMWARE,
            "Deletes an image; its rollouts stay (image_deleted), drafts of it are canceled; 409 while a rollout of it is"
                    + " under way",
            Role.ADMIN,
            null,
            null,
            Void.class);
    public static final Route VERSION_STATIONS = Route.get(
            "firmwareStations",
            "/api/firmware/versions/{id}/stations",
            FIRMWARE,
            "Which stations can take an image, and why the others cannot",
            Role.VIEWER,
            null,
            Route.listOf(Firmware.Fit.class));
    public static final Route DOWNLOAD_IMAGE = Route.get(
            "downloadFirmware",
            "/api/firmware/images/{sha256}",
            FIRMWARE,
            "The bytes of an image, for a station to which it is offered (Authorization: Bearer with the token of"
                    + " hello_ack): ranges, If-Range and a strong ETag; 503 with Retry-After while others download",
            Role.DEVICE,
            null,
            FileContent.class);
    public static final Route LIST_STATIONS = Route.get(
            "listStationFirmware",
            "/api/firmware/stations",
            FIRMWARE,
            "What each station runs",
            Role.VIEWER,
            null,
            Route.listOf(Firmware.StationFirmware.class));
    public static final Route GET_STATION = Route.get(
            "getStationFirmware",
            "/api/firmware/stations/{device_id}",
            FIRMWARE,
            "What a station runs, and what happened to its firmware",
            Role.VIEWER,
            null,
            Firmware.StationHistory.class);
    public static final Route LIST_ROLLOUTS = Route.get(
            "listRollouts",
            "/api/firmware/ota",
            FIRMWARE,
            "The last 100 rollouts, newest first",
            Role.VIEWER,
            null,
            Route.listOf(Rollouts.Rollout.class));
    public static final Route CREATE_ROLLOUT = new Route(
            "createRollout",
            "POST",
            "/api/firmware/ota",
            FIRMWARE,
            "Drafts a rollout; nothing is sent before it is approved",
            Role.ADMIN,
            null,
            Rollouts.NewRollout.class,
            Rollouts.Rollout.class);
    public static final Route GET_ROLLOUT = Route.get(
            "getRollout",
            "/api/firmware/ota/{id}",
            FIRMWARE,
            "A rollout and how it stands with each station",
            Role.VIEWER,
            null,
            Rollouts.RolloutDetails.class);
    public static final Route APPROVE_ROLLOUT = act(
            "approveRollout",
            "approve",
            "Lets a rollout begin; where two administrators have tokens, somebody else than who made it");
    public static final Route PAUSE_ROLLOUT = act("pauseRollout", "pause", "Takes no further station for now");
    public static final Route RESUME_ROLLOUT = act("resumeRollout", "resume", "Goes on with a paused rollout");
    public static final Route CANCEL_ROLLOUT =
            act("cancelRollout", "cancel", "Takes no further station ever; those that run the image keep it");
    public static final Route REVERT_ROLLOUT =
            act("revertRollout", "revert", "Sends every station that took the image back to what it ran before");
    public static final Route LIST_KEYS = Route.get(
            "listFirmwareKeys",
            "/api/firmware/keys",
            FIRMWARE,
            "The public keys of those who may sign images, revoked ones too",
            Role.VIEWER,
            null,
            Route.listOf(Firmware.Key.class));
    public static final Route ADD_KEY = new Route(
            "addFirmwareKey",
            "POST",
            "/api/firmware/keys",
            FIRMWARE,
            "Lets images count that the holder of a key signed",
            Role.ADMIN,
            null,
            Firmware.NewKey.class,
            Firmware.Key.class);
    public static final Route REVOKE_KEY = new Route(
            "revokeFirmwareKey",
            "DELETE",
            "/api/firmware/keys/{id}",
            FIRMWARE,
            "Lets nothing count any more that a key signed: rollouts of it stop and go back",
            Role.ADMIN,
            null,
            null,
            Firmware.Key.class);

    /** All of them, in the order of the documentation. */
    public static final List<Route> ALL = List.of(
            LIST_VERSIONS,
            UPLOAD_VERSION,
            GET_VERSION,
            DELETE_VERSION,
            VERSION_STATIONS,
            DOWNLOAD_IMAGE,
            LIST_STATIONS,
            GET_STATION,
            LIST_ROLLOUTS,
            CREATE_ROLLOUT,
            GET_ROLLOUT,
            APPROVE_ROLLOUT,
            PAUSE_ROLLOUT,
            RESUME_ROLLOUT,
            CANCEL_ROLLOUT,
            REVERT_ROLLOUT,
            LIST_KEYS,
            ADD_KEY,
            REVOKE_KEY);

    private static Route act(String id, String verb, String summary) {
        return new Route(
                id,
                "POST",
                "/api/firmware/ota/{id}/" + verb,
                FIRMWARE,
                summary,
                Role.ADMIN,
                null,
                null,
                Rollouts.Rollout.class);
    }

    private FirmwareApi() {}
}
