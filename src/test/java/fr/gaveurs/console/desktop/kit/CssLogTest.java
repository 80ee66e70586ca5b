package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.CssWarnings;
import fr.gaveurs.console.desktop.Fx;
import java.util.logging.Logger;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CssLogTest {
    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    @Test
    void aColourThatIsMissingIsTold() {
        try (CssWarnings warnings = new CssWarnings()) {
            Fx.run(() -> {
                Label label = new Label("without a colour");
                label.setStyle("-fx-text-fill: -gc-missing;");
                new Scene(new StackPane(label)).getRoot().applyCss();
            });
            assertThat(warnings.heard()).isNotEmpty().allMatch(told -> told.contains("-gc-missing"));
        }
    }

    @Test
    void whatJavaFxPassesThroughIsNot() {
        try (CssWarnings warnings = new CssWarnings()) {
            recalculateRelativeSizeProperties();
            assertThat(warnings.heard()).isEmpty();
        }
    }

    /** Named as JavaFX's. */
    private static void recalculateRelativeSizeProperties() {
        Logger.getLogger("javafx.css").warning("Could not resolve '-gc-ink' while resolving lookups");
    }
}
