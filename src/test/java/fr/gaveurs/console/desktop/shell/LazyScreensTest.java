package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.ScreenEntry;
import fr.gaveurs.console.desktop.kit.StationContext;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import fr.gaveurs.console.desktop.kit.pump.UiMeter;
import fr.gaveurs.console.desktop.screens.station.NoManagement;
import fr.gaveurs.console.desktop.screens.station.StationScreen;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** Screens are built once, when they are wanted or ahead of that, and come with their skins. */
@Timeout(60)
class LazyScreensTest {
    private static final String RED = "data:text/css,.button{-fx-text-fill:red;}";

    private final List<String> built = new ArrayList<>();
    private final Pump pump = new Pump(UiMeter.NONE);
    private final LiveFeed feed = new LiveFeed(pump);
    private final ApiClient api = new ApiClient(URI.create("http://127.0.0.1:9"), null);
    private final Button act = Fx.call(() -> new Button("act"));
    private final VBox management = Fx.call(this::page);
    private final Scene window = Fx.call(() -> {
        StackPane root = new StackPane();
        root.setStyle("-fx-font-size: 20px;");
        Scene scene = new Scene(root, 900, 600);
        scene.getStylesheets().setAll(Fxml.stylesheet(Palette.LIGHT_CSS), Fxml.stylesheet("/css/console.css"), RED);
        return scene;
    });
    private @Nullable LazyScreens screens;

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    @AfterEach
    void close() {
        Fx.run(() -> {
            if (screens != null) {
                screens.stop();
            }
        });
        feed.close();
        pump.close();
        api.close();
    }

    /** A screen with what is seen, what is hidden, and a page that comes into it later. */
    private static final class Plain implements Screen {
        final Button seen = new Button("seen");
        final Button hidden = new Button("hidden");
        final Button later = new Button("later");
        final VBox part = new VBox(hidden);
        final VBox page = new VBox(later);
        final VBox root = new VBox(seen, part);

        Plain() {
            for (int i = 0; i < 20; i++) {
                part.getChildren().add(new StackPane());
            }
            part.setVisible(false);
            page.setVisible(false);
        }

        @Override
        public Parent node() {
            return root;
        }

        @Override
        public List<Node> pages() {
            return List.of(page);
        }

        @Override
        public void show() {}

        @Override
        public void hide() {}
    }

    /** A station's page beside its samples, hidden at first. */
    private VBox page() {
        VBox page = new VBox(act);
        for (int i = 0; i < 20; i++) {
            page.getChildren().add(new StackPane());
        }
        page.setVisible(false);
        return page;
    }

    private LazyScreens open(Supply... entries) {
        return Fx.call(() -> {
            List<ScreenEntry> rail = new ArrayList<>();
            for (Supply entry : entries) {
                rail.add(new ScreenEntry(entry.key(), MaterialDesignA.ACCOUNT, () -> {
                    built.add(entry.key());
                    return entry.screen();
                }));
            }
            LazyScreens made = new LazyScreens(rail, this::station, (StackPane) window.getRoot(), Duration.millis(1));
            screens = made;
            return made;
        });
    }

    private record Supply(String key, Plain screen) {}

    private static Supply screen(String key) {
        return new Supply(key, Fx.call(Plain::new));
    }

    private StationScreen station() {
        built.add("station");
        return new StationScreen(
                new StationContext(
                        api,
                        feed,
                        new Messages(Language.FR, ZoneOffset.UTC),
                        new ReadOnlyObjectWrapper<>(Palette.load(false)).getReadOnlyProperty(),
                        List.of(),
                        () -> {}),
                new NoManagement(management));
    }

    private static boolean styled(Button button) {
        return Fx.call(() -> button.getSkin() != null
                && button.getFont().getSize() == 20
                && button.getTextFill().toString().equals("0xff0000ff"));
    }

    @Test
    void whatIsWantedIsBuiltOnce() {
        Supply live = screen("live");
        LazyScreens lazy = open(live, screen("health"));
        assertThat(lazy.keys()).containsExactly("live", "health");
        assertThat(built).isEmpty();
        assertThat(Fx.call(() -> lazy.get("live"))).isSameAs(live.screen());
        assertThat(Fx.call(() -> lazy.get("live"))).isSameAs(live.screen());
        assertThat(built).containsExactly("live");
    }

    @Test
    void theOthersAreBuiltAheadWithTheirSkinsAndLeftAsTheyWere() {
        Supply live = screen("live");
        Supply health = screen("health");
        LazyScreens lazy = open(live, health);
        Fx.run(() -> lazy.get("health"));
        Fx.run(lazy::buildAhead);
        await().until(() -> styled(health.screen().later));

        assertThat(Fx.call(() -> List.copyOf(built)))
                .as("the station's page, which is the largest, first; nothing twice")
                .containsExactly("health", "station", "live");
        for (Plain screen : List.of(live.screen(), health.screen())) {
            assertThat(styled(screen.seen)).isTrue();
            assertThat(styled(screen.hidden)).as("a part that is hidden").isTrue();
            assertThat(styled(screen.later)).as("a page that comes later").isTrue();
            assertThat(screen.part.isVisible()).isFalse();
            assertThat(screen.page.isVisible()).isFalse();
            assertThat(screen.root.getScene()).isNull();
            assertThat(screen.root.getParent()).isNull();
        }
        assertThat(styled(act)).as("the management of a station").isTrue();
        assertThat(management.isVisible()).isFalse();
    }

    @Test
    void whatIsShownStaysInItsPlace() {
        Supply live = screen("live");
        Supply health = screen("health");
        LazyScreens lazy = open(live, health);
        Fx.run(() -> ((StackPane) window.getRoot())
                .getChildren()
                .add(lazy.get("live").node()));
        Fx.run(lazy::buildAhead);
        await().until(() -> styled(health.screen().later));
        assertThat(live.screen().root.getScene()).isSameAs(window);
        assertThat(live.screen().part.isVisible()).isFalse();
    }

    @Test
    void onceStoppedNothingMoreIsBuiltByItself() {
        LazyScreens stopped = open(screen("live"));
        Fx.run(() -> {
            stopped.buildAhead();
            stopped.stop();
        });
        Supply other = screen("other");
        LazyScreens lazy = open(other);
        Fx.run(lazy::buildAhead);
        await().until(() -> styled(other.screen().later));
        assertThat(Fx.call(() -> List.copyOf(built))).containsExactly("station", "other");
    }
}
