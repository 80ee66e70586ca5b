package fr.gaveurs.console.command;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.devices.DevicesApi;
import fr.gaveurs.console.backend.StoreSession;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.client.ApiClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code device approve}, {@code block}, {@code unblock}, {@code forget}, {@code new-token}, and what people set. */
@Command(
        name = "device",
        description = "Stations.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DeviceSettingsCommand.SetCommand.class,
            DeviceSettingsCommand.MaintenanceCommand.class,
            DeviceSettingsCommand.CalibrateCommand.class
        })
public final class DeviceCommand {
    /** Which station of which data folder. */
    static final class StationArguments {
        @Mixin
        DataDirOption dataDir = new DataDirOption();

        @Mixin
        ReasonOption reason = new ReasonOption();

        @Parameters(paramLabel = "ID", description = "The station, such as ESP32_LL_01.")
        String id = "";

        /** Who does what a route does, while no console runs. */
        Act act(Route route) {
            return StoreSession.act(route, reason.text);
        }
    }

    /** Which board, where several say the same id. */
    static final class BoardArguments {
        @Mixin
        StationArguments station = new StationArguments();

        @Option(
                names = "--claim",
                paramLabel = "CLAIM",
                description = "Which of several boards that say this id, as the station's record names it.")
        @Nullable
        String claim;
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Lets a station that waits for approval deliver samples.")
    int approve(@Mixin BoardArguments board) {
        String id = board.station.id;
        return change(
                board.station,
                "is approved",
                client -> board(client.approve(id, board.claim).join()),
                store -> board(
                        withoutClaim(board.claim)
                                ? store.approve(id, board.station.act(DevicesApi.APPROVE_DEVICE))
                                : null));
    }

    @Command(
            name = "block",
            mixinStandardHelpOptions = true,
            description = "Refuses whatever a station sends, until it is unblocked.")
    int block(@Mixin StationArguments station) {
        return change(
                station,
                "is blocked",
                client -> {
                    client.block(station.id).join();
                    return "";
                },
                store -> words(store.block(station.id, station.act(DevicesApi.BLOCK_DEVICE))));
    }

    @Command(
            name = "unblock",
            mixinStandardHelpOptions = true,
            description =
                    "Puts a blocked station among those that wait for approval; one of the console's machine is let"
                            + " in again.")
    int unblock(@Mixin StationArguments station) {
        return change(
                station,
                "is no longer blocked",
                client -> client.unblock(station.id).join().enrollment() == Enrollment.APPROVED
                        ? " and is let in again: it is of the console's machine"
                        : " and waits for approval",
                store -> store.unblock(station.id, station.act(DevicesApi.UNBLOCK_DEVICE))
                        ? " and waits for approval, unless it is of the console's machine"
                        : null);
    }

    @Command(
            name = "forget",
            mixinStandardHelpOptions = true,
            description =
                    "Forgets a station and its token. Its samples stay, unless --with-samples is given; it may ask"
                            + " for approval again.")
    int forget(
            @Mixin StationArguments station,
            @Option(
                            names = "--with-samples",
                            description = "Its samples and statistics are deleted for good, a piece at a time by the"
                                    + " console that runs, or the next one.")
                    boolean withSamples,
            @Option(
                            names = "--confirm",
                            paramLabel = "ID",
                            description = "With --with-samples: the station's id once more.")
                    @Nullable
                    String confirm) {
        if (withSamples) {
            if (!station.id.equals(confirm)) {
                System.err.println("nothing was deleted: --with-samples needs --confirm=" + station.id
                        + ", since the samples are deleted for good");
                return Exit.USAGE;
            }
            return change(
                    station,
                    "is forgotten, and its samples are being deleted",
                    client -> {
                        client.erase(station.id).join();
                        return "";
                    },
                    store -> words(store.erase(station.id, station.act(DevicesApi.ERASE_DEVICE))));
        }
        return change(
                station,
                "is forgotten",
                client -> {
                    client.forget(station.id).join();
                    return "";
                },
                store -> words(store.forget(station.id, station.act(DevicesApi.FORGET_DEVICE))));
    }

    @Command(
            name = "new-token",
            mixinStandardHelpOptions = true,
            description = "Makes a station's token void; it gets another one at its next hello.")
    int newToken(@Mixin BoardArguments board) {
        String id = board.station.id;
        return change(
                board.station,
                "gets a new token at its next hello",
                client -> board(client.resetToken(id, board.claim).join()),
                store -> board(
                        withoutClaim(board.claim)
                                ? store.resetToken(id, board.station.act(DevicesApi.RESET_TOKEN))
                                : null));
    }

    /** While no console runs nobody is heard, so there is nothing to choose from. */
    private static boolean withoutClaim(@Nullable String claim) {
        if (claim != null) {
            throw new IllegalArgumentException("--claim needs a console that runs and hears the boards");
        }
        return true;
    }

    static @Nullable String words(boolean done) {
        return done ? "" : null;
    }

    private static @Nullable String board(@Nullable String named) {
        return named == null ? null : ": the board with " + named;
    }

    private static String board(Devices.Device device) {
        String mac = device.macAddress() == null ? "no MAC address" : "MAC " + device.macAddress();
        return ": the board with " + mac + " at "
                + (device.board().address() == null
                        ? "an unknown address"
                        : device.board().address())
                + (device.board().macMissing()
                        ? "; its hello names no MAC address that is one, so this is bound to its address and its"
                                + " connection alone"
                        : "");
    }

    /** Does it through the console that runs; returns what else is to be said of it. */
    interface ThroughClient {
        String call(ApiClient client);
    }

    /** As {@link ThroughClient}; null where the station is not known. */
    interface OnStore {
        @Nullable
        String call(StoreSession store) throws Exception;
    }

    static int change(StationArguments station, String done, ThroughClient client, OnStore offline) {
        String id = station.id;
        return RunningConsole.run(station.dataDir.path(), station.reason, new RunningConsole.Task() {
            @Override
            public String shownBy() {
                return DevicesApi.GET_DEVICE.template().replace("{device_id}", id);
            }

            @Override
            public int through(ApiClient running) {
                return print(client.call(running));
            }

            @Override
            public int on(StoreSession store) throws Exception {
                String more = offline.call(store);
                if (more != null) {
                    return print(more);
                }
                System.err.println("no station " + id + " is known, or it is not in that state; one becomes known when"
                        + " it first says hello, and can be approved from then on");
                return Exit.REFUSED;
            }

            private int print(String more) {
                System.out.println(id + " " + done + more);
                return Exit.OK;
            }
        });
    }
}
