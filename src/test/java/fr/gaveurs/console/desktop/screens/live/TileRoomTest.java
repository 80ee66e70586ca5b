package fr.gaveurs.console.desktop.screens.live;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Scope;
import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.models.Models.Flag;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpModels;
import fr.gaveurs.console.desktop.kit.ConditionWords;
import fr.gaveurs.console.desktop.kit.Fonts;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.kit.Tone;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands where in a tile: badges take no room from anything else, and their words fit into theirs. */
class TileRoomTest {
    private static final List<String> STYLES =
            List.of(Fxml.stylesheet(Palette.LIGHT_CSS), Fxml.stylesheet("/css/console.css"));

    private static final List<String> REASONS =
            Stream.of(RefusalReason.values()).map(RefusalReason::key).toList();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    /** Sizes of compact tiles with the trend beside the letter and below it, and of full ones. */
    @ParameterizedTest
    @CsvSource({
        "200,46,true",
        "243,62,true",
        "305,86,true",
        "200,112,true",
        "242,105,true",
        "200,160,false",
        "305,182,false"
    })
    void aBadgeMovesNothing(int width, int height, boolean compact) throws Exception {
        StationView well = view(MadeUp.station("ESP32_LL_01"));
        Messages messages = new Messages(Language.FR, ZoneOffset.UTC);
        StationCondition fine = new StationCondition(List.of(), null, Rank.FINE);
        // The strip at the edge is meant to be seen, so the urgency is the same here.
        StationCondition badged = new StationCondition(badges(messages), null, Rank.FINE);

        int[][] without = drawn(TileData.of(well, fine, messages), width, height, compact);
        int[][] with = drawn(TileData.of(well, badged, messages), width, height, compact);

        List<int[]> differing = new ArrayList<>();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (without[y][x] != with[y][x]) {
                    assertThat(without[y][x])
                            .as("the badge covers nothing at %s, %s", x, y)
                            .isEqualTo(without[0][width / 2]);
                    differing.add(new int[] {x, y});
                }
            }
        }
        assertThat(differing).hasSizeGreaterThan(50);
    }

    /** Which station is offline is told by the last figure of its name: drawn cut, two of them would be alike. */
    @ParameterizedTest
    @CsvSource({"421,315", "314,168", "240,176", "200,160"})
    void whoIsOfflineIsReadInFullHoweverLongAgoThatWas(int width, int height) throws Exception {
        Messages messages = new Messages(Language.FR, ZoneOffset.UTC);
        StationCondition fine = new StationCondition(List.of(), null, Rank.FINE);
        for (String name : List.of("ESP32_LS_0", "Table du fond no ")) {
            for (double ago : new double[] {45, 59 * 60, 100 * 86_400.0}) {
                int[][] one = drawn(offline(name + 1, ago, fine, messages), width, height, false);
                int[][] other = drawn(offline(name + 7, ago, fine, messages), width, height, false);
                assertThat(Arrays.deepEquals(one, other))
                        .as("%s of %s × %s after %s s is cut", name, width, height, ago)
                        .isFalse();
            }
        }
    }

    /** Grey while it is late, red once that calls somebody or it is offline, and not while somebody works at it: as in the list and on its page. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStateHasTheColourThatItHasElsewhere(boolean compact) throws Exception {
        Messages messages = new Messages(Language.FR, ZoneOffset.UTC);
        StationCondition fine = new StationCondition(List.of(), null, Rank.FINE);
        TileData late =
                TileData.of(view(MadeUp.station("ESP32_LS_01").state(Devices.DeviceState.STALE, 12)), fine, messages);
        TileData offline = offline("Poste 7", 320, fine, messages);
        StationView worked = view(MadeUp.station("ESP32_LS_01")
                .state(Devices.DeviceState.OFFLINE, 320)
                .maintained("Lampe"));
        StationView calls = view(MadeUp.station("ESP32_LS_01").state(Devices.DeviceState.STALE, 40))
                .with(List.of(MadeUp.condition("ESP32_LS_01", "station_late", Map.of())));
        TileData maintained = TileData.of(worked, Attention.standing(worked, messages), messages);
        assertThat(inks(late, compact)).contains(Tone.MUTED).doesNotContain(Tone.INK, Tone.WARNING_TEXT);
        assertThat(inks(TileData.of(calls, fine, messages), compact))
                .as("late for three intervals")
                .contains(Tone.DANGER_TEXT);
        assertThat(inks(offline, compact)).contains(Tone.DANGER_TEXT);
        assertThat(inks(maintained, compact)).contains(Tone.MUTED).doesNotContain(Tone.INK, Tone.DANGER_TEXT);
    }

    private static Set<Tone> inks(TileData tile, boolean compact) {
        Set<Integer> pixels = Arrays.stream(compact ? drawn(tile, 243, 62, true) : drawn(tile, 421, 315, false))
                .flatMapToInt(Arrays::stream)
                .boxed()
                .collect(Collectors.toSet());
        Palette palette = Palette.load(false);
        return Stream.of(Tone.INK, Tone.MUTED, Tone.WARNING_TEXT, Tone.DANGER_TEXT)
                .filter(tone -> pixels.contains(argb(palette.get(tone))))
                .collect(Collectors.toSet());
    }

    private static int argb(Color color) {
        return 0xff000000
                | (int) Math.round(color.getRed() * 255) << 16
                | (int) Math.round(color.getGreen() * 255) << 8
                | (int) Math.round(color.getBlue() * 255);
    }

    private static TileData offline(String name, double seconds, StationCondition fine, Messages messages) {
        StationView view =
                view(MadeUp.station("ESP32_LS_01").named(name, null).state(Devices.DeviceState.OFFLINE, seconds));
        return TileData.of(view, fine, messages);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void briefWordsFitTheSmallestTile(Language language) throws Exception {
        Messages messages = new Messages(language, ZoneOffset.UTC);
        List<String> words = new ArrayList<>();
        badges(messages).forEach(badge -> words.add(badge.brief()));
        for (String state : List.of("state.stale", "state.offline", "state.unknown")) {
            words.add(messages.get(state));
        }
        for (int[] size : new int[][] {{200, 46}, {222, 58}, {305, 86}, {200, 112}, {242, 105}}) {
            TileLayout layout = TileLayout.compact(size[0], size[1], 14);
            for (String word : words) {
                assertThat(width(word + " +1", layout.sizes().badge()))
                        .as("%s in %s × %s", word, size[0], size[1])
                        .isLessThanOrEqualTo(layout.noteRoom());
            }
        }
    }

    /** What nobody gave words to would stand on a tile as the bare word "Problem". */
    @ParameterizedTest
    @EnumSource(Language.class)
    void everyConditionOfAStationHasWordsOfItsOwn(Language language) throws Exception {
        Messages messages = new Messages(language, ZoneOffset.UTC);
        assertThat(kindsOfStations()).hasSizeGreaterThan(15);
        for (ConditionKind kind : kindsOfStations()) {
            Condition condition = MadeUp.condition("ESP32_LL_01", kind.key(), Map.of());
            assertThat(ConditionWords.of(condition, messages))
                    .as(kind.key())
                    .isNotEqualTo(ConditionWords.of(MadeUp.condition("ESP32_LL_01", "unheard_of", Map.of()), messages));
        }
    }

    /** Of all that the backend's classes know. */
    private static List<ConditionKind> kindsOfStations() throws Exception {
        Path classes = Path.of(ConditionKind.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<ConditionKind> kinds = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes.resolve("fr/gaveurs/console/backend"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '.');
                Class<?> type = Class.forName(
                        name.substring(0, name.length() - ".class".length()),
                        false,
                        TileRoomTest.class.getClassLoader());
                for (Field field : type.getDeclaredFields()) {
                    if (field.getType() == ConditionKind.class && Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        kinds.add((ConditionKind) field.get(null));
                    }
                }
            }
        }
        return kinds.stream().filter(kind -> kind.scope() == Scope.STATION).toList();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 59, 59 * 60, 47 * 3600, 999 * 86_400})
    void everyAgeFitsItsRoom(double seconds) {
        Messages messages = new Messages(Language.FR, ZoneOffset.UTC);
        String age = messages.duration(seconds);
        assertThat(Fx.call(() -> Brush.width(age, Fonts.regular(12.5)))).isLessThanOrEqualTo(TileLayout.AGE_ROOM + 2);
    }

    @Test
    void everyKindOfBadgeWasLookedAt() throws Exception {
        assertThat(badges(new Messages(Language.FR, ZoneOffset.UTC)).stream()
                        .map(Badge::kind)
                        .distinct())
                .hasSize(Badge.Kind.values().length - 1)
                .doesNotContain(Badge.Kind.PENDING);
    }

    /** On the smallest tile whoever presses Approve has read which board it is, and that another one says the same id. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void aPendingTileSaysWhichBoardAndHidesNothingUnderItsButtons(Language language) {
        Messages messages = new Messages(language, ZoneOffset.UTC);
        StationView view = view(MadeUp.station("ESP32_LL_01").disputed().pending());
        TileData tile = TileData.of(view, Attention.standing(view, messages), messages);
        assertThat(tile.identity()).contains("24:6F:28:AA:10:01");
        assertThat(tile.rivals().toString()).contains("A0:B7:65:0C:11:22").contains("192.168.100.102");
        for (double em : new double[] {14, 21, 28}) {
            double width = 200 * em / 14;
            double height = PendingPainter.leastHeight(tile, em);
            Fx.run(() -> {
                StationTile node = new StationTile(messages, (t, button) -> {}, (t, button) -> {});
                new Scene(new Pane(node)).getStylesheets().setAll(STYLES);
                node.setStyle("-fx-font-size: " + em + "px");
                node.look(Palette.load(false), true, em);
                node.data(tile);
                node.resize(width, height);
                node.applyCss();
                node.layout();
                List<Button> buttons = node.getChildrenUnmodifiable().stream()
                        .filter(Button.class::isInstance)
                        .map(Button.class::cast)
                        .toList();
                assertThat(buttons).hasSize(2);
                for (Button button : buttons) {
                    assertThat(button.getLayoutX()).as(button.getText()).isGreaterThanOrEqualTo(0);
                    assertThat(button.getLayoutX() + button.getWidth()).isLessThanOrEqualTo(width);
                    // Five lines stand above.
                    assertThat(button.getLayoutY()).isGreaterThanOrEqualTo((8 + 5 * 17) * em / 14);
                }
                assertThat(buttons.getFirst().getLayoutX() + buttons.getFirst().getWidth())
                        .isLessThanOrEqualTo(buttons.getLast().getLayoutX());
                assertThat(buttons.getFirst().getText()).isEqualTo(messages.get("live.block"));
                assertThat(buttons.getLast().getText()).isEqualTo(messages.get("live.approve"));
            });
            for (String line : tile.rivals()) {
                assertThat(width(line, 12.5 * 0.9)).as(line).isLessThanOrEqualTo(200 - 4 - 8 - 12);
            }
        }
    }

    /** The longest that each says. A pending station has no sample, and so another layout. */
    private static List<Badge> badges(Messages messages) throws Exception {
        StationView view = view(MadeUp.station("ESP32_LL_01")
                .stuck(SpectralChannel.NIR, SpectralChannel.CLEAR)
                .oxidation(0.88)
                .freshness(0.33)
                .claims(Grade.REJECT, 0.98)
                .buffered(100)
                .disputed());
        List<Badge> all = new ArrayList<>();
        for (ConditionKind kind : kindsOfStations()) {
            for (boolean easing : new boolean[] {false, true}) {
                for (String reason : REASONS) {
                    all.addAll(badges(view, kind.key(), reason, easing, messages));
                }
            }
        }
        all.addAll(badges(view, "of_a_newer_console", "", false, messages));
        for (Flag flag : List.of(Flag.FAR_FROM_TRAINING, Flag.CHANNEL_STUCK)) {
            ModelLine.doubt(MadeUpModels.live("ESP32_LL_01", "s", flag), messages)
                    .ifPresent(all::add);
        }
        all.addAll(Attention.standing(
                        view(MadeUp.station("ESP32_LL_01").maintained("Nettoyage de la tête optique")), messages)
                .badges());
        return all.stream().distinct().toList();
    }

    private static List<Badge> badges(StationView view, String kind, String reason, boolean easing, Messages messages) {
        Map<String, String> details = Map.of(
                "count",
                "20",
                "of",
                "20",
                "percent",
                "98",
                "address",
                "192.168.100.102",
                "reason",
                reason,
                "version",
                "12.10.3",
                "said",
                "12.10.4");
        Condition condition = MadeUp.condition("ESP32_LL_01", kind, details);
        return Stream.of("NIR", "Clear, NIR")
                .map(channels -> {
                    Map<String, String> named = new HashMap<>(details);
                    named.put("channels", channels);
                    return MadeUp.condition(condition, named, easing);
                })
                .flatMap(each -> Attention.standing(view.with(List.of(each)), messages).badges().stream())
                .toList();
    }

    private static StationView view(MadeUp.Station station) {
        return MadeUp.view(station.build());
    }

    private static double width(String text, double size) {
        return Fx.call(() -> Brush.width(text, Fonts.medium(size)));
    }

    private static int[][] drawn(TileData tile, int width, int height, boolean compact) {
        WritableImage image = Fx.call(() -> {
            Canvas canvas = new Canvas(width, height);
            TilePainter painter =
                    new TilePainter(canvas.getGraphicsContext2D(), Palette.load(false), tile, width, height);
            if (compact) {
                painter.compact(14);
            } else {
                painter.full(14);
            }
            return canvas.snapshot(new SnapshotParameters(), null);
        });
        PixelReader pixels = image.getPixelReader();
        int[][] drawn = new int[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                drawn[y][x] = pixels.getArgb(x, y);
            }
        }
        return drawn;
    }
}
