package fr.gaveurs.console.desktop;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.backend.features.devices.HallConditions;
import fr.gaveurs.console.backend.platform.conditions.ConditionListener;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.shell.OpenWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;

/**
 * Watches the live screen for a minute, with 12, 60 and 120 stations at 1 Hz and in both orders: a picture a second into
 * {@code target/pictures/still}, and how many tiles changed places and how often the figure of stations to look at
 * changed. Prints a line of JSON for each, and writes them to the file that its argument names.
 *
 * <p>Run with {@code -Dglass.platform=Headless -Dprism.order=sw}; {@code -Dbench.seconds} gives another duration.
 */
public final class StillnessBench {
    private static final int SECONDS = Integer.getInteger("bench.seconds", 60);
    /** Until the tiles have come and those that need somebody stand out. */
    private static final int WARM_UP_SECONDS = 25;

    private static final int STATUS_EVERY = 10;

    private StillnessBench() {}

    public static void main(String[] args) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int stations : new int[] {12, 60, 120}) {
            for (String order : List.of("byName", "worstFirst")) {
                String line = watch(stations, order);
                System.out.print(line);
                lines.append(line);
            }
        }
        if (args.length > 0) {
            Files.writeString(Path.of(args[0]), lines.toString());
        }
        System.exit(0);
    }

    private static String watch(int stations, String order) throws Exception {
        System.setProperty(UnseenPlatform.SEEN, "true");
        StillHall hall = new StillHall(stations);
        Path folder = Files.createTempDirectory("stillness");
        try (TestBackend backend = new TestBackend()
                        .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(stations))
                        .greeting(new Realtime.Snapshot(Instant.now(), hall.stations(), List.of()));
                OpenWindow open = OpenWindow.asTheProgram(folder)) {
            open.connect(backend.port());
            Thread sender = Thread.ofPlatform().daemon().start(() -> send(backend, hall));
            try {
                pause(5);
                Fx.run(() -> ((ToggleButton) open.stage().getScene().lookup("#" + order)).fire());
                pause(WARM_UP_SECONDS);
                int moves = 0;
                int figures = 0;
                int before = hall.events();
                Map<String, Point2D> places = places(open);
                String figure = figure(open);
                for (int second = 0; second < SECONDS; second++) {
                    pause(1);
                    Map<String, Point2D> now = places(open);
                    for (Map.Entry<String, Point2D> tile : now.entrySet()) {
                        moves += tile.getValue().equals(places.get(tile.getKey())) ? 0 : 1;
                    }
                    String told = figure(open);
                    figures += told.equals(figure) ? 0 : 1;
                    places = now;
                    figure = told;
                    String name = String.format(Locale.ROOT, "still/%s-%d-%02d", order, stations, second);
                    Pictures.take(open.stage().getScene(), 1366, 768, name);
                }
                return String.format(
                        Locale.ROOT,
                        "{\"stations\": %d, \"order\": \"%s\", \"seconds\": %d, \"lasting_events\": %d, \"tiles_moved\": %d,"
                                + " \"figure_changes\": %d}%n",
                        stations,
                        order,
                        SECONDS,
                        hall.events() - before,
                        moves,
                        figures);
            } finally {
                sender.interrupt();
                sender.join();
            }
        }
    }

    private static void send(TestBackend backend, StillHall hall) {
        int count = hall.stations().size();
        HallConditions conditions = new HallConditions();
        conditions.listen(new ConditionListener() {
            @Override
            public void raised(Condition condition) {
                changed(condition);
            }

            @Override
            public void changed(Condition condition) {
                backend.send(new Realtime.ConditionEvent(Instant.now(), condition));
            }

            @Override
            public void cleared(Condition condition) {
                changed(condition);
            }
        });
        List<Devices.Device> devices = new ArrayList<>();
        hall.stations().forEach(live -> devices.add(live.device()));
        long next = System.nanoTime();
        for (long i = 0; !Thread.currentThread().isInterrupted(); i++) {
            int station = (int) (i % count);
            if (i / count % STATUS_EVERY == station % STATUS_EVERY) {
                devices.set(station, hall.status(station));
                backend.send(new Realtime.DeviceStatus(Instant.now(), devices.get(station)));
            }
            conditions.look(devices.get(station));
            Samples.Sample sample = hall.sample(station, Instant.now());
            if (sample != null) {
                conditions.sample(sample);
                backend.send(Realtime.SensorUpdate.of(sample));
            }
            next += 1_000_000_000L / count;
            LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
        }
    }

    private static Map<String, Point2D> places(OpenWindow open) {
        return Fx.call(() -> {
            Map<String, Point2D> places = new HashMap<>();
            for (Node tile : open.stage().getScene().getRoot().lookupAll(".station-tile")) {
                String text = (String) tile.queryAccessibleAttribute(AccessibleAttribute.TEXT);
                places.put(text.substring(0, text.indexOf(',')), new Point2D(tile.getLayoutX(), tile.getLayoutY()));
            }
            return places;
        });
    }

    /** The figure of stations to look at, in full. */
    private static String figure(OpenWindow open) {
        String title = new Messages(Language.FR, ZoneOffset.UTC).get("live.figure.attention");
        return Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".figure-card").stream()
                .map(Node::getAccessibleText)
                .filter(text -> text.startsWith(title))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the live screen has no figure called " + title)));
    }

    private static void pause(int seconds) throws InterruptedException {
        Thread.sleep(seconds * 1000L);
    }
}
