package fr.gaveurs.console.desktop.screens.feedback;

import org.controlsfx.control.Rating;

/** Stars that are shown and not given. */
final class Stars {
    static final int MOST = 5;

    private Stars() {}

    static Rating none() {
        Rating stars = new Rating(MOST, 0);
        stars.setMouseTransparent(true);
        stars.setFocusTraversable(false);
        stars.getStyleClass().add("stars");
        return stars;
    }
}
