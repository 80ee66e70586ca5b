package fr.gaveurs.console.desktop.screens.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUpProofs;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.Notifier;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A verification in the window's frame. */
class VerificationTaskTest {
    private final Messages messages = new Messages(Language.EN, ZoneId.of("UTC"));
    private final List<String> told = new CopyOnWriteArrayList<>();

    private final Notifier notices = new Notifier() {
        @Override
        public void good(String text) {
            told.add("good: " + text);
        }

        @Override
        public void warn(String text) {
            told.add("warn: " + text);
        }

        @Override
        public void warn(String subject, String text) {
            told.add("warn: " + text);
        }

        @Override
        public void over(String subject) {
            // Nothing is kept.
        }

        @Override
        public void over() {
            // Nothing is kept.
        }
    };

    @Test
    void saysHowFarItIsAndWhatItCameTo() throws Exception {
        Fx.start();
        try (TestBackend backend = new TestBackend();
                ApiClient api = new ApiClient(backend.base(), null)) {
            backend.answer("/api/log/verification", 200, MadeUpProofs.running());
            BackgroundTasks tasks = Fx.call(() -> {
                BackgroundTasks made = new BackgroundTasks();
                made.toldBy(notices);
                made.start(new VerificationTask(api.transparency(), messages, made));
                return made;
            });
            await().until(() -> Fx.call(() -> tasks.running().getFirst().getProgress() == 0.42));
            assertThat(Fx.call(() -> tasks.running().getFirst().getMessage())).isEqualTo("539,438 entries compared");
            backend.answer("/api/log/verification", 200, MadeUpProofs.altered());
            await().until(() -> Fx.call(() -> tasks.running().isEmpty()));
            await().untilAsserted(
                            () -> assertThat(told)
                                    .containsExactly(
                                            "warn: The log of proofs is verified: 3 things were changed, which the screen Proofs names."));
        }
    }
}
