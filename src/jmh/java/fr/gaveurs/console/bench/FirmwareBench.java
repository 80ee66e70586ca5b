package fr.gaveurs.console.bench;

import fr.gaveurs.console.backend.features.firmware.FleetRun;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.backend.features.firmware.image.ImageReader;
import fr.gaveurs.console.simulator.FirmwareFleet;
import java.util.Locale;

/**
 * 200 simulated boards with every trouble take an image of 1.5 MB: what {@link FleetRun} holds. First prints how long an image
 * of that size is parsed. Arguments: boards, bytes.
 */
public final class FirmwareBench {
    private static final int PARSES = 50;

    private FirmwareBench() {}

    public static void main(String[] arguments) throws Exception {
        int boards = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        int bytes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_500_000;
        byte[] image = ImageBuilder.seeded(61).bytes(bytes).build();
        for (int i = 0; i < PARSES; i++) {
            long from = System.nanoTime();
            ImageReader.read(image);
            if (i == 0 || i == PARSES - 1) {
                System.out.printf(
                        Locale.ROOT,
                        "parsed %d bytes in %.1f ms (%s time)%n",
                        image.length,
                        (System.nanoTime() - from) / 1e6,
                        i == 0 ? "first" : "last");
            }
        }
        new FleetRun(boards, bytes, FirmwareFleet.mixed(), System.out::println).run();
    }
}
