package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.firmware.Firmware.Fit;
import fr.gaveurs.console.api.firmware.Firmware.StationHistory;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutDetails;
import fr.gaveurs.console.client.FirmwareClient;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import fr.gaveurs.console.desktop.screens.firmware.FirmwareViewModel.Everything;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** Firmware: asks for what is shown every two seconds, as long as it is. */
public final class FirmwareScreen implements Screen, FirmwareController.Backend {
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(2);

    private final FirmwareContext context;
    private final FirmwareClient api;
    private final FirmwareController controller;
    private final Parent root;
    private final Poll<Everything> poll;
    private boolean shown;
    private Subscription conditions = Subscription.EMPTY;

    public FirmwareScreen(FirmwareContext context) {
        this.context = context;
        api = context.api().firmware();
        controller = new FirmwareController(context.messages(), this);
        root = Fxml.load("firmware", context.messages(), controller);
        Fxml.style(root, "/css/firmware.css");
        poll = new Poll<>(
                context.pump(),
                BETWEEN_ANSWERS,
                this::everything,
                controller::show,
                failure -> controller.failed(ProblemText.of(failure, context.messages())));
    }

    private CompletableFuture<Everything> everything() {
        var rollouts = api.rollouts();
        var images = api.images();
        var stations = api.stations();
        var keys = api.keys();
        return CompletableFuture.allOf(rollouts, images, stations, keys)
                .thenApply(all -> new Everything(rollouts.join(), images.join(), stations.join(), keys.join()));
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public List<Node> pages() {
        return controller.pages();
    }

    @Override
    public void show() {
        shown = true;
        poll.start();
        conditions = context.feed().onConditions(controller::conditions);
    }

    @Override
    public void hide() {
        shown = false;
        poll.stop();
        conditions.unsubscribe();
    }

    /** Shows what happened to a station's firmware, by its id. */
    @Override
    public void open(String item) {
        controller.open(item);
    }

    @Override
    public @Nullable String opened() {
        return controller.opened();
    }

    @Override
    public void focus() {
        controller.focus();
    }

    @Override
    public FirmwareClient api() {
        return api;
    }

    @Override
    public String called(String deviceId) {
        StationView station = context.feed().station(deviceId);
        return station == null || station.name().equals(deviceId)
                ? deviceId
                : context.messages().get("firmware.called", station.name(), deviceId);
    }

    @Override
    public FirmwareClient because(@Nullable String why) {
        return context.api().because(why).firmware();
    }

    @Override
    public void rollout(long id, Consumer<RolloutDetails> answer, Consumer<String> failed) {
        take(api.rollout(id), answer, failed);
    }

    @Override
    public void fits(long image, Consumer<List<Fit>> answer, Consumer<String> failed) {
        take(api.fits(image), answer, failed);
    }

    @Override
    public void station(String deviceId, Consumer<StationHistory> answer, Consumer<String> failed) {
        take(api.station(deviceId), answer, failed);
    }

    @Override
    public <T> void take(CompletableFuture<T> asked, Consumer<T> answer) {
        take(asked, answer, reason -> {});
    }

    private <T> void take(CompletableFuture<T> asked, Consumer<T> answer, Consumer<String> failed) {
        var unused = asked.handle((value, failure) -> {
            context.pump().post(() -> {
                if (failure == null) {
                    answer.accept(value);
                } else {
                    String reason = ProblemText.of(failure, context.messages());
                    failed.accept(reason);
                    warn(context.messages().get("firmware.failed", reason));
                }
            });
            return null;
        });
    }

    @Override
    public void upload(ImageUpload upload) {
        context.notices().over();
        context.tasks().over(ImageUpload.SUBJECT);
        if (!context.tasks().start(upload)) {
            context.tasks().warn(BackgroundTasks.TOO_MANY, context.messages().get("tasks.too_many"));
        }
    }

    @Override
    public BackgroundTasks tasks() {
        return context.tasks();
    }

    @Override
    public void good(String words) {
        context.notices().good(words);
    }

    @Override
    public void warn(String words) {
        context.notices().warn(words);
    }

    @Override
    public void again() {
        if (shown) {
            poll.start();
        }
    }
}
