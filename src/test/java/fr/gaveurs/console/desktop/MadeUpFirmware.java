package fr.gaveurs.console.desktop;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.audit.Audit.ActorKind;
import fr.gaveurs.console.api.firmware.Firmware;
import fr.gaveurs.console.api.firmware.Firmware.Event;
import fr.gaveurs.console.api.firmware.Firmware.Fit;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.Firmware.Obstacle;
import fr.gaveurs.console.api.firmware.Firmware.StationFirmware;
import fr.gaveurs.console.api.firmware.Firmware.StationHistory;
import fr.gaveurs.console.api.firmware.FirmwareReport;
import fr.gaveurs.console.api.firmware.FirmwareReport.OtaState;
import fr.gaveurs.console.api.firmware.Rollouts.Install;
import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import fr.gaveurs.console.api.firmware.Rollouts.Plan;
import fr.gaveurs.console.api.firmware.Rollouts.Rollout;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutDetails;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import fr.gaveurs.console.api.firmware.Rollouts.WaitsFor;
import fr.gaveurs.console.client.TestBackend;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hall in the middle of a rollout. */
public final class MadeUpFirmware {
    private static final int SIZE = 1_500_096;

    private MadeUpFirmware() {}

    /** The same backend that also knows firmware. */
    public static TestBackend in(TestBackend backend) {
        List<Install> installs = installs();
        List<StationFirmware> stations = stations();
        backend.answer("/api/firmware/ota", 200, new Listing<>(List.of(rollout(installs))))
                .answer("/api/firmware/ota/7", 200, new RolloutDetails(rollout(installs), SIZE, installs))
                .answer("/api/firmware/versions", 200, new Listing<>(List.of(image(), unsigned())))
                .answer("/api/firmware/versions/3/stations", 200, new Listing<>(fits()))
                .answer("/api/firmware/versions/2/stations", 200, new Listing<>(fits()))
                .answer("/api/firmware/stations", 200, new Listing<>(stations))
                .answer(
                        "/api/firmware/keys",
                        200,
                        new Listing<>(List.of(
                                new Firmware.Key(
                                        "a3f09b7c11d2e456",
                                        "Atelier capteurs",
                                        "ecdsa-p256-sha256",
                                        "",
                                        MadeUp.NOW,
                                        null,
                                        null),
                                new Firmware.Key(
                                        "0123456789abcdef",
                                        "Ancien atelier",
                                        "ed25519",
                                        "",
                                        MadeUp.NOW,
                                        "anna",
                                        MadeUp.NOW))));
        stations.forEach(station -> backend.answer(
                "/api/firmware/stations/" + station.deviceId(), 200, new StationHistory(station, events())));
        return backend;
    }

    private static Image image() {
        return image(false);
    }

    /** @param keyRevoked whether the key that signed it counts no more */
    public static Image image(boolean keyRevoked) {
        return new Image(
                3,
                "3e".repeat(32),
                "gaveurs-station",
                "1.1.0",
                "ESP32-S3",
                9,
                "v5.3.1",
                "Nov  1 2026 12:34:56",
                SIZE,
                "8d".repeat(32),
                4,
                2,
                0,
                399,
                true,
                "a3f09b7c11d2e456",
                "Atelier capteurs",
                keyRevoked,
                "Mesure la fraîcheur deux fois plus vite ; corrige le canal NIR bloqué après une coupure.",
                "station.bin",
                MadeUp.NOW,
                "anna",
                ActorKind.TOKEN,
                3,
                1);
    }

    /** One that Arduino built and nobody signed. */
    private static Image unsigned() {
        return new Image(
                2,
                "4f".repeat(32),
                "gaveurs-station",
                "1.0.9",
                "ESP32",
                0,
                "v5.1.4",
                "Oct 12 2026 08:00:01",
                SIZE,
                "9e".repeat(32),
                4,
                0,
                0,
                null,
                false,
                null,
                null,
                false,
                "",
                "firmware.bin",
                MadeUp.NOW,
                null,
                ActorKind.LOCAL,
                1,
                0);
    }

