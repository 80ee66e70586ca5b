package fr.gaveurs.console.bench;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.faults.HonestStations;
import fr.gaveurs.console.backend.features.firmware.CutDownload;
import fr.gaveurs.console.backend.features.firmware.FirmwareHall;
import fr.gaveurs.console.backend.features.firmware.FleetRun;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.backend.features.firmware.image.ImageReader;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutPace;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.simulator.FirmwareFleet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * The floors of firmware over the air: an image is parsed within 100 ms; 1,000 cuts resume to the exact bytes; 50 downloads
 * leave the acknowledgements of samples as they were; a bad image reaches one board of 200, and the fleet is back within two
 * minutes; 200 boards with every trouble at once take an image, of which {@link FleetRun} says what is held. Each breach ends
 * it with an exception. Arguments: boards (200), bytes of the image (1,500,000), and which parts, of {@code parse cuts beside
 * bad fleet} (all).
 */
public final class FirmwareBench {
    private static final int PARSES = 50;
    private static final double PARSE_MS = 100;
    private static final int CUTS = 1_000;
    private static final int DOWNLOADS = 50;
    private static final int STATIONS = 20;
    private static final int TURNS = 4;
    private static final Duration TURN = Duration.ofSeconds(15);
    private static final double BESIDE = 1.2;

    private FirmwareBench() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty(TestDatabase.FLUSHED, "true");
        int boards = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        int bytes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_500_000;
        List<String> parts = arguments.length > 2
                ? Arrays.asList(arguments).subList(2, arguments.length)
                : List.of("parse", "cuts", "beside", "bad", "fleet");
        byte[] image = ImageBuilder.seeded(61).bytes(bytes).build();
        for (String part : parts) {
            switch (part) {
                case "parse" -> parse(image);
                case "cuts" -> cuts(image);
                case "beside" -> beside(image);
                case "bad" -> FleetRun.bad(boards, bytes, FirmwareBench::say);
                case "fleet" ->
                    new FleetRun(boards, bytes, FirmwareFleet.mixed(), RolloutPace.USUAL, FirmwareBench::say).run();
                default -> throw new IllegalArgumentException("no part " + part);
            }
        }
    }

    private static void say(String words) {
        System.out.println(words);
    }

    private static void say(String format, Object... values) {
        say(String.format(Locale.ROOT, format, values));
    }

    private static void floor(boolean held, String what) {
        if (!held) {
            throw new IllegalStateException(what);
        }
    }

    private static void parse(byte[] image) throws Exception {
        double[] taken = new double[PARSES];
        for (int i = 0; i < PARSES; i++) {
            long from = System.nanoTime();
            ImageReader.read(image);
            taken[i] = (System.nanoTime() - from) / 1e6;
        }
        double first = taken[0];
        Arrays.sort(taken);
        say(
                "parsed %d bytes in %.1f ms (first time %.1f ms, longest %.1f ms)",
                image.length, taken[PARSES / 2], first, taken[PARSES - 1]);
        floor(taken[PARSES / 2] < PARSE_MS, "parsing takes 100 ms or more");
    }

    private static URI uri(TestConsole console, String sha256) {
        return URI.create(console.url() + "/api/firmware/images/" + sha256);
    }

    private static String uploaded(TestConsole console, byte[] image) throws Exception {
        FirmwareHall hall = new FirmwareHall();
        hall.introduce(console);
        return Json.MAPPER
                .readTree(FirmwareHall.ok(hall.upload(console, image)))
                .path("sha256")
                .asString();
    }

    private static void cuts(byte[] image) throws Exception {
        try (TestConsole console = TestConsole.with().firmware(false, 65_536).start()) {
            String sha256 = uploaded(console, image);
            long from = System.nanoTime();
            byte[] got = CutDownload.fetch(uri(console, sha256), sha256, image.length, CUTS, 20261127);
            say(
                    "%d cuts: %s after %.1f s",
                    CUTS,
                    Arrays.equals(got, image) ? "the exact bytes" : "OTHER BYTES",
                    (System.nanoTime() - from) / 1e9);
            floor(Arrays.equals(got, image), "what was cut off did not resume to the exact bytes");
        }
    }

    /** Turns without downloads and with them, one after the other, so that what else the machine does falls to both. */
    private static void beside(byte[] image) throws Exception {
        try (TestConsole console = TestConsole.start()) {
            URI uri = uri(console, uploaded(console, image));
            HonestStations warm = new HonestStations(console.port(), STATIONS);
            warm.run(TURN);
            HonestStations alone = new HonestStations(console.port(), STATIONS);
            HonestStations with = new HonestStations(console.port(), STATIONS);
            LongAdder downloaded = new LongAdder();
            for (int i = 0; i < TURNS; i++) {
                alone.run(TURN);
                AtomicBoolean over = new AtomicBoolean();
                List<Thread> downloads = IntStream.range(0, DOWNLOADS)
                        .mapToObj(each -> Thread.ofVirtual().start(() -> download(uri, over, downloaded)))
                        .toList();
                with.run(TURN);
                over.set(true);
                for (Thread each : downloads) {
                    each.join();
                }
            }
            double ratio = with.millis(0.99) / alone.millis(0.99);
            say(
                    "%d stations beside %d downloads (%d MB taken): p99 %.2f ms, without %.2f ms, ratio %.2f; p50 %.2f, %.2f ms",
                    STATIONS,
                    DOWNLOADS,
                    downloaded.sum() / 1_000_000,
                    with.millis(0.99),
                    alone.millis(0.99),
                    ratio,
                    with.millis(0.5),
                    alone.millis(0.5));
            floor(alone.troubles().isEmpty() && with.troubles().isEmpty(), "samples were not taken");
            floor(downloaded.sum() > 0, "nothing was downloaded");
            floor(ratio < BESIDE, "downloads are felt by ingest");
        }
    }

    private static void download(URI uri, AtomicBoolean over, LongAdder downloaded) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!over.get()) {
                HttpResponse<byte[]> answer =
                        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() == 200) {
                    downloaded.add(answer.body().length);
                } else {
                    Thread.sleep(1_000);
                }
            }
        } catch (IOException e) {
            say("a download ended: %s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
