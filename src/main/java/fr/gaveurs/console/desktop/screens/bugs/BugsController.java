package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Segments;
import fr.gaveurs.console.desktop.kit.Tip;
import fr.gaveurs.console.desktop.kit.Visibility;
import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/bugs.fxml}: which page is in view, and what stands above it. */
public final class BugsController {
    /** The pages beside each other, and the one that lies on top of them. */
    enum Page {
        LIST,
        BOARD,
        OVERVIEW
    }

    /** What the person asks for here. */
    interface Actions {
        /**
         * Another page is wanted.
         *
         * @param enter whether the keyboard goes there; else it stays at the tabs, to walk on
         */
        void page(Page wanted, boolean enter);

        void refresh();

        void export();

        void report();
    }

    private final Messages messages;
    private final BugListViewModel list;
    private final Actions actions;
    private final Map<Page, Node> nodes;
    private final FilterPane filter;
    private Page page = Page.LIST;
    private @Nullable Segments<Page> segments;

    @FXML
    private StackPane layers;

    @FXML
    private VBox main;

    @FXML
    private SegmentedButton tabs;

    @FXML
    private StackPane totalPlace;

    @FXML
    private Label total;

    @FXML
    private Label failure;

    @FXML
    private Button outdated;

    @FXML
    private Button export;

    @FXML
    private Button report;

    @FXML
    private VBox filters;

    @FXML
    private HBox order;

    @FXML
    private StackPane pages;

    BugsController(
            Messages messages, BugListViewModel list, FilterPane filter, Map<Page, Node> nodes, Actions actions) {
        this.messages = messages;
        this.list = list;
        this.filter = filter;
        this.nodes = nodes;
        this.actions = actions;
    }

    @FXML
    public void initialize() {
        segments = new Segments<>(tabs, List.of(Page.LIST, Page.BOARD, Page.OVERVIEW), page, this::turn);
        filters.getChildren().setAll(filter.node());
        order.getChildren().setAll(filter.tools());
        total.textProperty().bind(list.total());
        list.outdated().subscribe(old -> arrange());
        export.setTooltip(new Tip(messages.get("bugs.export.tip")));
        report.setTooltip(new Tip(messages.get("bugs.report.tip")));
        words("");
        arrange();
    }

    /** The arrows go from tab to tab: only a press leads the keyboard into the page. */
    private void turn(Page wanted) {
        actions.page(wanted, tabs.getButtons().stream().noneMatch(Node::isFocusVisible));
    }

    /** Puts one bug over everything else. */
    void detail(Node node, boolean shown) {
        if (shown) {
            join(layers, node);
        }
        node.setVisible(shown);
        main.setVisible(!shown);
    }

    Page page() {
        return page;
    }

    void page(Page wanted) {
        page = wanted;
        arrange();
    }

    /** Says what did not work; empty takes it away. */
    void words(String problem) {
        failure.setText(problem);
    }

    /** One export at a time: what runs is shown, and ended, in the window's frame. */
    void exporting(boolean running) {
        if (running && export.isFocused()) {
            // Its button rests meanwhile: the keyboard would go to the next one.
            main.requestFocus();
        }
        export.setDisable(running);
    }

    private void arrange() {
        if (segments != null) {
            segments.select(page);
        }
        nodes.forEach((one, node) -> {
            if (one == page) {
                join(pages, node);
            }
            node.setVisible(one == page);
        });
        Visibility.show(filters, page != Page.OVERVIEW);
        Visibility.show(order, page != Page.OVERVIEW);
        boolean old = list.outdated().get();
        Visibility.show(totalPlace, page == Page.LIST);
        total.setVisible(!old);
        Visibility.show(export, page != Page.OVERVIEW);
        // It comes by itself, in the room of the count: nothing beside it moves.
        outdated.setVisible(old);
        filter.forBoard(page == Page.BOARD);
    }

    /** What nobody has looked at yet costs no style and no layout. */
    private static void join(Pane parent, Node child) {
        if (!parent.getChildren().contains(child)) {
            parent.getChildren().add(child);
        }
    }

    @FXML
    public void refresh() {
        actions.refresh();
    }

    @FXML
    public void export() {
        actions.export();
    }

    @FXML
    public void report() {
        actions.report();
    }
}
