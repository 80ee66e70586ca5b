package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Sort;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.ManyChoice;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.SearchBox;
import fr.gaveurs.console.desktop.kit.Tip;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The bar of filters above the list and the board. */
final class FilterPane {
    /** Typing is over when no key came for so long. */
    private static final Duration TYPED = Duration.millis(200);

    private final Messages messages;
    private final Consumer<BugFilter> changed;
    private final Wrapping bar = new Wrapping();
    private final TextField search = new TextField();
    private final ManyChoice<String> status;
    private final ManyChoice<String> severity;
    private final ManyChoice<String> category;
    private final SearchBox<Choice<String>> device;
    private final SearchBox<Choice<String>> assignee;
    private final ComboBox<Choice<Sort>> sort = new ComboBox<>();
    private final ToggleButton turn = new ToggleButton(null, new Icon(MaterialDesignS.SWAP_VERTICAL));
    private final Button firmware = new Button(null, new Icon(MaterialDesignC.CLOSE));
    private final Button clear = new Button();
    private final HBox order = new HBox(sort, turn);
    private final HBox tools = new HBox();
    private final PauseTransition typing = new PauseTransition(TYPED);
    private final ViewsMenu views;
    private final VBox root;
    private final TreeSet<String> people = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final TreeSet<String> stations = new TreeSet<>();
    private BugFilter filter;
    private boolean filling;
    private boolean onBoard;

