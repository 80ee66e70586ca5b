package fr.gaveurs.console.desktop.station;

import fr.gaveurs.console.api.Devices.Device;
import fr.gaveurs.console.api.Samples.Sample;
import fr.gaveurs.console.api.Samples.SpectrumRaw;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.screen.Messages;
import fr.gaveurs.console.desktop.screen.StationState;
import fr.gaveurs.console.desktop.screen.StationView;
import fr.gaveurs.console.desktop.station.Notices.Notice;
import fr.gaveurs.console.desktop.station.StationModel.Phase;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** Joins {@code station.fxml} to a {@link StationModel}: header, notices, strip, cards, keys. */
final class StationController {
    /** A step that is answered sooner than this does not blink. */
    private static final Duration PATIENCE = Duration.millis(250);

    private final Look look;
    private final Messages messages;
    private final StationModel model;
    private final Runnable back;
    private final String address;
    private final IntegerProperty zone = new SimpleIntegerProperty(0);
    private final PauseTransition clearing = new PauseTransition(PATIENCE);

    private final HeatmapPane maps;
    private final SurfaceView surface;
    private final SpectrumView spectrum;
    private final RatiosPane ratios;
    private final ScoresPane scores;
    private final DefectsPane defects;
    private final FactsPane facts;
    private final HistoryTable history;
    private final HistoryStrip strip;
    private @Nullable Shown shown;

    @FXML
    private VBox root;

    @FXML
    private Label title;

    @FXML
    private Label place;

    @FXML
    private Label state;

    @FXML
    private Label letter;

    @FXML
    private Label score;

    @FXML
    private Label claimed;

    @FXML
    private Label measured;

    @FXML
    private Label mode;

    @FXML
    private Button newerChip;

    @FXML
    private Button older;

    @FXML
    private Button newer;

    @FXML
    private Button pause;

    @FXML
    private FlowPane notices;

    @FXML
    private VBox stripHolder;

    @FXML
    private StackPane body;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox message;

    @FXML
    private Label messageTitle;

    @FXML
    private Label messageText;

    @FXML
    private Button retry;

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
    private VBox historyCard;

    @FXML
    private Label spectrumSettings;

    @FXML
    private ToggleButton fullScale;

    @FXML
    private ToggleButton smooth;

    /** @param address where stations send to, for the screen of one that never did */
    StationController(Look look, StationModel model, String address, Runnable back) {
        this.look = look;
        this.messages = look.messages();
        this.model = model;
        this.address = address;
        this.back = back;
        maps = new HeatmapPane(look, zone);
        surface = new SurfaceView(look, zone);
        spectrum = new SpectrumView(look);
        ratios = new RatiosPane(look);
        scores = new ScoresPane(look);
        defects = new DefectsPane(look, zone);
        facts = new FactsPane(look);
        history = new HistoryTable(look, model);
        strip = new HistoryStrip(look, model);
    }
}
