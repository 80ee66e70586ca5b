package fr.gaveurs.console.backend.features.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutPace;
import fr.gaveurs.console.simulator.SimulatedDevice;
import fr.gaveurs.console.simulator.Simulation;
import fr.gaveurs.console.simulator.firmware.FirmwareAgent;
import fr.gaveurs.console.simulator.firmware.FirmwareProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Boards with every trouble take one image; it goes on whatever fails. Holds that none ends without a slot that starts, none
 * is confirmed that runs something else, and none stays in a state past its deadline.
 */
public final class FleetRun {
    /** Over its deadline a state may be by a step of the console and a look of this. */
    private static final long GRACE_MS = 5_000;

    /** So many and more take their time; of a few what is left of their waits is cut short. */
    private static final int MANY = 50;

    private static final Set<FirmwareProfile> AWAY =
            Set.of(FirmwareProfile.NEVER_RETURNS, FirmwareProfile.RETURNS_LATE);

    private final int boards;
    private final int bytes;
    private final List<FirmwareProfile> profiles;
    private final RolloutPace pace;
    private final Consumer<String> say;

    /** @param bytes of the image */
    public FleetRun(int boards, int bytes, List<FirmwareProfile> profiles, RolloutPace pace, Consumer<String> say) {
        this.pace = pace;
        this.boards = boards;
        this.bytes = bytes;
        this.profiles = profiles;
        this.say = say;
    }

    private record Seen(String state, long left, long nanos) {}

