package fr.gaveurs.console.desktop.kit;

import javafx.scene.layout.Pane;

/** What lies over everything else, with a card in the middle: closer together in a small window, and scrolled at last. */
public final class Cover extends Roomy {
    private static final double NARROW_EM = 44;
    private static final double LOW_EM = 40;

    public Cover() {
        contentProperty().subscribe(content -> {
            if (content instanceof Pane pane) {
                Form.follow(this, pane, NARROW_EM, LOW_EM);
            }
        });
    }
}
