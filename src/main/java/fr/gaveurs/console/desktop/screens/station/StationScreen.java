package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.LiveModel;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.ReportContext;
import fr.gaveurs.console.desktop.kit.StationContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Parent;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** One station in full: matrices, surface, spectrum, ratios, sub-scores, history. For the FX thread alone. */
public final class StationScreen {
    private static final String STYLES = "/css/station.css";

    private final ReadOnlyObjectProperty<Palette> palette;
    private final Look look;
    private final LiveModel live;
    private final StationModel model;
    private final Blocking blocking;
    private final StationController controller;
    private final Parent root;
    private final StationPage management;
    private @Nullable String deviceId;
    private boolean managing;
    /** The sample that was asked for, to stay on it again. */
    private @Nullable Held wanted;

    private Subscription following = Subscription.EMPTY;

    /** @param management the page beside the samples */
    public StationScreen(StationContext context, StationPage management) {
        this(
                SampleSource.of(context.api()),
                context.live(),
                context.messages(),
                context.palette(),
                address(context),
                context.back(),
                management);
    }

    StationScreen(
            SampleSource source,
            LiveModel live,
            Messages messages,
            ReadOnlyObjectProperty<Palette> palette,
            String address,
            Runnable back,
            StationPage management) {
        this.palette = palette;
        look = new Look(messages, palette.get());
        model = new StationModel(source, live, Platform::runLater, InstantSource.system());
        this.management = management;
        this.live = live;
        blocking = new Blocking(source, Platform::runLater);
        management.onDevice(blocking::known);
        ModelFigures figures = new ModelFigures(source, Platform::runLater);
        model.station().subscribe(figures::station);
        model.paused().subscribe(figures::held);
        controller = new StationController(
                look, model, new ModelPane(messages, figures), blocking, address, back, management, this::manage);
        root = Fxml.load("station", messages, controller);
        Fxml.style(root, STYLES);
        Kept.part(controller.samples(), Held.class, this::held, this::hold);
    }

    /** A sample that somebody stays on. */
    private record Held(@Nullable String deviceId, String sampleId, Instant timestamp) {}

    private @Nullable Held held() {
        SampleRow row = model.selected().get();
        return row == null || !model.paused().get() ? null : new Held(deviceId, row.sampleId(), row.timestamp());
    }

    /** Asked for once. */
    private void hold(Held sample) {
        if (!sample.equals(wanted) && Objects.equals(sample.deviceId(), deviceId)) {
            wanted = sample;
            model.find(sample.sampleId(), sample.timestamp());
        }
    }

    /** Built once; the same node each time. */
    public Parent node() {
        return root;
    }

    /** It came into view, for this station. */
    public void show(String id) {
        following.unsubscribe();
        following = look.follow(palette);
        deviceId = id;
        wanted = null;
        controller.opened(id);
        blocking.open(id, live.station(id) != null);
        manage(false);
        model.open(id);
    }

    /** Shows the management of the station in view, or its samples. */
    public void manage(boolean wanted) {
        String id = deviceId;
        managing = wanted && id != null;
        controller.manage(managing);
        if (id != null && managing) {
            management.show(id);
            management.focus();
        } else {
            management.hide();
        }
    }

    /** Leads the keyboard into what is in view. */
    public void focus() {
        if (managing) {
            management.focus();
        } else {
            root.requestFocus();
        }
    }

    /** Leaves what is asked on the page in view; answers whether anything was. */
    public boolean escape() {
        return managing && management.escape();
    }

    /** Whether the management is in view, and not the samples. */
    public boolean managing() {
        return managing;
    }

    /** Stays on one sample of the station in view. */
    public void showSample(String sampleId, @Nullable Instant timestamp) {
        model.find(sampleId, timestamp);
    }

    /** It went out of view: no timer, subscription or request of it goes on. */
    public void hide() {
        following.unsubscribe();
        following = Subscription.EMPTY;
        deviceId = null;
        managing = false;
        management.hide();
        blocking.close();
        model.close();
        controller.closed();
    }

    /** The station and the sample shown, also where that one is held. */
    public ReportContext context() {
        return model.context();
    }

    /** What a station is to be pointed at: the address it reaches from the hall, or else the one that this window uses. */
    static String address(StationContext context) {
        return context.sensors().isEmpty()
                ? "ws://" + context.api().base().getAuthority() + Routes.WS_SENSORS
                : context.sensors().getFirst();
    }
}
