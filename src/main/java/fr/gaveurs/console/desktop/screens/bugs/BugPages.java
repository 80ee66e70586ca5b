package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.screens.bugs.BugsController.Page;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;

/** List, board and overview, side by side: the one in view asks the backend, the others rest. */
final class BugPages {
    private final BugListViewModel list;
    private final BoardViewModel board;
    private final OverviewViewModel overview;
    private final BugListPane listPane;
    private final BoardPane boardPane;
    private final OverviewPane overviewPane;

    /**
     * @param open opens a bug
     * @param clear takes the filters away
     * @param showAll shows every bug of a status in the list
     * @param showFiltered shows these bugs in the list
     */
    BugPages(
            BugsContext context,
            BugRequests requests,
            BugText text,
            ReadOnlyObjectProperty<Palette> palette,
            LongConsumer open,
            Runnable clear,
            Consumer<Status> showAll,
            Consumer<BugFilter> showFiltered) {
        BugFilter first = context.memory().views().filterNow();
        list = new BugListViewModel(requests, context.messages(), first);
        board = new BoardViewModel(requests, context.messages(), first, context.actor()::named, context.notice()::warn);
        overview = new OverviewViewModel(requests, context.messages());
        listPane = new BugListPane(
                text, list, context.appearance().textSize(), bug -> open.accept(bug.id()), context.report(), clear);
        boardPane = new BoardPane(text, board, context.appearance().textSize(), bug -> open.accept(bug.id()), showAll);
        overviewPane = new OverviewPane(
                context.messages(), overview, palette, context.appearance().textSize(), showFiltered);
    }

    BugListViewModel list() {
        return list;
    }

    Node node(Page page) {
        return switch (page) {
            case LIST -> listPane.node();
            case BOARD -> boardPane.node();
            case OVERVIEW -> overviewPane.node();
        };
    }

    Map<Page, Node> nodes() {
        Map<Page, Node> nodes = new EnumMap<>(Page.class);
        for (Page page : Page.values()) {
            nodes.put(page, node(page));
        }
        return nodes;
    }

    /** Tells of the bugs that come into the list or onto the board. */
    void onCame(Consumer<List<BugSummary>> told) {
        ListChangeListener<BugSummary> listener = change -> {
            while (change.next()) {
                told.accept(List.copyOf(change.getAddedSubList()));
            }
        };
        list.rows().addListener(listener);
        board.columns().forEach(column -> column.cards().addListener(listener));
    }

    /** Runs when another failure is to be told, or none. */
    void onFailure(Runnable told) {
        List.of(list.failure(), board.failure(), overview.failure())
                .forEach(failure -> failure.subscribe(now -> told.run()));
    }

    /** Why a page shows nothing new; empty when all is well. */
    String failure(Page page) {
        ReadOnlyStringProperty failure =
                switch (page) {
                    case LIST -> list.failure();
                    case BOARD -> board.failure();
                    case OVERVIEW -> overview.failure();
                };
        return failure.get();
    }

    void filter(BugFilter filter) {
        list.filter(filter);
        board.filter(filter);
    }

    void show(Page page) {
        switch (page) {
            case LIST -> list.show();
            case BOARD -> board.show();
            case OVERVIEW -> overview.show();
        }
    }

    void hide() {
        list.hide();
        board.hide();
        boardPane.hidden();
        overview.hide();
    }

    /** Leads the keyboard into a page. */
    void focus(Page page) {
        switch (page) {
            case LIST -> listPane.focus();
            case BOARD -> boardPane.focus();
            case OVERVIEW -> overviewPane.node().requestFocusTraversal(TraversalDirection.NEXT);
        }
    }

    /** A bug was reported or changed. */
    void event(Page page, BugSummary bug) {
        switch (page) {
            case LIST -> list.event(bug);
            case BOARD -> board.event(bug);
            case OVERVIEW -> overview.event();
        }
    }

    /** How long ago something was goes on between two answers. Only rows in view have nodes. */
    void tick(Page page) {
        switch (page) {
            case LIST ->
                listPane.node().lookupAll(".bug-cell").forEach(cell -> {
                    if (cell instanceof BugRow row) {
                        row.tick();
                    }
                });
            case BOARD ->
                boardPane.node().lookupAll(".board-cell").forEach(cell -> {
                    if (cell instanceof BoardCard card) {
                        card.tick();
                    }
                });
            case OVERVIEW -> {}
        }
    }
}
