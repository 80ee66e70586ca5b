package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.api.devices.DeviceSettings.Maintenance;
import fr.gaveurs.console.api.devices.Devices.Board;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceDay;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.desktop.kit.ConditionWords;
import fr.gaveurs.console.desktop.kit.Letters;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A station as the list shows it: words, and what order and filters go by.
 *
 * @param grade of its newest sample; null if it has none
 * @param level how much somebody should look for its state
 * @param result letter and score of its newest sample
 * @param current whether that sample is of now
 * @param age time since its newest sample
 * @param today samples of today
 * @param refused messages of today that did not count
 * @param trouble how urgently somebody should look, most urgent lowest
 * @param note what is the matter with it, or which board asks to be let in; empty while nothing is
 * @param claim which of the boards that say its id may be approved at once; null where a person must look first
 */
record StationRow(
        String deviceId,
        String name,
        String site,
        String line,
        Standing standing,
        String state,
        Level level,
        @Nullable Grade grade,
        String result,
        boolean current,
        String age,
        String firmware,
        String address,
        String mac,
        String today,
        String refused,
        int trouble,
        String note,
        @Nullable String claim) {
    private static final int URGENT = 0;
    private static final int TO_LOOK_AT = 1;
    private static final int LATE = 2;
    /** From here on nobody needs to look. */
    static final int FINE = 3;

    private static final int NEVER_SEEN = 4;
    private static final Set<String> SILENCE = Set.of("station_offline", "station_late");

    /**
     * @param view how it is now; null while the window hears nothing of it, as of a blocked one
     * @param day what came of it today; null while that is not known
     * @param silent whether the backend says nothing: then nobody knows
     */
    static StationRow of(
            Device device, @Nullable StationView view, @Nullable DeviceDay day, boolean silent, Messages messages) {
        Standing standing = standing(device, view, silent);
        Sample latest = view == null ? null : view.latest();
        Grade grade = latest == null ? null : latest.fusion().finalGrade();
        List<String> troubles = troubles(view, messages);
        Double age = view == null ? device.ageSeconds() : view.ageSeconds();
        return new StationRow(
                device.deviceId(),
                StationView.nameOf(device),
                device.siteCode(),
                device.line() == null ? "" : device.line(),
                standing,
                messages.get("stations.state." + standing.key()),
                view != null && standing == of(view.state()) ? view.level() : standing.level(),
                grade,
                result(latest, grade, messages),
                current(view, silent),
                age == null ? Messages.NONE : messages.duration(age),
                said(device.firmwareVersion()),
                said(address(device)),
                said(device.macAddress()),
                day == null ? Messages.NONE : messages.integer(day.samples()),
                day == null ? Messages.NONE : messages.integer(day.refused()),
                trouble(standing, view == null ? List.of() : view.conditions()),
                note(device, standing, troubles, messages),
                standing == Standing.PENDING && device.board().others().isEmpty()
                        ? device.board().claim()
                        : null);
    }

    /** Its name, and its id where that is another one: two may be called the same. */
    String who() {
        return name.equals(deviceId) ? name : name + " · " + deviceId;
    }

    /** What a filter's words are looked for in. */
    String searched() {
        return String.join(" ", name, deviceId, site, line, state, firmware, address, mac, note);
    }

    /** Where a board is reached: what the console sees of it, or else what it says. */
    static @Nullable String address(Device device) {
        String seen = device.board().address();
        return seen == null ? device.ipAddress() : seen;
    }

    static String said(@Nullable String text) {
        return text == null ? Messages.NONE : text;
    }

    static Standing standing(Device device, @Nullable StationView view, boolean silent) {
        if (device.enrollment() == Enrollment.BLOCKED) {
            return Standing.BLOCKED;
        }
        if (silent) {
            return Standing.UNKNOWN;
        }
        if (device.enrollment() == Enrollment.PENDING) {
            return Standing.PENDING;
        }
        if (device.maintenance() != null) {
            return Standing.MAINTENANCE;
        }
        if (view != null) {
            return of(view.state());
        }
        return switch (device.state()) {
            case LIVE -> Standing.LIVE;
            case STALE -> Standing.STALE;
            case OFFLINE -> Standing.OFFLINE;
            case NEVER_SEEN -> Standing.NEVER_SEEN;
        };
    }

    private static Standing of(StationState state) {
        return switch (state) {
            case LIVE -> Standing.LIVE;
            case STALE -> Standing.STALE;
            case OFFLINE -> Standing.OFFLINE;
            case NEVER_SEEN -> Standing.NEVER_SEEN;
            case UNKNOWN -> Standing.UNKNOWN;
        };
    }

    private static int trouble(Standing standing, List<Condition> wrong) {
        if (standing == Standing.MAINTENANCE) {
            return NEVER_SEEN;
        }
        // The worst comes first.
        Severity worst = wrong.isEmpty() ? Severity.NOTE : wrong.getFirst().severity();
        if (worst != Severity.NOTE) {
            return worst == Severity.CRITICAL ? URGENT : TO_LOOK_AT;
        }
        return switch (standing) {
            case STALE -> LATE;
            case NEVER_SEEN -> NEVER_SEEN;
            case PENDING, OFFLINE, MAINTENANCE, LIVE, UNKNOWN, BLOCKED -> FINE;
        };
    }

    private static String result(@Nullable Sample latest, @Nullable Grade grade, Messages messages) {
        if (latest == null || grade == null) {
            return Messages.NONE;
        }
        Double score = latest.fusion().finalScore();
        String letter = Letters.of(grade, messages);
        return score == null ? letter : letter + " · " + messages.number(score, 2);
    }

    private static boolean current(@Nullable StationView view, boolean silent) {
        return view != null && !silent && view.state() == StationState.LIVE;
    }

    private static String note(Device device, Standing standing, List<String> troubles, Messages messages) {
        Maintenance maintenance = device.maintenance();
        if (standing == Standing.PENDING) {
            return asking(device, messages);
        }
        if (maintenance == null) {
            return String.join(" · ", troubles);
        }
        List<String> parts = new ArrayList<>();
        if (maintenance.reason() != null) {
            parts.add(maintenance.reason());
        }
        parts.addAll(troubles);
        return String.join(" · ", parts);
    }

    /** Which board asks to be let in, and who else does under the same id. */
    private static String asking(Device device, Messages messages) {
        Board board = device.board();
        String mac = said(device.macAddress());
        if (board.claim() == null) {
            return messages.get("stations.asking.no_hello");
        }
        return board.others().isEmpty()
                ? messages.get("stations.asking", mac, said(board.address()))
                : messages.get("stations.asking.several", board.others().size() + 1, mac, said(board.address()));
    }

    /** What the backend says is wrong with it, worst first; of its silence its state speaks. */
    private static List<String> troubles(@Nullable StationView view, Messages messages) {
        return view == null
                ? List.of()
                : view.conditions().stream()
                        .filter(condition -> condition.severity() != Severity.NOTE)
                        .filter(condition -> condition.easing() || !SILENCE.contains(condition.kind()))
                        .map(condition -> ConditionWords.of(condition, messages).text())
                        .toList();
    }
}
