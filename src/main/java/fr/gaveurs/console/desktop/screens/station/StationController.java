package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.KeptHeight;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.screens.station.CardPlan.Card;
import fr.gaveurs.console.desktop.screens.station.Notices.Notice;
import fr.gaveurs.console.desktop.screens.station.StationModel.Phase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Between {@code fxml/station.fxml} and its view model: puts the drawings into their cards and the sample into them. */
final class StationController {
    /** A step that is answered sooner than this does not blink. */
    private static final Duration PATIENCE = Duration.millis(250);

    private final Messages messages;
    private final StationModel model;
    private final Blocking blocking;
    private final Runnable back;
    private final StationPage management;
    private final Consumer<Boolean> tab;
    private boolean managing;
    private final IntegerProperty zone = new SimpleIntegerProperty(0);
    private final PauseTransition clearing = new PauseTransition(PATIENCE);

    private final StationHeader header;
    private final HistoryStrip strip;
    private final HeatmapPane maps;
    private final SurfaceView surface;
    private final SpectrumView spectrum;
    private final RatiosPane ratios;
    private final ScoresPane scores;
    private final DefectsPane defects;
    private final FactsPane facts;
    private final ModelPane modelPane;
    private final HistoryTable history;
    private final Placeholder placeholder;
    private final Cards samples = new Cards();
    private @Nullable NoticeLines lines;
    /** Until the strip is there to take the keyboard. */
    private boolean focusWanted;

    /** Until a sample says where to look first. */
    private boolean zoneWanted;

    @FXML
    private VBox root;

    @FXML
    private VBox headerHolder;

    @FXML
    private KeptHeight noticeRoom;

    @FXML
    private Wrapping notices;

    @FXML
    private VBox stripHolder;

    @FXML
    private StackPane body;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox mapsCard;

    @FXML
    private VBox surfaceCard;

    @FXML
    private VBox spectrumCard;

    @FXML
    private VBox ratiosCard;

    @FXML
    private VBox scoresCard;

    @FXML
    private VBox defectsCard;

    @FXML
    private VBox factsCard;

    @FXML
    private VBox modelCard;

    @FXML
    private VBox historyCard;

    @FXML
    private Label spectrumSettings;

    @FXML
    private ToggleButton fullScale;

    @FXML
    private ToggleButton smooth;

    /**
     * @param address where stations send to, for the screen of one that never did
     * @param management the page beside the samples
     * @param tab told whether the management is wanted, or the samples
     */
    StationController(
            Look look,
            StationModel model,
            ModelPane modelPane,
            Blocking blocking,
            String address,
            Runnable back,
            StationPage management,
            Consumer<Boolean> tab) {
        this.messages = look.messages();
        this.model = model;
        this.blocking = blocking;
        this.back = back;
        this.management = management;
        this.tab = tab;
        header = new StationHeader(look, model, blocking, back, tab);
        strip = new HistoryStrip(look, model);
        maps = new HeatmapPane(look, zone);
        surface = new SurfaceView(look, zone);
        spectrum = new SpectrumView(look);
        ratios = new RatiosPane(look);
        scores = new ScoresPane(look);
        defects = new DefectsPane(look, zone);
        facts = new FactsPane(look);
        this.modelPane = modelPane;
        history = new HistoryTable(look, model);
        placeholder = new Placeholder(look, model, address);
    }

    @FXML
    void initialize() {
        fill(headerHolder, header);
        fill(stripHolder, strip);
        Map<Card, VBox> cards = new EnumMap<>(Card.class);
        cards.put(Card.MAPS, fill(mapsCard, maps, maps::show));
        cards.put(Card.SURFACE, fill(surfaceCard, surface, surface::show));
        cards.put(Card.SPECTRUM, fill(spectrumCard, spectrum, this::spectrum));
        cards.put(
                Card.RATIOS,
                fill(
                        ratiosCard,
                        ratios,
                        now -> ratios.show(now == null ? null : now.sample().as7341())));
        cards.put(Card.SCORES, fill(scoresCard, scores, scores::show));
        cards.put(Card.DEFECTS, fill(defectsCard, defects, defects::show));
        cards.put(Card.FACTS, fill(factsCard, facts, facts::show));
        cards.put(Card.MODEL, fill(modelCard, modelPane, modelPane::show));
        cards.put(Card.HISTORY, fill(historyCard, history, now -> history.fill()));
        StationLayout layout = new StationLayout(cards);
        layout.onTextSize(() -> history.textSize(layout.em()));
        scroll.setContent(layout);
        scroll.minHeightProperty().bind(layout.leastHeight());
        Roomy.keepKeyboard(scroll);
        scroll.skinProperty().subscribe(skin -> Roomy.drawDirectly(scroll));
        body.getChildren().add(placeholder);
        body.getChildren().add(management.node());
        surface.setAccessibleText(messages.get("station.surface.accessible"));
        surface.setAccessibleHelp(messages.get("station.surface.help"));
        strip.setAccessibleHelp(messages.get("station.strip.help"));

        fullScale.selectedProperty().subscribe(spectrum::fullScale);
        smooth.selectedProperty().subscribe(surface::smooth);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        clearing.setOnFinished(event -> draw(null));

        Kept.part(maps, Integer.class, zone::get, now -> {
            zoneWanted = false;
            zone.set(now);
        });
        model.sample().subscribe(this::sampleChanged);
        model.station().subscribe(this::tell);
        blocking.now().subscribe(this::tell);
        model.paused().subscribe(this::tell);
        model.phase().subscribe(this::body);
        model.problem().subscribe(this::body);
    }