    public void run() throws Exception {
        FirmwareHall hall = new FirmwareHall();
        byte[] image = ImageBuilder.seeded(51).bytes(bytes).build();
        // Of many those that return late do so once they are lost.
        Duration late = boards > MANY ? Duration.ofMinutes(4) : Duration.ofSeconds(8);
        long from = System.nanoTime();
        try (TestConsole console = TestConsole.with()
                        .firmware(false, 16_384)
                        .rollouts(pace)
                        .start();
                Simulation simulation = hall.simulate(console, boards, boards > MANY ? 1 : 15, late, profiles)) {
            hall.introduce(console);
            simulation.start();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> console.get("/api/firmware/stations").body().split("\"elf_sha256\"").length > boards);
            long id = hall.roll(console, image, FirmwareHall.plan(100));
            Map<String, Seen> seen = new HashMap<>();
            await().atMost(Duration.ofMinutes(boards > MANY ? 30 : 4))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        if (boards <= MANY) {
                            hurry(console, simulation);
                        }
                        return settled(console, id, seen);
                    });
            say.accept("settled after " + (System.nanoTime() - from) / 1_000_000_000L + " s: " + counts(console, id));
            await().atMost(late.plusMinutes(1)).until(() -> fellBack(console, id, simulation));
            check(console, id, simulation);
        }
    }

    /**
     * Good boards take an image that sees nothing: it reaches one of them, and the fleet is back within two minutes of the
     * stop.
     *
     * @param bytes of the image
     */
    public static void bad(int boards, int bytes, Consumer<String> say) throws Exception {
        FirmwareHall hall = new FirmwareHall();
        byte[] image = ImageBuilder.seeded(52)
                .named("gaveurs-station", "1.2.0-blind")
                .bytes(bytes)
                .build();
        try (TestConsole console = TestConsole.start();
                Simulation simulation = hall.simulate(console, boards, boards > MANY ? 1 : 10, FirmwareProfile.GOOD)) {
            hall.introduce(console);
            simulation.start();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> console.get("/api/firmware/stations").body().split("\"elf_sha256\"").length > boards);
            long id = hall.roll(console, image, FirmwareHall.plan(5));
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> FirmwareHall.state(console, id).equals("reverted"));
            long reached =
                    console.count("SELECT count(DISTINCT device_id) FROM firmware_events WHERE state = 'proving'");
            long back = console.count("SELECT extract(epoch FROM max(at) FILTER (WHERE decision = 'rollout_reverted')"
                    + " - max(at) FILTER (WHERE decision = 'rollout_stopped'))::bigint FROM firmware_decisions");
            say.accept(
                    "a bad image ran on " + reached + " of " + boards + " boards; back " + back + " s after the stop");
            assertThat(reached).isEqualTo(1);
            assertThat(back).isLessThan(120);
            assertThat(simulation.devices()).allMatch(each -> Objects.requireNonNull(each.firmware())
                    .board()
                    .program()
                    .version()
                    .equals("1.0.0"));
        }
    }

    /** Lets the time pass for who waits to be tried again, and for who does not come back: it is what is left in the rows. */
    private void hurry(TestConsole console, Simulation simulation) {
        List<String> away = of(simulation, AWAY);
        console.jdbi().useHandle(handle -> {
            handle.execute("UPDATE firmware_installs SET retry_ms = 200 WHERE state = 'waiting' AND retry_ms > 200");
            handle.createUpdate("UPDATE firmware_installs SET left_ms = 3000 WHERE state = 'rebooting'"
                            + " AND left_ms > 3000 AND device_id = ANY (:away)")
                    .bindArray("away", String.class, away)
                    .execute();
        });
    }

    /** Whether every station is in a final state; looks at the deadlines of those that are not. */
    private static boolean settled(TestConsole console, long id, Map<String, Seen> seen) {
        boolean settled = true;
        for (JsonNode install : FirmwareHall.rollout(console, id).path("installs")) {
            String device = install.path("device_id").asString();
            String state = install.path("state").asString();
            if (install.path("seconds_left").isNull()) {
                seen.remove(device);
                continue;
            }
            settled = false;
            Seen before = seen.get(device);
            long left = install.path("seconds_left").asLong() * 1_000;
            if (before == null || !before.state().equals(state) || left > before.left()) {
                seen.put(device, new Seen(state, left, System.nanoTime()));
            } else {
                long late = (System.nanoTime() - before.nanos()) / 1_000_000 - before.left() - 1_000;
                assertThat(state.equals("waiting") ? 0 : late)
                        .as("%s is in %s past its deadline, ms", device, state)
                        .isLessThan(GRACE_MS);
            }
        }
        return settled;
    }

    /** Whether every board that falls back later, or returns later, has done so, and the console knows. */
    private boolean fellBack(TestConsole console, long id, Simulation simulation) {
        String states = FirmwareHall.states(console, id);
        Set<FirmwareProfile> late = Set.of(FirmwareProfile.FALLS_BACK, FirmwareProfile.RETURNS_LATE);
        return of(simulation, late).stream().allMatch(id2 -> states.contains(id2 + "=rolled_back"));
    }

    /** The boards of these profiles, by their ids: profiles are dealt out by turns. */
    private List<String> of(Simulation simulation, Set<FirmwareProfile> wanted) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < simulation.devices().size(); i++) {
            if (wanted.contains(profile(i))) {
                found.add(simulation.devices().get(i).identity().deviceId());
            }
        }
        return found;
    }

    private FirmwareProfile profile(int board) {
        return profiles.get(board % profiles.size());
    }

    private static Map<String, Integer> counts(TestConsole console, long id) {
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode install : FirmwareHall.rollout(console, id).path("installs")) {
            counts.merge(
                    install.path("state").asString() + " "
                            + install.path("reason").asString(""),
                    1,
                    Integer::sum);
        }
        return counts;
    }

    private void check(TestConsole console, long id, Simulation simulation) {
        Map<String, String> states = new HashMap<>();
        for (JsonNode install : FirmwareHall.rollout(console, id).path("installs")) {
            states.put(
                    install.path("device_id").asString(), install.path("state").asString());
        }
        for (int i = 0; i < simulation.devices().size(); i++) {
            SimulatedDevice device = simulation.devices().get(i);
            FirmwareProfile profile = profile(i);
            FirmwareAgent agent = Objects.requireNonNull(device.firmware());
            String id2 = device.identity().deviceId();
            String state = states.get(id2);
            assertThat(agent.board().bootable())
                    .as("%s has a slot that starts", id2)
                    .isTrue();
            boolean runsIt = agent.board().program().version().equals("1.1.0");
            if ("confirmed".equals(state)) {
                assertThat(runsIt)
                        .as("%s (%s) runs what is confirmed", id2, profile)
                        .isTrue();
            }
            assertThat(state).as("%s (%s)", id2, profile).isEqualTo(end(profile));
            if (profile == FirmwareProfile.LIES) {
                JsonNode now = console.json("/api/firmware/stations/" + id2).path("now");
                assertThat(now.path("report").path("version").asString())
                        .as("what it says")
                        .isEqualTo("1.1.0");
                assertThat(now.path("runs").asString()).as("what it runs").isEqualTo("1.0.0");
                await().until(() ->
                        console.get("/api/sqal/conditions?source=" + id2).body().contains("firmware_version_false"));
            }
        }
    }

    /** What becomes of a board. */
    private static String end(FirmwareProfile profile) {
        return switch (profile) {
            case GOOD, POWER_CUT, NO_RANGE, DEFERS -> "confirmed";
            case FLASH_WORN, NO_SPACE -> "failed";
            case LIES, CRASHES, BAD_SENSOR, FALLS_BACK, RETURNS_LATE -> "rolled_back";
            case NEVER_RETURNS -> "lost";
        };
    }
}
