package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Scrolling;
import fr.gaveurs.console.desktop.kit.Visibility;
import java.util.Objects;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/**
 * Lies over the lower edge of a page that scrolls while the details of what was chosen are below it, as with large text: says
 * that they are there, and leads to them. The page does not go there by itself, since the second press of a double click would
 * meet something else. FX thread only.
 */
final class MoreBelow extends Button {
    /** So much of the details tells that they are there: the title and a row of buttons. */
    private static final double SEEN_EM = 5;

    private static final double EDGE = 16;

    private final ScrollPane page;
    private final Node detail;
    private final Pane acts;

    /**
     * @param detail within the page
     * @param acts within the details, as long as something is chosen; the first one gets the keyboard
     */
    MoreBelow(ScrollPane page, Node detail, Pane acts, String words) {
        super(words, new Icon(MaterialDesignC.CHEVRON_DOWN));
        this.page = page;
        this.detail = detail;
        this.acts = acts;
        getStyleClass().addAll("accent", "reports-more");
        setMinWidth(USE_PREF_SIZE);
        // By the keyboard one comes to the details themselves from the list.
        setFocusTraversable(false);
        StackPane.setAlignment(this, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(this, new Insets(EDGE));
        setOnAction(event -> lead());
        page.vvalueProperty().subscribe(this::look);
        page.viewportBoundsProperty().subscribe(this::look);
        detail.boundsInParentProperty().subscribe(this::look);
        acts.getChildren().addListener((ListChangeListener<Node>) change -> look());
        Objects.requireNonNull(page.getContent()).layoutBoundsProperty().subscribe(this::look);
        Visibility.show(this, false);
    }

    private void look() {
        Node content = Objects.requireNonNull(page.getContent());
        double seen = page.getViewportBounds().getHeight();
        double hidden = Math.max(0, content.getLayoutBounds().getHeight() - seen);
        double top = content.sceneToLocal(detail.localToScene(detail.getLayoutBounds()))
                .getMinY();
        double edge = page.getVvalue() * hidden + seen;
        boolean chosen = !acts.getChildren().isEmpty();
        Visibility.show(this, chosen && hidden > 0 && top + SEEN_EM * getFont().getSize() > edge);
    }

    private void lead() {
        Scrolling.reveal(detail);
        acts.getChildren().stream().filter(act -> !act.isDisabled()).findFirst().ifPresent(Node::requestFocus);
    }
}