    private static VBox fill(VBox card, Region content) {
        VBox.setVgrow(content, Priority.ALWAYS);
        card.getChildren().add(content);
        return card;
    }

    /** @param show shows a sample in it */
    private VBox fill(VBox card, Region content, Consumer<@Nullable Shown> show) {
        samples.add(card, show);
        return fill(card, content);
    }

    private void spectrum(@Nullable Shown now) {
        spectrum.show(now);
        spectrumSettings.setText(SpectrumView.settings(now, messages));
    }

    /** What shows which sample it is. */
    Node samples() {
        return strip;
    }

    /** Of this station now; the keyboard goes to the strip of samples. */
    void opened(String deviceId) {
        header.named(deviceId);
        noticeRoom.forget();
        scroll.setVvalue(0);
        focusWanted = true;
        zoneWanted = true;
    }

    /** Puts the management in view, or the samples. */
    void manage(boolean wanted) {
        boolean left = managing && !wanted;
        managing = wanted;
        header.manage(wanted);
        // The notices of samples are not those of the management: their room is not kept for it.
        noticeRoom.forget();
        Nodes.show(management.node(), wanted);
        body();
        tell();
        if (left) {
            strip.requestFocus();
        }
    }

    /** Out of view: nothing is left that would wake up. */
    void closed() {
        clearing.stop();
        draw(null);
    }

    @FXML
    void resetSurface() {
        surface.reset();
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isControlDown() || event.isAltDown() || event.isShiftDown()) {
            return;
        }
        if (managing || event.getCode() == KeyCode.M) {
            turn(event);
            return;
        }
        switch (event.getCode()) {
            case SPACE -> {
                // On a button the space bar presses that button.
                if (event.getTarget() instanceof ButtonBase) {
                    return;
                }
                model.togglePause();
            }
            case ESCAPE -> back.run();
            case PAGE_UP, PAGE_DOWN -> {
                // Elsewhere they turn the page.
                if (!strip.isFocused()) {
                    return;
                }
                if (event.getCode() == KeyCode.PAGE_UP) {
                    model.showOlder();
                } else {
                    model.showNewer();
                }
            }
            case DIGIT1, NUMPAD1 -> maps.pick(Quantity.DISTANCE);
            case DIGIT2, NUMPAD2 -> maps.pick(Quantity.REFLECTANCE);
            case DIGIT3, NUMPAD3 -> maps.pick(Quantity.AMPLITUDE);
            case DIGIT4, NUMPAD4 -> maps.pick(Quantity.AMBIENT);
            case DIGIT5, NUMPAD5 -> maps.pick(Quantity.STATUS);
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** To the other page, or from this one to where the station was opened. */
    private void turn(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextInputControl;
        if (event.getCode() == KeyCode.M && !typing) {
            tab.accept(!managing);
        } else if (event.getCode() == KeyCode.ESCAPE) {
            if (!management.escape()) {
                back.run();
            }
        } else {
            return;
        }
        event.consume();
    }

    private void body() {
        boolean ready = model.phase().get() == Phase.READY && !managing;
        placeholder.elsewhere(managing);
        Nodes.show(scroll, ready && model.problem().get() == null);
        Nodes.show(stripHolder, ready);
        if (ready && focusWanted) {
            focusWanted = false;
            strip.requestFocus();
        }
    }

    private void sampleChanged(@Nullable Sample sample) {
        if (sample == null) {
            clearing.playFromStart();
        } else {
            clearing.stop();
            draw(Shown.of(sample));
        }
    }

    private void draw(@Nullable Shown now) {
        // Walking along the samples, the cursor stays on its zone.
        if (now != null && zoneWanted) {
            zoneWanted = false;
            zone.set(now.telling());
        }
        samples.show(now);
        tell();
    }

    private void tell() {
        StationView station = model.station().get();
        // Beside the buttons of the management nothing comes and goes with the samples: it would move them.
        List<Notice> now = managing
                ? Notices.managed(messages, station)
                : Notices.of(messages, station, samples.shown(), model.paused().get());
        Blocking.Blocked blocked = blocking.now().get();
        if (blocked != null) {
            now = List.of(Notices.blocked(messages, blocked));
        }
        lines().show(now, Notices.calm(messages, station, samples.shown() != null, managing));
    }

    private NoticeLines lines() {
        NoticeLines known = lines;
        if (known == null) {
            known = new NoticeLines(notices);
            lines = known;
        }
        return known;
    }
}
