package fr.gaveurs.console.desktop;

import com.sun.management.OperatingSystemMXBean;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.shell.OpenWindow;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javafx.animation.AnimationTimer;
import org.jspecify.annotations.Nullable;

/**
 * 120 tiles that change ten times a second, through the socket, the pump and the live screen of a real window, drawn by
 * Prism's software pipeline. The backend is a process of its own. Prints its figures as JSON, and writes them to the file that its
 * argument names.
 *
 * <p>Run with {@code -Dglass.platform=Headless -Dprism.order=sw}; {@code -Dbench.width} and {@code -Dbench.height} give the
 * window's size, which on the headless platform may be at most 1000 × 1000.
 */
public final class TilesBench {
    private static final int TILES = 120;
    private static final int RATE_HZ = 10;
    private static final int WARM_UP_SECONDS = Integer.getInteger("bench.warmup", 8);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 20);

    private TilesBench() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("serve")) {
            serve();
            return;
        }
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TilesBench.class.getName(),
                        "serve")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = server.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.startsWith("port ")) {
                line = out.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the backend of the bench did not start");
            }
            measure(Integer.parseInt(line.substring(5)), args.length > 0 ? Path.of(args[0]) : null);
        } finally {
            server.destroy();
            server.waitFor();
        }
        System.exit(0);
    }

    private static void measure(int port, @Nullable Path report) throws Exception {
        System.setProperty(UnseenPlatform.SEEN, "true");
        Path folder = Files.createTempDirectory("tiles-bench");
        OpenWindow open = OpenWindow.asTheProgram(folder);
        int width = Integer.getInteger("bench.width", 1000);
        int height = Integer.getInteger("bench.height", 1000);
        Fx.run(() -> {
            open.stage().setX(0);
            open.stage().setY(0);
            open.stage().setWidth(width);
            open.stage().setHeight(height);
        });
        open.connect(port);
        Thread.sleep(WARM_UP_SECONDS * 1000L);

        List<Long> frames = new ArrayList<>();
        AnimationTimer timer = new AnimationTimer() {
            @Override
            public void handle(long now) {
                frames.add(System.nanoTime());
            }
        };
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Fx.run(timer::start);
        long cpu = process.getProcessCpuTime();
        long from = System.nanoTime();
        Thread.sleep(SECONDS * 1000L);
        double seconds = (System.nanoTime() - from) / 1e9;
        double cores = (process.getProcessCpuTime() - cpu) / 1e9 / seconds;
        Fx.run(timer::stop);
        double lag = open.lagSeconds();

        double[] gaps = new double[frames.size() - 1];
        for (int i = 1; i < frames.size(); i++) {
            gaps[i - 1] = (frames.get(i) - frames.get(i - 1)) / 1e6;
        }
        Arrays.sort(gaps);
        String figures = String.format(
                Locale.ROOT,
                "{\"tiles\": %d, \"rate_hz\": %d, \"width\": %d, \"height\": %d, \"seconds\": %.1f, \"fps\": %.1f,"
                        + " \"frame_gap_p50_ms\": %.1f, \"frame_gap_p99_ms\": %.1f, \"frame_gap_max_ms\": %.1f,"
                        + " \"cpu_cores\": %.2f, \"ui_lag_ms\": %.1f}%n",
                TILES,
                RATE_HZ,
                width,
                height,
                seconds,
                frames.size() / seconds,
                gaps[gaps.length / 2],
                gaps[(int) (gaps.length * 0.99)],
                gaps[gaps.length - 1],
                cores,
                lag * 1e3);
        System.out.print(figures);
        if (report != null) {
            Files.writeString(report, figures);
        }
        open.close();
    }

    private static void serve() throws InterruptedException {
        List<Devices.DeviceLive> devices = MadeUp.many(TILES);
        TestBackend backend = new TestBackend()
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(TILES))
                .greeting(new Realtime.Snapshot(Instant.now(), devices, List.of()));
        System.out.println("port " + backend.port());
        System.out.flush();
        Random random = new Random(3);
        long period = 1_000_000_000L / (TILES * RATE_HZ);
        long next = System.nanoTime();
        for (long i = 0; ; i++) {
            Devices.DeviceLive live = devices.get((int) (i % TILES));
            Samples.Sample sample = MadeUp.sample(
                    live.device().deviceId(),
                    live.device().siteCode(),
                    Instant.now(),
                    0.5 + 0.45 * random.nextDouble(),
                    null,
                    null,
                    0.8,
                    0.3,
                    false);
            backend.send(Realtime.SensorUpdate.of(sample));
            if (i % (TILES * RATE_HZ) == 0) {
                Realtime.HealthPulse pulse = MadeUp.pulse(devices);
                backend.send(new Realtime.HealthPulse(
                        Instant.now(),
                        pulse.status(),
                        pulse.components(),
                        TILES * RATE_HZ,
                        0,
                        0,
                        pulse.devicesLive(),
                        TILES));
            }
            next += period;
            long wait = next - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
            }
        }
    }
}
