package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.features.quality.DeviceGradingState.Known;
import fr.gaveurs.console.backend.features.quality.RecentGrades;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.conditions.ConditionListener;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the backend says is wrong with made-up stations, by its own engine and a clock of the test's. */
public final class HallConditions {
    private final TestClock clock = new TestClock(Instant.parse("2026-11-27T06:00:00Z"));
    private final ConditionBoard board = new ConditionBoard(clock, clock::nanos, null);
    private final Map<String, RecentGrades> grades = new HashMap<>();

    public void listen(ConditionListener listener) {
        board.listen(listener);
    }

    public void advance(Duration time) {
        clock.advance(time);
        board.tick();
    }

    /** A sample of a station was stored. */
    public void sample(Sample sample) {
        grades(sample.deviceId())
                .observe(
                        sample.fusion().finalGrade(),
                        sample.as7341() == null ? null : sample.as7341().analysis());
    }

    private RecentGrades grades(String deviceId) {
        return grades.computeIfAbsent(deviceId, id -> new RecentGrades());
    }

    /** Says how a station stands that is heard. */
    public void look(Device device) {
        StationConditions.say(
                board,
                new StationEvidence(
                        device,
                        true,
                        null,
                        new Known(true, true, true, true),
                        grades(device.deviceId()).counts()),
                100);
    }

    /** What is wrong now, worst first, by station. */
    public Map<String, List<Condition>> open() {
        return board.open().stream().collect(Collectors.groupingBy(Condition::source));
    }
}
