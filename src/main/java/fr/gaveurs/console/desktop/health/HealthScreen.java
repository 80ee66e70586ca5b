package fr.gaveurs.console.desktop.health;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.pump.Poll;
import fr.gaveurs.console.desktop.pump.Pump;
import fr.gaveurs.console.desktop.screen.Fxml;
import fr.gaveurs.console.desktop.screen.Messages;
import fr.gaveurs.console.desktop.screen.Screen;
import java.time.Duration;
import javafx.scene.Parent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The health screen: asks while it is shown. */
public final class HealthScreen implements Screen {
    private static final Logger LOG = LoggerFactory.getLogger(HealthScreen.class);
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(1500);

    private final Parent root;
    private final Poll<Reading> poll;

    public HealthScreen(ApiClient api, Pump pump, Messages messages) {
        HealthViewModel model = new HealthViewModel(messages);
        this.root = Fxml.load("health", messages, new HealthController(model));
        this.poll = new Poll<>(
                pump,
                BETWEEN_READINGS,
                () -> Reading.take(api),
                model::reading,
                failure -> LOG.warn("the health screen could not ask", failure));
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void show() {
        poll.start();
    }

    @Override
    public void hide() {
        poll.stop();
    }
}
