package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.desktop.kit.Letters;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.StationState;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.screens.live.Badge.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one tile shows, in words. Equal data need no drawing.
 *
 * @param name what people call it: its id where they chose none
 * @param place its site and line, as far as its name does not say them; empty where it does
 * @param grade of the newest sample, null if there is none
 * @param score final score 0–1, null if there is none
 * @param scores last scores, oldest first; null stands for UNGRADED
 * @param age time since the newest sample; {@link Messages#NONE} if there is none
 * @param level how much somebody should look for its state
 * @param stateText the state in a word, empty while live
 * @param severity the most urgent thing that lasts
 * @param pending whether it waits for a person to approve it
 * @param claim which board is shown, to approve that one; null if none can be approved
 * @param boards what there is to choose from, if it waits and several boards say its id
 * @param identity which board it is and how it is reached, while it waits or there is no figure of it
 * @param rivals which other board says the same id, while it waits: its MAC address, and where it is
 * @param model what the active model says; null where none is
 */
record TileData(
        String deviceId,
        String name,
        String place,
        @Nullable Grade grade,
        String letter,
        @Nullable Double score,
        String scoreText,
        String weight,
        List<@Nullable Double> scores,
        StationState state,
        Level level,
        String stateText,
        String age,
        List<Badge> badges,
        @Nullable Severity severity,
        boolean pending,
        @Nullable String claim,
        List<BoardChoice> boards,
        List<String> identity,
        List<String> rivals,
        @Nullable ModelLine model) {
    private static final Pattern WORD_ENDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /**
     * A board that may be approved.
     *
     * @param text which one it is
     */
    record BoardChoice(String claim, String text) {}

    static TileData of(StationView view, StationCondition standing, Messages messages) {
        Samples.Sample sample = view.latest();
        Grade grade = sample == null ? null : sample.fusion().finalGrade();
        Double score = sample == null ? null : sample.fusion().finalScore();
        Double grams = sample == null ? null : sample.vl53l8ch().analysis().weightG();
        String letter = grade == null ? Messages.NONE : Letters.of(grade, messages);
        String scoreText = messages.number(score, 2);
        String weight = grams == null ? Messages.NONE : messages.get("unit.grams", messages.number(grams, 0));
        String age = view.ageSeconds() == null ? Messages.NONE : messages.duration(view.ageSeconds());
        String state = stateText(view.state(), messages);
        boolean pending = view.device().enrollment() == Devices.Enrollment.PENDING;
        return new TileData(
                view.deviceId(),
                view.name(),
                place(view.name(), view.device()),
                grade,
                letter,
                score,
                scoreText,
                weight,
                view.recentScores(),
                view.state(),
                view.level(),
                state,
                age,
                standing.badges(),
                standing.severity(),
                pending,
                pending ? view.device().board().claim() : null,
                pending ? boards(view.device(), messages) : List.of(),
                sample == null || pending ? identity(view.device()) : List.of(),
                pending ? rivals(view.device().board(), messages) : List.of(),
                sample == null ? null : ModelLine.of(view.model(), sample, messages));
    }

    /** The place of one that was blocked or forgotten, kept while somebody is at the tiles. */
    TileData gone(Messages messages) {
        return new TileData(
                deviceId,
                name,
                place,
                null,
                Messages.NONE,
                null,
                Messages.NONE,
                Messages.NONE,
                List.of(),
                StationState.NEVER_SEEN,
                StationState.NEVER_SEEN.level(),
                messages.get("live.gone"),
                Messages.NONE,
                List.of(),
                null,
                false,
                null,
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    /** What tiles stand in order by, of which most ids hold the site's code. */
    private static String place(String name, Devices.Device device) {
        boolean said = List.of(WORD_ENDS.split(name)).contains(device.siteCode());
        String site = said ? "" : device.siteCode();
        return device.line() == null ? site : (site + " " + device.line()).strip();
    }

    private static List<BoardChoice> boards(Devices.Device device, Messages messages) {
        Devices.Board board = device.board();
        String claim = board.claim();
        if (claim == null || board.others().isEmpty()) {
            return List.of();
        }
        List<BoardChoice> choices = new ArrayList<>();
        choices.add(new BoardChoice(claim, named(device.macAddress(), board.address(), messages)));
        board.others()
                .forEach(other -> choices.add(
                        new BoardChoice(other.claim(), named(other.macAddress(), other.address(), messages))));
        return List.copyOf(choices);
    }

    private static String named(@Nullable String mac, @Nullable String address, Messages messages) {
        return messages.get(
                "live.approve.board", mac == null ? Messages.NONE : mac, address == null ? Messages.NONE : address);
    }

    /** Where it stands and how it is reached. */
    static List<String> identity(Devices.Device device) {
        String said = device.ipAddress();
        String seen = device.board().address();
        // Behind a router, or if it lies, a board has another address than it says.
        String address = seen == null || said == null || said.equals(seen) ? said : said + " (" + seen + ")";
        return Stream.of(device.macAddress(), address == null ? seen : address, device.location())
                .filter(Objects::nonNull)
                .toList();
    }

    /** The last board that was heard under the same id, and how many more there are. */
    private static List<String> rivals(Devices.Board board, Messages messages) {
        if (board.others().isEmpty()) {
            return List.of();
        }
        Devices.Claimant last = board.others().getLast();
        int more = board.others().size() - 1;
        String who = last.macAddress() == null ? messages.get("live.pending.no_mac") : last.macAddress();
        return List.of(
                messages.get("live.badge.other_board", who),
                more == 0 ? last.address() : last.address() + "  +" + messages.integer(more));
    }

    /** The whole tile as a sentence, for a screen reader. */
    String accessible(Messages messages) {
        StringJoiner sentence = new StringJoiner(", ");
        sentence.add(place.isEmpty() ? name : name + " " + place)
                .add(messages.get("live.accessible.grade", letter))
                .add(messages.get("live.accessible.score", scoreText))
                .add(weight)
                .add(stateText.isEmpty() ? messages.get("state.live") : stateText)
                .add(messages.get("live.accessible.age", age));
        badges.forEach(badge -> sentence.add(badge.text()));
        identity.forEach(sentence::add);
        rivals.forEach(sentence::add);
        if (model != null) {
            model.rows().forEach(sentence::add);
        }
        return sentence.toString();
    }

    /** Whether the figures are of now. */
    boolean current() {
        return state == StationState.LIVE;
    }

    private static String stateText(StationState state, Messages messages) {
        return switch (state) {
            case LIVE -> "";
            case STALE -> messages.get("state.stale");
            case OFFLINE -> messages.get("state.offline");
            case NEVER_SEEN -> messages.get("state.never_seen");
            case UNKNOWN -> messages.get("state.unknown");
        };
    }
}