    private static List<Fit> fits() {
        List<Fit> fits = new ArrayList<>();
        for (Obstacle obstacle : Obstacle.values()) {
            fits.add(new Fit("ESP32_LL_0" + obstacle.ordinal(), "Ligne A", obstacle, "ESP32-C3", "1.0.0", false));
        }
        fits.add(new Fit("ESP32_LS_09", null, null, "", "1.0.0", false));
        fits.add(new Fit("ESP32_LS_10", "Ligne B", null, "", "1.2.0", true));
        return fits;
    }

    private static Install install(
            int number,
            InstallState state,
            int wave,
            @Nullable Long left,
            @Nullable String reason,
            @Nullable WaitsFor waits) {
        return new Install(
                "ESP32_LL_%02d".formatted(number),
                number % 2 == 0 ? "Ligne A" : "Ligne B",
                state,
                wave,
                wave,
                state == InstallState.DOWNLOADING ? 700_000 : 0,
                left,
                reason,
                waits,
                MadeUp.NOW);
    }

    private static List<Install> installs() {
        List<Install> installs = new ArrayList<>(List.of(
                install(1, InstallState.CONFIRMED, 1, null, null, null),
                install(2, InstallState.CONFIRMED, 2, null, null, null),
                install(3, InstallState.LOST, 2, null, "did_not_return", null),
                install(4, InstallState.DOWNLOADING, 2, 1_100L, null, null),
                install(5, InstallState.PROVING, 2, 80_000L, null, null),
                install(6, InstallState.ROLLED_BACK, 2, null, "by_itself", null)));
        int number = 7;
        for (WaitsFor waits : WaitsFor.values()) {
            installs.add(install(number++, InstallState.WAITING, 0, 2_590_000L, null, waits));
        }
        return installs;
    }

    /** One of the installs of a hall in the middle of it. */
    public static Rollout rollout(long id, RolloutState state) {
        return rollout(id, state, installs());
    }

    private static Rollout rollout(List<Install> installs) {
        return rollout(7, RolloutState.PAUSED, installs);
    }

    private static Rollout rollout(long id, RolloutState state, List<Install> installs) {
        Map<InstallState, Integer> counts = new EnumMap<>(InstallState.class);
        installs.forEach(each -> counts.merge(each.state(), 1, Integer::sum));
        return new Rollout(
                id,
                3,
                "gaveurs-station",
                "1.1.0",
                state,
                state == RolloutState.PAUSED ? "by_person" : null,
                2,
                List.of(1, 2, 7, installs.size()),
                counts,
                installs.size(),
                2,
                3,
                4,
                null,
                new Plan(List.of(), List.of("Ligne A", "Ligne B"), "22:00", "05:00", 10, 10, 1_440, 5),
                MadeUp.NOW,
                "anna",
                ActorKind.TOKEN,
                MadeUp.NOW,
                "bert",
                ActorKind.TOKEN,
                null,
                false,
                true,
                0,
                false);
    }

    private static List<StationFirmware> stations() {
        List<StationFirmware> stations = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            FirmwareReport report = i == 12
                    ? null
                    : new FirmwareReport(
                            "gaveurs-station",
                            i < 4 ? "1.1.0" : "1.0.0",
                            "8d".repeat(32),
                            9,
                            301,
                            4 << 20,
                            2_031_616,
                            i == 5 ? OtaState.PENDING_VERIFY : OtaState.VALID,
                            2,
                            true,
                            "software",
                            null);
            stations.add(new StationFirmware(
                    "ESP32_LL_%02d".formatted(i),
                    "LL",
                    "Ligne A",
                    "1.0.0",
                    report,
                    MadeUp.NOW,
                    report == null ? null : i == 6 ? "0.9.0" : report.version(),
                    i == 2 ? (Long) 2L : null,
                    i == 2,
                    i == 3));
        }
        return stations;
    }

    private static List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (InstallState state : InstallState.values()) {
            events.add(new Firmware.Event(MadeUp.NOW, 7L, "1.1.0", state, null, state == InstallState.CONFIRMED));
        }
        return events;
    }
}
