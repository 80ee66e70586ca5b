package fr.gaveurs.console.command;

import fr.gaveurs.console.api.firmware.FirmwareStatement;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.simulator.FirmwareFleet;
import fr.gaveurs.console.simulator.Past;
import fr.gaveurs.console.simulator.Replay;
import fr.gaveurs.console.simulator.SimulatedDevice;
import fr.gaveurs.console.simulator.Simulation;
import fr.gaveurs.console.simulator.SimulationProgress;
import fr.gaveurs.console.simulator.firmware.FirmwareAgent;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code simulate}: stations of our own making, or a recording replayed. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Simulated stations: livers whose truth is known, or a recording with fresh ids and times.")
public final class SimulateCommand implements Callable<Integer> {
    private static final int SAMPLES_A_DAY = 100;

    @Option(
            names = "--url",
            paramLabel = "U",
            defaultValue = "ws://127.0.0.1:8000/ws/sensors/",
            description = "The console to send to (${DEFAULT-VALUE}).")
    private String url = "";

    @Option(
            names = "--devices",
            paramLabel = "N",
            description = "Stations, 1 to 1000 (3; with --replay as many as the recording has).")
    private @Nullable Integer devices;

    @Option(
            names = "--rate",
            paramLabel = "HZ",
            defaultValue = "1",
            description = "Samples a second of each station (${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--replay", paramLabel = "FILE", description = "Recording (.ndjson or .ndjson.gz) to send.")
    private @Nullable Path replay;

    @Option(names = "--loop", description = "Begin the recording again at its end.")
    private boolean loop;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "The same seed, the same livers.")
    private long seed;

    @Option(
            names = "--days",
            paramLabel = "D",
            description =
                    "Samples of the last D days, oldest first, as if the stations had held them back; then it ends."
                            + " A station may send 100 a minute: a --rate of 1.5 is the highest that is not held up.")
    private @Nullable Integer days;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "With --days: how many of each station (100 a day; of a recording what it has).")
    private @Nullable Integer samples;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "New CSV file that gets the truth of each liver that the console has kept, for"
                    + " \"model console labels\".")
    private @Nullable Path labels;

    @Option(
            names = "--firmware",
            paramLabel = "PROFILE",
            description =
                    "Boards that take updates: good, power-cut, flash-worn, no-range, never-returns, returns-late,"
                            + " falls-back, lies, bad-sensor, defers, no-space, crashes; or mixed for all of them by turns.")
    private @Nullable String firmware;

    @Option(
            names = "--firmware-key",
            paramLabel = "FILE",
            description = "Public key that is built into these boards; without one they take what comes.")
    private @Nullable Path firmwareKey;

    private final Duration patience;

    public SimulateCommand() {
        this(Duration.ofSeconds(30));
    }

    /** @param patience how long to try an address where nobody ever answered */
    SimulateCommand(Duration patience) {
        this.patience = patience;
    }

    @Override
    public Integer call() throws Exception {
        Simulation simulation;
        LabelFile truth = null;
        try {
            URI uri = Simulation.socketUri(url);
            Replay recording = replay == null ? null : Replay.load(replay);
            int stations = devices == null ? (recording == null ? 3 : 0) : devices;
            Simulation.Options options = new Simulation.Options(
                    uri, stations, rate, seed, recording, false, loop, Simulation.Options.AFTER_DEMO);
            if (firmware != null) {
                options = options.with(fleet(firmware));
            }
            Past past = past();
            if (past != null) {
                options = options.with(past);
            }
            if (labels != null) {
                if (recording != null) {
                    throw new IllegalArgumentException(
                            "labels: of generated livers alone; what a recording knows of its"
                                    + " own, \"model console labels\" takes from the recording itself");
                }
                truth = LabelFile.create(labels);
            }
            simulation = truth == null ? new Simulation(options) : new Simulation(options, truth);
        } catch (IOException e) {
            System.err.println(FileErrors.reason(e));
            return Exit.USAGE;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return Exit.USAGE;
        }
        LabelFile written = truth;
        Thread hook = new Thread(() -> end(simulation, written), "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        simulation.start();
        Deadline firstAnswer = Deadline.in(patience);
        SimulationProgress progress = simulation.progress();
        while (!progress.finished() && (progress.reached() || !firstAnswer.passed())) {
            Thread.sleep(Duration.ofSeconds(1));
            progress = simulation.progress();
            System.out.println(line(progress) + versions(simulation));
        }
        simulation.close();
        Runtime.getRuntime().removeShutdownHook(hook);
        boolean labelled = written == null || written.end();
        if (!progress.reached()) {
            System.err.println("nobody answered at " + url + " for " + patience.toSeconds() + " s ("
                    + progress.lastProblem() + "): start the console first, or give its address with --url");
            return Exit.REFUSED;
        }
        System.out.println("finished: " + line(simulation.progress()));
        return progress.refused() == 0 && labelled ? Exit.OK : Exit.REFUSED;
    }

    /** When what is sent was measured; null: now. */
    private @Nullable Past past() {
        if (days == null) {
            if (samples != null) {
                throw new IllegalArgumentException("samples: goes with --days");
            }
            return null;
        }
        return new Past(Duration.ofDays(days), samples == null ? SAMPLES_A_DAY * days : samples);
    }

    private FirmwareFleet fleet(String profile) throws IOException {
        List<FirmwareProfile> profiles =
                profile.equals("mixed") ? FirmwareFleet.mixed() : List.of(FirmwareProfile.of(profile));
        Map<String, PublicKey> keys = Map.of();
        if (firmwareKey != null) {
            PublicKey key = MakerKey.readPublic(firmwareKey);
            keys = Map.of(FirmwareStatement.keyId(key), key);
        }
        return FirmwareFleet.of(profiles, keys);
    }

    private static void end(Simulation simulation, @Nullable LabelFile labels) {
        simulation.close();
        if (labels != null) {
            labels.end();
        }
        System.out.println("stopped: " + line(simulation.progress()));
    }

    /** How many boards run which firmware, and which start no more; nothing where they take no updates. */
    private static String versions(Simulation simulation) {
        Map<String, Integer> counts = new TreeMap<>();
        List<String> lost = new ArrayList<>();
        for (SimulatedDevice device : simulation.devices()) {
            FirmwareAgent agent = device.firmware();
            if (agent != null) {
                counts.merge(agent.board().program().version(), 1, Integer::sum);
                if (!agent.board().bootable()) {
                    lost.add(device.identity().deviceId());
                }
            }
        }
        return (counts.isEmpty() ? "" : "  firmware " + counts) + (lost.isEmpty() ? "" : "  lost " + lost);
    }

    private static String line(SimulationProgress p) {
        String text = String.format(
                Locale.ROOT,
                "%d/%d connected  sent %d  acknowledged %d  resent %d  refused %d  held back %d",
                p.connected(),
                p.stations(),
                p.sent(),
                p.acknowledged(),
                p.resent(),
                p.refused() + p.rateLimited(),
                p.buffered());
        return p.lastProblem() == null ? text : text + "  (" + p.lastProblem() + ")";
    }
}
