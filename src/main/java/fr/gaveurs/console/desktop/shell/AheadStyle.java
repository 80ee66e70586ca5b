package fr.gaveurs.console.desktop.shell;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;

/**
 * Gives what nobody sees yet its skins and its style, a part at a time, since the window's thread is away meanwhile.
 * Skins that were made stay, and what the style of each node is made of is remembered where it will be shown. Whatever
 * somebody shows meanwhile is left alone. FX thread only.
 */
final class AheadStyle {
    /** Parts that get their skins together have at most so many nodes; before they have them most controls are one. */
    private static final int AT_ONCE = 16;

    /** Smaller ones get their skins with what they are in. */
    private static final int LEAST = 4;

    /** What a control counts for whose skin takes as long as those of so many. */
    private static final int HEAVY = 8;

    /** With their skins, parts of so many nodes get their style apart from what they are in. */
    private static final int LARGE = 50;

    private final Node node;
    private final Pane place;
    private final Deque<Runnable> steps;

    /**
     * @param place where the node will be shown
     * @param steps what is done one after the other
     */
    private AheadStyle(Node node, Pane place, Deque<Runnable> steps) {
        this.node = node;
        this.place = place;
        this.steps = steps;
    }

    /** Puts what is to be done before all else. */
    static void plan(Node node, Pane place, Deque<Runnable> steps) {
        AheadStyle style = new AheadStyle(node, place, steps);
        steps.addFirst(style::large);
        parts(node, LEAST, AT_ONCE).reversed().forEach(part -> steps.addFirst(() -> style.alone(part)));
    }

    /** Every part has its skins; the large ones and then the whole without them get what else there is. */
    private void large() {
        steps.addFirst(this::whole);
        parts(node, LARGE, 2 * LARGE).forEach(part -> steps.addFirst(() -> alone(part)));
    }

    private void whole() {
        if (isFree() && node.getParent() == null) {
            apart(parts(node, LARGE, 2 * LARGE), () -> style(node));
        }
    }

    private void alone(Node part) {
        if (isFree()) {
            apart(List.of(part), () -> style(part));
        }
    }

    private boolean isFree() {
        return node.getScene() == null && place.getScene() != null;
    }

    /** Does it while these are out of their panes. */
    private static void apart(List<Node> parts, Runnable task) {
        if (parts.isEmpty()) {
            task.run();
            return;
        }
        Node part = parts.getFirst();
        List<Node> others = parts.subList(1, parts.size());
        if (part.getParent() instanceof Pane pane) {
            int at = pane.getChildren().indexOf(part);
            pane.getChildren().remove(at);
            try {
                apart(others, task);
            } finally {
                pane.getChildren().add(at, part);
            }
        } else {
            apart(others, task);
        }
    }

    /** Children of panes, none within another: of that size, or larger where nothing in them is. */
    private static List<Node> parts(Node node, int least, int most) {
        List<Node> parts = new ArrayList<>();
        for (Node child : children(node)) {
            int size = size(child);
            List<Node> inner = size > most ? parts(child, least, most) : List.of();
            if (!inner.isEmpty()) {
                parts.addAll(inner);
            } else if (size >= least && node instanceof Pane) {
                parts.add(child);
            }
        }
        return parts;
    }

    /** Also of what has no skin yet. */
    private static List<Node> children(Node node) {
        return switch (node) {
            case ScrollPane scroll -> scroll.getContent() == null ? List.of() : List.of(scroll.getContent());
            case TabPane tabs -> {
                List<Node> pages = new ArrayList<>();
                tabs.getTabs().forEach(tab -> {
                    if (tab.getContent() != null) {
                        pages.add(tab.getContent());
                    }
                });
                yield pages;
            }
            case Parent parent -> parent.getChildrenUnmodifiable();
            default -> List.of();
        };
    }

    private static int size(Node node) {
        // Their skins are made of many, and of a popup where they have one.
        boolean heavy = node instanceof ComboBoxBase || node instanceof ListView || node instanceof TableView;
        int size = heavy ? HEAVY : 1;
        for (Node child : children(node)) {
            size += size(child);
        }
        return size;
    }

    /** As if it were shown. */
    private void style(Node part) {
        StackPane room = new StackPane(part);
        room.setManaged(false);
        room.setVisible(false);
        place.getChildren().add(room);
        room.resize(place.getWidth(), place.getHeight());
        room.applyCss();
        room.layout();
        place.getChildren().remove(room);
        room.getChildren().clear();
    }
}
