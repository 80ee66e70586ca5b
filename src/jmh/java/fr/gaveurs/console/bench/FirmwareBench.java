package fr.gaveurs.console.bench;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.CutDownload;
import fr.gaveurs.console.backend.features.firmware.FirmwareHall;
import fr.gaveurs.console.backend.features.firmware.FleetRun;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutPace;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.simulator.FirmwareFleet;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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
            ImageBuilder.read(image);
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

    private static void beside(byte[] image) throws Exception {
        try (TestConsole console = TestConsole.start()) {
            URI uri = uri(console, uploaded(console, image));
            double ratio = new BesideDownloads(console, uri, FirmwareBench::say).ratio();
            floor(ratio < BESIDE, "downloads are felt by ingest");
        }
    }
}
