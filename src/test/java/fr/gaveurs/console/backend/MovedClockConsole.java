package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.features.firmware.rollout.RolloutPace;
import fr.gaveurs.console.backend.platform.http.Bounds;
import fr.gaveurs.console.backend.platform.jobs.Jobs.Pace;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.settings.SettingsLoader;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * The backend in a process of its own, whose clock is set by the lines of its input: each is an offset from the real
 * time, such as {@code PT-1H}. The database's clock stays right. Takes the options of the program that ConsoleProcess
 * gives.
 */
final class MovedClockConsole {
    private MovedClockConsole() {}

    /** Right but for an offset. */
    private static final class MovedClock extends Clock {
        private volatile Duration offset = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(offset);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("only instants are asked for");
        }
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].startsWith("--") && !arguments[i + 1].startsWith("--")) {
                options.put(arguments[i].substring(2), arguments[i + 1]);
            }
        }
        Path folder = Path.of(options.get("data-dir"));
        Settings settings = SettingsLoader.load(
                folder, System.getenv(), Map.of("port", options.get("port"), "bind", options.get("bind")));
        MovedClock clock = new MovedClock();
        Backend backend = new Backend(
                settings,
                "9.9.9",
                Lifecycle.Listener.SILENT,
                Bounds.STANDARD,
                clock,
                System::nanoTime,
                Pace.USUAL,
                RolloutPace.USUAL);
        Runtime.getRuntime().addShutdownHook(new Thread(backend::stop, "shutdown"));
        backend.start();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            clock.offset = Duration.parse(line);
        }
    }
}