    /** @param changed told the filter that the person wants now */
    FilterPane(Messages messages, BugMemory memory, Consumer<BugFilter> changed) {
        this.messages = messages;
        this.changed = changed;
        this.filter = memory.views().filterNow();
        this.views = new ViewsMenu(messages, memory, () -> filter, this::change);
        search.setPromptText(messages.get("bugs.search"));
        search.setAccessibleText(messages.get("bugs.search"));
        search.setId("bugSearch");
        search.getStyleClass().add("bug-search");
        search.textProperty().subscribe((old, now) -> {
            if (!filling) {
                typing.playFromStart();
            }
        });
        typing.setOnFinished(event -> searched());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::searchKey);
        status = checked(
                entries("bugs.status.", Status.values()),
                chosen -> unresolved(chosen)
                        ? messages.get("bugs.filter.unresolved")
                        : said(chosen, "bugs.filter.status", "bugs.filter.statuses"),
                keys -> filter.withStatus(BugFilter.statuses(keys)));
        severity = checked(
                entries("bugs.severity.", Severity.values()),
                chosen -> said(chosen, "bugs.filter.severity", "bugs.filter.severities"),
                keys -> filter.withSeverity(BugFilter.list(keys)));
        category = checked(
                entries("bugs.category.", Category.values()),
                chosen -> said(chosen, "bugs.filter.category", "bugs.filter.categories"),
                keys -> filter.withCategory(BugFilter.list(keys)));
        status.setId("bugFilter-status");
        severity.setId("bugFilter-severity");
        category.setId("bugFilter-category");
        device = new SearchBox<>(messages.get("search.prompt"));
        assignee = new SearchBox<>(messages.get("search.prompt"));
        combo(device, "bugs.filter.device", choice -> filter.withDevice(choice.value()));
        combo(assignee, "bugs.filter.assignee", choice -> filter.withAssignee(choice.value()));
        combo(sort, "bugs.filter.sort", choice -> filter.withSort(choice.value(), filter.ascending()));
        turn.setTooltip(new Tip(messages.get("bugs.sort.turn")));
        turn.setAccessibleText(messages.get("bugs.sort.turn"));
        turn.setOnAction(event -> change(filter.withSort(filter.sort(), turn.isSelected())));
        turn.getStyleClass().add("small");
        firmware.setOnAction(event -> change(filter.withFirmware(null)));
        clear.setText(messages.get("bugs.filter.clear"));
        clear.setOnAction(event -> clear());
        firmware.getStyleClass().addAll("small", "bug-chip");
        clear.getStyleClass().addAll("small", "flat");
        order.getStyleClass().add("bug-order");
        bar.getStyleClass().add("bug-filters");
        bar.getChildren().addAll(search, status, severity, category, device, assignee, firmware);
        tools.getStyleClass().add("bug-order");
        tools.getChildren().addAll(clear, order, views.button());
        root = new VBox(bar, views.naming());
        show(filter);
    }

    private ManyChoice<String> checked(
            List<Choice<String>> entries,
            Function<List<Choice<String>>, String> summary,
            Function<List<String>, BugFilter> with) {
        ManyChoice<String> box = new ManyChoice<>();
        box.offer(entries, summary, keys -> change(with.apply(keys)));
        return box;
    }

    private List<Choice<String>> entries(String words, Keyed[] values) {
        return Arrays.stream(values)
                .map(value -> new Choice<>(value.key(), messages.get(words + value.key())))
                .toList();
    }

    private static boolean unresolved(List<Choice<String>> chosen) {
        List<String> keys =
                chosen.stream().map(choice -> String.valueOf(choice.value())).toList();
        return BugFilter.UNRESOLVED.equals(BugFilter.statuses(keys));
    }

    /** What a box says: the one that is chosen, or how many are. */
    private String said(List<Choice<String>> chosen, String any, String several) {
        return switch (chosen.size()) {
            case 0 -> messages.get(any);
            case 1 -> chosen.getFirst().words();
            default -> messages.get(several, messages.integer(chosen.size()));
        };
    }

    private <T> void combo(ComboBox<Choice<T>> box, String name, Function<Choice<T>, BugFilter> with) {
        box.getStyleClass().addAll("small", "bug-filter");
        box.setId(name.replace("bugs.filter.", "bugFilter-"));
        box.setAccessibleText(messages.get(name));
        box.setVisibleRowCount(14);
        Choice.onChosen(box, choice -> {
            if (!filling) {
                change(with.apply(choice));
            }
        });
    }

    private void searched() {
        change(filter.withQ(search.getText()));
    }

    private void searchKey(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            typing.stop();
            searched();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
            search.clear();
            event.consume();
        }
    }

    private void change(BugFilter now) {
        if (!now.equals(filter)) {
            show(now);
            changed.accept(now);
        }
    }

    Node node() {
        return root;
    }

    /** The order and the views, which stand apart from the filters. */
    Node tools() {
        return tools;
    }

    /** Back to what is shown at first; where that is shown already, takes every filter away. */
    void clear() {
        BugFilter usual = BugFilter.USUAL.withSort(filter.sort(), filter.ascending());
        change(filter.equals(usual) ? BugFilter.ALL.withSort(filter.sort(), filter.ascending()) : usual);
    }

    /** Shows a filter that was set elsewhere; nobody is told. */
    void show(BugFilter now) {
        filter = now;
        filling = true;
        typing.stop();
        if (!search.getText().strip().equals(now.q() == null ? "" : now.q())) {
            search.setText(now.q() == null ? "" : now.q());
        }
        fill();
        turn.setSelected(now.ascending());
        boolean version = now.firmwareVersion() != null;
        firmware.setVisible(version);
        firmware.setManaged(version);
        firmware.setText(version ? messages.get("bugs.filter.firmware", now.firmwareVersion()) : "");
        clearable();
        filling = false;
    }

    private void fill() {
        status.check(BugFilter.statuses(filter.status()));
        severity.check(BugFilter.keys(filter.severity()));
        category.check(BugFilter.keys(filter.category()));
        Choice.fill(device, names(stations, filter.deviceId(), "bugs.filter.device", null), filter.deviceId());
        Choice.fill(
                assignee,
                names(people, filter.assignee(), "bugs.filter.assignee", "bugs.filter.nobody"),
                filter.assignee());
        List<Choice<Sort>> orders = new ArrayList<>();
        for (Sort one : Sort.values()) {
            if (one != Sort.RELEVANCE || filter.q() != null) {
                orders.add(new Choice<>(one, messages.get("bugs.sort." + one.key())));
            }
        }
        Sort usual = filter.q() == null ? Sort.UPDATED : Sort.RELEVANCE;
        Sort by = filter.sort() == null || (filter.sort() == Sort.RELEVANCE && filter.q() == null)
                ? usual
                : filter.sort();
        Choice.fill(sort, orders, by);
    }

    private List<Choice<String>> names(
            Collection<String> known, @Nullable String chosen, String any, @Nullable String nobody) {
        List<Choice<String>> entries = new ArrayList<>();
        entries.add(new Choice<>(null, messages.get(any)));
        if (nobody != null) {
            entries.add(new Choice<>(BugFilter.NOBODY, messages.get(nobody)));
        }
        TreeSet<String> all = new TreeSet<>(known);
        if (chosen != null && !chosen.equals(BugFilter.NOBODY)) {
            all.add(chosen);
        }
        all.forEach(name -> entries.add(new Choice<>(name, name)));
        return entries;
    }

    /** Stations that may be chosen. */
    void stations(Collection<String> ids) {
        if (stations.addAll(ids)) {
            show(filter);
        }
    }

    /** Whoever works at bugs may be chosen, and so may stations that bugs name. */
    void learn(Collection<BugSummary> bugs) {
        boolean more = false;
        for (BugSummary bug : bugs) {
            more |= bug.assignee() != null && people.add(bug.assignee());
            more |= bug.deviceId() != null && stations.add(bug.deviceId());
        }
        // Not while somebody types: the field would be written over.
        if (more && !search.isFocused()) {
            show(filter);
        }
    }

    /** Names that are known, for whom a bug may be given to. */
    Collection<String> people() {
        return List.copyOf(people);
    }

    private void clearable() {
        boolean any = onBoard ? filter.withStatus(null).narrows() : !filter.isUsual();
        // It rests rather than goes: what stands below the bar would come up.
        clear.setDisable(!any);
    }

    /** The board has no order and shows every status. */
    void forBoard(boolean board) {
        onBoard = board;
        clearable();
        for (Node node : List.of(status, order)) {
            node.setVisible(!board);
            node.setManaged(!board);
        }
    }

    /** Leads the keyboard to the search. */
    void find() {
        search.requestFocus();
        search.selectAll();
    }

    /** Out of view: nothing is left that would wake up. */
    void hidden() {
        typing.stop();
    }
}
