package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.devices.DeviceDetails.Addresses;
import fr.gaveurs.console.api.devices.Devices.DeviceList;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Layers;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.ReportContext;
import fr.gaveurs.console.desktop.kit.SceneKeys;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.kit.pump.BackendState;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import java.time.Duration;
import javafx.scene.Parent;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Subscription;

/** All stations in a list: which there are, how each stands, and the way to its page. */
public final class StationsScreen implements Screen {
    static final String STYLES = "/css/stations.css";
    private static final Duration BETWEEN_LISTS = Duration.ofSeconds(3);
    /** Networks come and go while a screen is shown. */
    static final Duration BETWEEN_ADDRESSES = Duration.ofSeconds(20);

    /** So long after somebody last moved in the list it keeps its order. */
    private static final Duration HOLD = Duration.ofSeconds(30);

    private final StationsContext context;
    private final StationsViewModel model;
    private final StationsController controller;
    private final Parent root;
    private final Poll<DeviceList> known;
    private final Poll<Addresses> addresses;
    private final SceneKeys keys;
    private Subscription following = Subscription.EMPTY;
    private boolean wasSilent;

    public StationsScreen(StationsContext context) {
        this.context = context;
        this.model = new StationsViewModel(context.messages());
        this.controller = new StationsController(context, model, this::approve, this::ask);
        this.root = Fxml.load("stations", context.messages(), controller);
        keys = new SceneKeys(root, this::key, this::typed);
        Fxml.style(root, STYLES);
        this.known = new Poll<>(
                context.pump(), BETWEEN_LISTS, context.api()::devices, this::listed, failure -> model.failed(failure));
        this.addresses = new Poll<>(
                context.pump(), BETWEEN_ADDRESSES, context.api()::deviceAddresses, controller::addresses, failure -> {
                    // Those that the window was started with stay.
                });
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void show() {
        following = Subscription.combine(
                context.pump().everySecond(this::refresh), context.feed().onBackend(this::backend));
        known.start();
        addresses.start();
        keys.start();
        refresh();
        model.arrange();
    }

    @Override
    public void hide() {
        following.unsubscribe();
        following = Subscription.EMPTY;
        known.stop();
        addresses.stop();
        keys.stop();
    }

    @Override
    public void focus() {
        controller.focus();
    }

    @Override
    public void back(String deviceId) {
        controller.focus(deviceId);
    }

    @Override
    public ReportContext context() {
        String chosen = controller.selected();
        StationView view = chosen == null ? null : context.feed().station(chosen);
        return chosen == null
                ? ReportContext.NOTHING
                : new ReportContext(
                        chosen, view == null ? null : view.device().firmwareVersion(), null, null, null, null);
    }

    private void ask() {
        if (keys.isListening()) {
            known.start();
        }
    }

    private void listed(DeviceList devices) {
        model.known(devices.items());
        model.today(devices.today());
        refresh();
        if (!read()) {
            model.arrange();
        }
    }

    /** Whether somebody reads the list. */
    private boolean read() {
        return controller.read(System.nanoTime(), HOLD.toNanos());
    }

    /** The band and the rows turn in the same moment. */
    private void backend(BackendState state) {
        if (state.silent() != wasSilent) {
            wasSilent = state.silent();
            refresh();
        }
    }

    private void refresh() {
        model.now(context.feed().stations(), context.feed().backend().silent(), read());
    }

    private void approve(StationRow row) {
        var unused = context.api().approve(row.deviceId(), row.claim()).handle((device, failure) -> {
            context.pump().post(() -> {
                String subject = "approve " + row.deviceId();
                if (failure == null) {
                    context.notice().over(subject);
                    context.notice().good(context.messages().get("stations.done.approve", row.name()));
                } else {
                    String why = ProblemText.of(failure, context.messages());
                    context.notice().warn(subject, context.messages().get("live.approve.failed", row.name(), why));
                }
                ask();
            });
            return null;
        });
    }

    private static boolean typing(KeyEvent event) {
        return event.getTarget() instanceof TextInputControl;
    }

    private void key(KeyEvent event) {
        if (Layers.covered(root, event)) {
            return;
        }
        boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isMetaDown() && !typing(event);
        if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
            controller.find();
        } else if (plain && event.getCode() == KeyCode.O) {
            controller.toggleOrder();
        } else {
            return;
        }
        event.consume();
    }

    /** The slash by its sign: where its key lies differs from keyboard to keyboard. */
    private void typed(KeyEvent event) {
        if ("/".equals(event.getCharacter()) && !Layers.covered(root, event) && !typing(event)) {
            controller.find();
            event.consume();
        }
    }
}
