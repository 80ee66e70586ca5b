package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.DeviceDetails.Addresses;
import fr.gaveurs.console.api.devices.Devices.Claimant;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.MachineText;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.OnOff;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.SideBySide;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.screens.stations.ManageViewModel.Question;
import fr.gaveurs.console.desktop.screens.stations.StationFacts.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Shows one station as it is managed: its acts, what is known of it, its boards, its bugs, its address. */
final class ManagePane {
    /** The first column is no narrower than this, em, where something stands beside it. */
    private static final double LEFT_EM = 34;

    private final Messages messages;
    private final ManageContext context;
    private final ManageViewModel model;
    private final QuestionPane question;
    private final AddressPane address;
    private final Wrapping buttons = new Wrapping();
    private final Map<ActKind, Control> byKind = new EnumMap<>(ActKind.class);
    private final OnOff maintenance;
    private final Label problem = new Label();
    private final GridPane facts = new GridPane();
    private final VBox boards = new VBox();
    private final VBox boardsPanel;
    private final HistoryPanels history;
    private final FirmwareLink firmware;
    private final VBox bugs = new VBox();
    private final Label noBugs;
    private final KeptRows<Said, BoardRow> boardRows;
    private final KeptRows<BugSummary, Hyperlink> bugRows;
    private final Label missing = new Label();
    private final ScrollPane scroll = new ScrollPane();
    private final StackPane root = new StackPane();
    private List<Fact> told = List.of();

    /**
     * A board that says the station's id.
     *
     * @param key tells it from the others
     * @param claim names it to approve and reset-token; null where it cannot be chosen
     */
    private record Said(Object key, String text, @Nullable String claim) {}

