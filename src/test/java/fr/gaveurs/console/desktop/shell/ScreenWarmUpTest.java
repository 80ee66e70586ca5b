package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScreenWarmUpTest {
    private static final List<String> STYLES = List.of(css("/css/light.css"), css("/css/console.css"));

    private final ScreenWarmUp rehearsal = new ScreenWarmUp(new Messages(Language.FR, ZoneOffset.UTC), STYLES);

    private static String css(String resource) {
        return Objects.requireNonNull(ScreenWarmUpTest.class.getResource(resource))
                .toExternalForm();
    }

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    @Test
    void everyScreenCanBeBuiltOffTheFxThread() {
        assertThat(Platform.isFxApplicationThread()).isFalse();
        assertThatCode(rehearsal::run).doesNotThrowAnyException();
    }

    @Test
    void theFxThreadAnswersMeanwhileAndItEnds() throws Exception {
        CompletableFuture<Void> over = rehearsal.start();
        Fx.run(() -> {});
        over.get(60, TimeUnit.SECONDS);
    }
}
