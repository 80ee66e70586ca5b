package fr.gaveurs.console.desktop.kit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people typed, chose, opened and scrolled to below some nodes, in no language: taken before a screen is built anew in
 * another one, and given to the new one, which is made of the same nodes. Controls need nothing for it. What no control holds,
 * such as what a form is about, is named by {@link #part}; what is below such a node comes back only where that did. A
 * password is never kept. FX thread only.
 */
public final class Kept {
    private static final Logger LOG = LoggerFactory.getLogger(Kept.class);

    private static final Object PART = new Object();
    private static final Object ASIDE = new Object();
    private static final Object PAGES = new Object();
    static final Object KEY = new Object();

    /** What is set so often and does not stay is left as it is: something else decides about it. */
    private static final int MOST_TRIES = 4;

    /** What stays so often has stayed. */
    private static final int STILL = 5;
    /** What has not come after so many calls will not come. */
    private static final int MOST_WAITS = 80;

    private record Part(Supplier<@Nullable Object> take, Consumer<Object> give) {}

    private static final class Entry {
        final String place;
        final Object state;
        final boolean part;
        int tries;
        /** How often it was as it was while it was in view, one time after the other. */
        int still;
        /** How often it was not, while it was in view. */
        int waited;

        boolean over;

        Entry(String place, Object state, boolean part) {
            this.place = place;
            this.state = state;
            this.part = part;
        }

        boolean isBelow(String above) {
            return place.startsWith(above + "/");
        }

        String key() {
            return part + place;
        }

        void count(boolean shown, boolean set) {
            if (shown && set) {
                still++;
            } else {
                still = 0;
                waited += shown ? 1 : 0;
            }
            over = still == STILL || waited == MOST_WAITS;
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    private Kept() {}

    /**
     * Names something that no control holds.
     *
     * @param take how it is, compared by {@code equals}; null for nothing, and then nothing below the node is kept either
     * @param give makes it so, as far as that can be done by now; asked again until it is
     */
    public static <S> void part(Node node, Class<S> type, Supplier<@Nullable S> take, Consumer<S> give) {
        node.getProperties().put(PART, new Part(take::get, state -> give.accept(type.cast(state))));
    }

    /** What is below a node belongs to one thing, and is given back to no other; null for none. */
    public static void about(Node node, Supplier<@Nullable Object> thing) {
        part(node, Object.class, thing, wanted -> {});
    }

    /** Nothing below a node is kept, but what {@link #part} says of itself: it is kept elsewhere, or is nobody's choice. */
    public static void aside(Node node) {
        node.getProperties().put(ASIDE, true);
    }

    /** What tells a list's rows apart where they are read anew; else they are compared by {@code equals}. */
    public static <T> void key(ListView<T> list, Function<T, ?> key) {
        list.getProperties().put(KEY, key);
    }

    /** What can be below a node, each at its time, whichever of them is there now. */
    public static void pages(Node node, List<Node> pages) {
        node.getProperties().put(PAGES, List.copyOf(pages));
    }

    /** Takes it from a node and what is below it. */
    public static Kept of(Node root) {
        Kept kept = new Kept();
        kept.take(root, "");
        return kept;
    }

    /** Takes it from what is below a node that stands {@link #aside}. */
    public static Kept below(Node root) {
        Kept kept = new Kept();
        kept.takeBelow(root, "");
        return kept;
    }

    private void take(Node node, String place) {
        if (node.getProperties().get(PART) instanceof Part part) {
            Object state = part.take().get();
            if (state == null) {
                return;
            }
            entries.add(new Entry(place, state, true));
        }
        if (node.getProperties().containsKey(ASIDE)) {
            return;
        }
        Object state = KeptControls.state(node);
        if (state != null) {
            entries.add(new Entry(place, state, false));
        }
        takeBelow(node, place);
    }

    private void takeBelow(Node node, String place) {
        Map<String, Integer> seen = new HashMap<>();
        for (Node child : children(node)) {
            take(child, place + "/" + step(child, seen));
        }
    }

    private static List<Node> children(Node node) {
        return node.getProperties().get(PAGES) instanceof List<?> pages
                ? pages.stream().map(Node.class::cast).toList()
                : KeptControls.below(node);
    }

    /** Siblings are told apart by their id or kind, and those that are alike by their order. */
    private static String step(Node node, Map<String, Integer> seen) {
        String name = node.getId() == null ? node.getClass().getName() : "#" + node.getId();
        return name + "*" + seen.merge(name, 1, Integer::sum);
    }

    /** The node at a place; null where it is not there, or not yet. */
    private static @Nullable Node at(String place, Node root) {
        Node node = root;
        String[] steps = place.split("/", -1);
        for (int i = 1; node != null && i < steps.length; i++) {
            Node found = null;
            Map<String, Integer> seen = new HashMap<>();
            for (Node child : children(node)) {
                if (step(child, seen).equals(steps[i])) {
                    found = child;
                    break;
                }
            }
            node = found;
        }
        return node;
    }

    /**
     * Gives it to a node built as that one was that it was taken from. What is not there yet, or was changed by something
     * that came meanwhile, is given by the next call, until it has stayed for some calls while it was in view.
     *
     * @return whether all is as it was
     */
    public boolean give(Node root) {
        List<String> shut = new ArrayList<>();
        boolean all = true;
        for (Entry entry : entries) {
            if (shut.stream().anyMatch(entry::isBelow)) {
                all = false;
                continue;
            }
            if (entry.over && !entry.part) {
                continue;
            }
            Node node = at(entry.place, root);
            boolean set = entry.over ? node != null && is(entry, node) : give(entry, node);
            if (!entry.over) {
                entry.count(node == null || isShown(entry, node), set);
                all &= set || entry.tries == MOST_TRIES;
            }
            if (entry.part && !set) {
                shut.add(entry.place);
                if (entry.over) {
                    entries.stream().filter(each -> each.isBelow(entry.place)).forEach(each -> each.over = true);
                }
            }
        }
        return all;
    }

    /** Somebody does something: what is in view stays as it is from now on. */
    public void touched(Node root) {
        for (Entry entry : entries) {
            Node node = entry.over ? null : at(entry.place, root);
            entry.over |= node != null && isShown(entry, node);
        }
    }

    /** Whether nothing is left to be given. */
    public boolean isOver() {
        return entries.stream().allMatch(entry -> entry.over);
    }

    /** What another one could not give yet counts more than how it is now. */
    public void takeOver(Kept rest) {
        Map<String, Entry> before = new HashMap<>();
        rest.entries.stream().filter(entry -> !entry.over).forEach(entry -> before.put(entry.key(), entry));
        entries.replaceAll(entry -> {
            Entry kept = before.remove(entry.key());
            return kept == null ? entry : kept;
        });
        entries.addAll(before.values());
    }

    /** Whether it is in view, or what it would be opened in. */
    private static boolean isShown(Entry entry, Node node) {
        Node each = entry.part && node.getParent() != null ? node.getParent() : node;
        if (each.getScene() == null) {
            return false;
        }
        while (each != null && each.isVisible()) {
            each = each.getParent();
        }
        return each == null;
    }

    private static boolean give(Entry entry, @Nullable Node node) {
        if (node == null) {
            return false;
        }
        try {
            if (is(entry, node)) {
                return true;
            }
            if (entry.tries < MOST_TRIES && set(entry, node)) {
                entry.tries++;
            }
            return is(entry, node);
        } catch (RuntimeException e) {
            LOG.warn("{} could not be shown as it was", entry.place, e);
            entry.tries = MOST_TRIES;
            return false;
        }
    }

    private static boolean is(Entry entry, Node node) {
        if (!entry.part) {
            return KeptControls.is(node, entry.state);
        }
        return node.getProperties().get(PART) instanceof Part part
                && Objects.equals(part.take().get(), entry.state);
    }

    /** Whether something could be done. */
    private static boolean set(Entry entry, Node node) {
        if (!entry.part) {
            return KeptControls.give(node, entry.state);
        }
        if (node.getProperties().get(PART) instanceof Part part) {
            part.give().accept(entry.state);
        }
        return false; // tried again until it is so
    }
}
