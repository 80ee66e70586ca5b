package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.FileUpload;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.audit.Audit.ActorKind;
import fr.gaveurs.console.api.firmware.Firmware.Fit;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.Firmware.NewKey;
import fr.gaveurs.console.api.firmware.Firmware.StationFirmware;
import fr.gaveurs.console.api.firmware.Firmware.StationHistory;
import fr.gaveurs.console.api.firmware.Firmware.UploadQuery;
import fr.gaveurs.console.api.firmware.FirmwareApi;
import fr.gaveurs.console.api.firmware.Rollouts;
import fr.gaveurs.console.api.firmware.Rollouts.NewRollout;
import fr.gaveurs.console.backend.features.firmware.download.Downloads;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The routes of firmware. */
final class FirmwareRoutes {
    private final ImageStore images;
    private final ImageUploads uploads;
    private final Downloads downloads;
    private final MakerKeys keys;
    private final RolloutDesk desk;
    private final RolloutQueries rollouts;
    private final Fleet fleet;
    private final BiPredicate<String, Image> offered;

    /** What stations run, and what they can take. */
    interface Fleet {
        List<Fit> fits(Image image);

        List<StationFirmware> stations();

        Optional<StationFirmware> station(String deviceId);
    }

    /** @param offered whether an image is meant for a station now */
    FirmwareRoutes(
            ImageStore images,
            ImageUploads uploads,
            Downloads downloads,
            MakerKeys keys,
            RolloutDesk desk,
            RolloutQueries rollouts,
            Fleet fleet,
            BiPredicate<String, Image> offered) {
        this.images = images;
        this.uploads = uploads;
        this.downloads = downloads;
        this.keys = keys;
        this.desk = desk;
        this.rollouts = rollouts;
        this.fleet = fleet;
        this.offered = offered;
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(FirmwareApi.LIST_VERSIONS, call -> new Listing<>(images.list())),
                new Endpoint(
                        FirmwareApi.UPLOAD_VERSION,
                        call -> uploaded(
                                uploads.take(call.query(UploadQuery.class), call.body(FileUpload.class), call.act()))),
                new Endpoint(FirmwareApi.GET_VERSION, this::image),
                new Endpoint(FirmwareApi.DELETE_VERSION, this::delete),
                new Endpoint(FirmwareApi.VERSION_STATIONS, call -> new Listing<>(fleet.fits(image(call)))),
                new Endpoint(FirmwareApi.DOWNLOAD_IMAGE, this::download),
                new Endpoint(FirmwareApi.LIST_STATIONS, call -> new Listing<>(fleet.stations())),
                new Endpoint(FirmwareApi.GET_STATION, this::station),
                new Endpoint(FirmwareApi.LIST_ROLLOUTS, call -> new Listing<>(rollouts.list())),
                new Endpoint(
                        FirmwareApi.CREATE_ROLLOUT,
                        call -> created(rollout(desk.create(call.body(NewRollout.class), call.act())))),
                new Endpoint(FirmwareApi.GET_ROLLOUT, call -> rollouts.details(id(call))
                        .orElseThrow(() -> unknown(id(call)))),
                act(FirmwareApi.APPROVE_ROLLOUT, desk::approve),
                act(FirmwareApi.PAUSE_ROLLOUT, desk::pause),
                act(FirmwareApi.RESUME_ROLLOUT, desk::resume),
                act(FirmwareApi.CANCEL_ROLLOUT, desk::cancel),
                act(FirmwareApi.REVERT_ROLLOUT, desk::revert),
                new Endpoint(FirmwareApi.LIST_KEYS, call -> new Listing<>(keys.list())),
                new Endpoint(FirmwareApi.ADD_KEY, call -> created(keys.add(call.body(NewKey.class), call.act()))),
                new Endpoint(FirmwareApi.REVOKE_KEY, call -> keys.revoke(call.path("id"), call.act())));
    }

    /** The same bytes again made nothing. */
    private static Reply uploaded(ImageStore.Added added) {
        return Reply.json(added.fresh() ? 201 : 200, added.image());
    }

    private static Reply created(Object made) {
        return Reply.json(201, made);
    }

    @FunctionalInterface
    private interface RolloutAct {
        void of(long id, Act act);
    }

    private Endpoint act(Route route, RolloutAct act) {
        return new Endpoint(route, call -> {
            act.of(id(call), call.act());
            return rollout(id(call));
        });
    }

    private Rollouts.Rollout rollout(long id) {
        return rollouts.find(id).orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(long id) {
        return ProblemException.notFound("no rollout " + id + " is known; GET /api/firmware/ota lists them");
    }

    private static long id(Call call) {
        String id = call.path("id");
        if (!id.matches("\\d{1,18}")) {
            throw ProblemException.notFound("'" + id + "' is no number of a rollout or an image");
        }
        return Long.parseLong(id);
    }

    private Image image(Call call) {
        return images.find(id(call)).orElseThrow(() -> ImageStore.unknown(id(call)));
    }

    private @Nullable Object delete(Call call) throws IOException {
        images.delete(id(call), call.act());
        return null;
    }

    private StationHistory station(Call call) {
        String id = call.path("device_id");
        StationFirmware now =
                fleet.station(id).orElseThrow(() -> ProblemException.notFound("no station " + id + " is known"));
        return new StationHistory(now, rollouts.events(id));
    }

    private Object download(Call call) throws IOException {
        if (!call.head()) {
            downloads.requireRoom();
        }
        String sha256 = call.path("sha256");
        Image image = images.find(sha256).orElseThrow(() -> ProblemException.notFound("no image of this hash is kept"));
        boolean aStation = call.actor().kind() == ActorKind.STATION;
        String station = call.actor().name();
        if (aStation && (station == null || !offered.test(station, image))) {
            throw ProblemException.forbidden("this image is not offered to the station of this token");
        }
        if (!aStation && !call.role().includes(Role.VIEWER)) {
            throw ProblemException.forbidden("a station's token, or one of a viewer, is needed");
        }
        if (image.keyRevoked()) {
            throw ProblemException.forbidden("the key that signed this image was revoked");
        }
        // A range is one of the bytes, which a HEAD does not ask for (RFC 9110, 14.2).
        return call.head()
                ? downloads.headers(image.size(), image.sha256())
                : downloads.reply(
                        images.file(image),
                        image.size(),
                        image.sha256(),
                        call.header("range"),
                        call.header("if-range"));
    }
}