    /**
     * What somebody was asked.
     *
     * @param answered what was typed and chosen
     */
    private record Asked(Question question, Kept answered) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Asked asked && question.equals(asked.question);
        }

        @Override
        public int hashCode() {
            return question.hashCode();
        }
    }

    private @Nullable ActKind askedBefore;
    /** What is asked again as soon as the station is known. */
    private @Nullable Asked askedAgain;

    private boolean focusWanted;

    /**
     * @param lines that stations stand at
     * @param now the backend's time
     */
    ManagePane(
            ManageContext context, ManageViewModel model, Supplier<Collection<String>> lines, Supplier<Instant> now) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        question = new QuestionPane(messages, model::run, model::cancel, lines, now);
        maintenance = new OnOff(messages.get("stations.act.maintenance"));
        maintenance.setId("act-maintenance");
        maintenance.onTurned(on -> model.want(on ? ActKind.MAINTAIN : ActKind.END_MAINTENANCE));
        byKind.put(ActKind.MAINTAIN, maintenance);
        byKind.put(ActKind.END_MAINTENANCE, maintenance);
        // Each has its place for good, and rests where it cannot be done: nothing slides below a press.
        Arrays.stream(ActKind.values()).map(this::control).distinct().forEach(buttons.getChildren()::add);
        buttons.getStyleClass().add("question-buttons");
        problem.getStyleClass().add("question-problem");
        Labels.wrap(problem);
        facts.getStyleClass().add("manage-facts");
        boards.getStyleClass().add("manage-rows");
        bugs.getStyleClass().add("manage-rows");
        Labels.wrap(missing);
        missing.getStyleClass().add("stations-quiet");
        history = new HistoryPanels(messages);
        boards.getChildren().add(Labels.wrapping(messages.get("stations.boards.text"), "stations-quiet"));
        boardRows = new KeptRows<>(boards, Said::key, said -> new BoardRow(), this::board);
        noBugs = Labels.wrapping(messages.get("stations.bugs.none"), "stations-quiet");
        bugRows = new KeptRows<>(bugs, BugSummary::id, this::link, this::link);
        firmware = new FirmwareLink(messages, () -> {
            String id = model.deviceId();
            if (id != null) {
                context.openFirmware().accept(id);
            }
        });
        boardsPanel = panel("stations.boards.title", boards);
        VBox left = new VBox(
                panel("stations.manage.title", buttons, question, problem),
                boardsPanel,
                panel("stations.bugs.title", noBugs, bugs),
                panel("stations.connections.title", history.connectionRows()));
        left.getStyleClass().add("manage-column");
        left.setMinWidth(0);
        VBox right = new VBox(panel("stations.facts.title", facts, firmware));
        right.getStyleClass().addAll("manage-column", "manage-side");
        address = new AddressPane(messages, context.sensors());
        right.getChildren().add(panel("stations.address.title", address.node()));
        SideBySide columns = new SideBySide();
        columns.firstWidthProperty().bind(context.textSize().multiply(LEFT_EM));
        columns.getChildren().addAll(left, right);
        // What grows by itself stands below everything that is pressed, also where one column stands below the other.
        VBox page = new VBox(
                columns,
                panel("stations.refusals.title", history.refusals()),
                panel("stations.errors.title", history.errors()));
        page.getStyleClass().addAll("manage-column", "manage-columns");
        scroll.setContent(page);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("screen-scroll", "manage-scroll");
        scroll.skinProperty().subscribe(skin -> Roomy.drawDirectly(scroll));
        root.getStyleClass().add("manage");
        root.getChildren().addAll(scroll, missing);
        Fxml.style(root, StationsScreen.STYLES);
        model.acts().subscribe(this::acts);
        model.device().subscribe(this::device);
        model.details().subscribe(this::details);
        model.bugs().subscribe(this::bugs);
        model.asked().subscribe(this::asked);
        model.missing().subscribe(why -> room());
        model.problem().subscribe(why -> {
            problem.setText(why);
            Visibility.show(problem, !why.isEmpty());
            showMaintenance();
        });
        model.busy().subscribe(question::busy);
        Kept.aside(question);
        Kept.part(question, Asked.class, this::nowAsked, this::askAgain);
    }

    /** What somebody is asked, and has answered so far; null for nothing. */
    private @Nullable Asked nowAsked() {
        Question now = model.question();
        Asked waiting = askedAgain;
        if (now == null || (waiting != null && waiting.question().equals(now))) {
            return now == null ? null : waiting;
        }
        return new Asked(now, Kept.below(question));
    }

    private void askAgain(Asked before) {
        askedAgain = before;
        model.askAgain(before.question());
    }

    /** What was answered before is there again. */
    private void answerAgain() {
        Asked before = askedAgain;
        askedAgain = null;
        if (before != null && before.question().equals(model.question())) {
            before.answered().give(question);
        }
    }

    Node node() {
        return root;
    }

    /** The backend said what to put into a board. */
    void addresses(Addresses now) {
        address.fill(now);
    }

    /** Whether nobody signed the firmware that it runs. */
    void unsigned(boolean now) {
        firmware.unsigned(now);
    }

    void shown() {
        scroll.setVvalue(0);
    }

    /** Leads the keyboard to the first act, or to what is asked. */
    void focus() {
        if (model.asked().get() != null) {
            question.focus();
        } else if (model.acts().get().isEmpty()) {
            focusWanted = true;
            scroll.requestFocus();
        } else {
            focusFirst(model.acts().get());
        }
    }

    private void focusFirst(List<ActKind> kinds) {
        control(kinds.getFirst()).requestFocus();
    }

    private VBox panel(String title, Node... content) {
        Label heading = new Label(messages.get(title));
        heading.getStyleClass().add("panel-title");
        VBox panel = new VBox(heading);
        panel.getChildren().addAll(content);
        panel.getStyleClass().add("panel");
        return panel;
    }

    private void room() {
        boolean known = model.device().get() != null;
        Visibility.show(scroll, known);
        Visibility.show(missing, !known);
        String why = model.missing().get();
        missing.setText(why.isEmpty() ? messages.get("stations.manage.loading") : why);
    }

    /** Buttons that stay keep the keyboard's place. */
    private void acts(List<ActKind> kinds) {
        Scene scene = root.getScene();
        Node focused = scene == null ? null : scene.getFocusOwner();
        Set<Control> can = kinds.stream().map(this::control).collect(Collectors.toSet());
        boolean lost = focused != null && buttons.getChildren().contains(focused) && !can.contains(focused);
        buttons.getChildren().forEach(each -> each.setDisable(!can.contains(each)));
        if ((lost || focusWanted) && !kinds.isEmpty()) {
            focusWanted = false;
            focusFirst(kinds);
        }
    }

    /** Maintenance is on or off; it is on, too, while what is asked before is not answered. */
    private void showMaintenance() {
        Device device = model.device().get();
        boolean maintained = device != null && device.maintenance() != null;
        maintenance.show(maintained || model.asked().get() == ActKind.MAINTAIN);
    }

    private Control control(ActKind kind) {
        return byKind.computeIfAbsent(kind, each -> {
            Button button = new Button(messages.get("stations.act." + each.key()), new Icon(each.icon()));
            button.setId("act-" + each.key());
            button.setMinWidth(Region.USE_PREF_SIZE);
            if (each == ActKind.APPROVE) {
                button.getStyleClass().add("approve");
            }
            button.setOnAction(event -> model.want(each));
            return button;
        });
    }

    private void asked(@Nullable ActKind kind) {
        Device device = model.device().get();
        boolean keyboard = question.isFocusWithin();
        Control before = askedBefore == null ? null : byKind.get(askedBefore);
        showMaintenance();
        Visibility.show(question, kind != null && device != null);
        if (kind != null && device != null) {
            question.show(kind, device, model.claim());
            answerAgain();
            question.focus();
        } else if (before != null && keyboard) {
            before.requestFocus();
        }
        askedBefore = kind;
    }

    private void device(@Nullable Device device) {
        room();
        if (device == null) {
            return;
        }
        showMaintenance();
        Visibility.show(boardsPanel, !device.board().others().isEmpty());
        boards(device);
    }

    private void details(@Nullable DeviceDetails details) {
        if (details == null) {
            history.clear();
            return;
        }
        List<Fact> now = StationFacts.of(details, messages);
        if (!now.equals(told)) {
            told = now;
            facts.getChildren().clear();
            now.forEach(this::fact);
        }
        history.show(details);
    }

    private void fact(Fact fact) {
        Label name = new Label(fact.name());
        name.getStyleClass().add("figure-key");
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label value = Labels.wrapping(fact.value());
        GridPane.setHgrow(value, Priority.ALWAYS);
        facts.addRow(facts.getRowCount(), name, value);
    }

    /** Who says this id: one of them is let in, or given a new token. */
    private void boards(Device device) {
        List<Claimant> others = device.board().others();
        List<Said> said = new ArrayList<>();
        if (!others.isEmpty()) {
            String claim = device.board().claim();
            String own = messages.get(
                    "stations.boards.line",
                    StationRow.said(device.macAddress()),
                    StationRow.said(device.board().address()));
            said.add(new Said(claim == null ? "" : claim, own + " · " + messages.get("stations.boards.this"), claim));
        }
        for (Claimant other : others) {
            String line = messages.get("stations.boards.line", StationRow.said(other.macAddress()), other.address());
            said.add(new Said(
                    other.claim(),
                    line + " · " + messages.count("stations.boards.refused", other.refused()),
                    other.claim()));
        }
        boardRows.show(said);
    }

    private void board(BoardRow row, Said said) {
        Device device = model.device().get();
        boolean waits = device != null && device.enrollment() == Enrollment.PENDING;
        String claim = said.claim();
        row.show(
                said.text(),
                messages.get(waits ? "stations.boards.approve" : "stations.boards.token"),
                claim != null,
                () -> {
                    if (claim != null) {
                        model.wantBoard(claim, waits ? ActKind.APPROVE : ActKind.RESET_TOKEN);
                    }
                });
    }

    private void bugs(List<BugSummary> open) {
        Visibility.show(noBugs, open.isEmpty());
        bugRows.show(open);
    }

    private Hyperlink link(BugSummary bug) {
        Hyperlink link = Labels.wrap(new Hyperlink());
        link.setOnAction(event -> {
            link.setVisited(false);
            context.openBug().accept(bug.id());
        });
        return link;
    }

    private void link(Hyperlink link, BugSummary bug) {
        link.setText(messages.get("stations.bugs.entry", bug.id(), MachineText.of(bug.title(), messages)));
    }
}
