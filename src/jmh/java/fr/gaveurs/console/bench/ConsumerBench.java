package fr.gaveurs.console.bench;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.ConsumerLoad;
import fr.gaveurs.console.backend.ConsumerProcess;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestProducts;
import fr.gaveurs.console.backend.features.products.ForgedCodes;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What consumers cost: 500 pages and 200 ratings a second beside 20 samples a second, whose acknowledgements are timed with
 * and without them, in turns, the acknowledgements of all turns together; and a million forged codes, of which none may be taken. Everything runs on this machine,
 * consumers included. Arguments: the JSON file to write, and seconds of each turn (20).
 */
public final class ConsumerBench {
    private static final int VIEWS = 500;
    private static final int RATINGS = 200;
    private static final int SAMPLES = 20;
    private static final int TURNS = 6;
    /** The compiler's long pieces of work end after some 40 s. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    private static final int FORGED = 1_000_000;

    private ConsumerBench() {}

    private static double[] p99(List<ConsumerLoad.Report> turns) {
        return turns.stream().mapToDouble(turn -> turn.ackMillis(0.99)).toArray();
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty(TestDatabase.FLUSHED, "true");
        Duration turn = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20);
        ObjectNode figures = Json.MAPPER.createObjectNode();
        long begin = System.nanoTime();
        long accepted = ForgedCodes.accepted(FORGED, 20261127);
        figures.put("forged_codes", FORGED).put("forged_codes_accepted", accepted);
        figures.put("forged_codes_per_second", FORGED / ((System.nanoTime() - begin) / 1e9));
        boolean good = accepted == 0;
        try (TestConsole console =
                        TestConsole.with().products(TestProducts.PLAN).start();
                ConsumerLoad load = ConsumerProcess.load(console, 400)) {
            load.run(VIEWS, RATINGS, SAMPLES, WARM_UP); // until the JVM has compiled it
            List<ConsumerLoad.Report> alone = new ArrayList<>();
            List<ConsumerLoad.Report> beside = new ArrayList<>();
            for (int i = 0; i < TURNS; i++) {
                alone.add(load.run(0, 0, SAMPLES, turn));
                beside.add(load.run(VIEWS, RATINGS, SAMPLES, turn));
            }
            ConsumerLoad.Report without = ConsumerLoad.together(alone);
            ConsumerLoad.Report with = ConsumerLoad.together(beside);
            figures.set("alone", ConsumerLoad.json(without));
            figures.set("with_consumers", ConsumerLoad.json(with));
            good &= with.failed() == 0;
            figures.put("ack_p99_ratio", with.ackMillis(0.99) / without.ackMillis(0.99));
            // A disk that halts once spoils one turn of six, and with it the worst hundredth of all of them.
            figures.set("ack_p99_ms_of_turns_alone", Json.MAPPER.valueToTree(p99(alone)));
            figures.set("ack_p99_ms_of_turns_with_consumers", Json.MAPPER.valueToTree(p99(beside)));
            figures.put("ack_p99_ratio_of_medians", Median.of(p99(beside)) / Median.of(p99(alone)));
        }
        String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(figures);
        System.out.println(text);
        if (arguments.length > 0) {
            Files.writeString(Path.of(arguments[0]), text);
        }
        if (!good) {
            throw new IllegalStateException("a forged code was taken, or an answer was none");
        }
    }
}
