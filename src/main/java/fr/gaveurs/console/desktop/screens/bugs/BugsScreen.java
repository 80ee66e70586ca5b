package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs.Bug;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Layers;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.ReportContext;
import fr.gaveurs.console.desktop.kit.SceneKeys;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.kit.pump.BackendState;
import fr.gaveurs.console.desktop.screens.bugs.BugsController.Page;
import java.io.File;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The tracker: list, board and overview, and one bug on top of them, from which Escape leads back. */
public final class BugsScreen implements Screen {
    private static final String STYLES = "/css/bugs.css";

    private final BugsContext context;
    private final ReadOnlyObjectWrapper<Palette> palette;
    private final BugPages pages;
    private final BugDetailViewModel detail;
    private final FilterPane filters;
    private final BugDetailPane detailPane;
    private final BugsController controller;
    private final CsvExport export;
    private final Parent root;
    private final SceneKeys keys;
    /** Bugs opened on top of each other, the one in view last. */
    private final Deque<Long> opened = new ArrayDeque<>();

    private Subscription following = Subscription.EMPTY;
    private boolean shown;
    private boolean wasSilent;

    public BugsScreen(BugsContext context) {
        this.context = context;
        palette = new ReadOnlyObjectWrapper<>(context.appearance().palette().get());
        BugRequests requests = new BugRequests(
                BugSource.of(context.api().bugs(), context.api().firmware()),
                context.pump()::post,
                context.pump()::later,
                context.messages()::now);
        BugText text = new BugText(context.messages(), context.messages()::now);
        detail = new BugDetailViewModel(requests, context.messages(), context.drafts(), context.actor()::named);
        filters = new FilterPane(context.messages(), context.memory(), this::filtered);
        pages = new BugPages(
                context,
                requests,
                text,
                palette.getReadOnlyProperty(),
                this::open,
                filters::clear,
                this::listStatus,
                this::listFiltered);
        detailPane = new BugDetailPane(context, text, detail, this::open, this::back, filters::people);
        controller = new BugsController(context.messages(), pages.list(), filters, pages.nodes(), new Actions());
        export = new CsvExport(context.api().bugs(), context.messages(), context.tasks(), this::exporting);
        root = Fxml.load("bugs", context.messages(), controller);
        keys = new SceneKeys(root, this::key, this::typed);
        Fxml.style(root, STYLES);
        controller.detail(detailPane.node(), false);
        pages.onCame(filters::learn);
        pages.onFailure(this::problem);
        Kept.part(
                detailPane.node(),
                Opened.class,
                () -> opened.isEmpty() ? null : new Opened(List.copyOf(opened)),
                this::openedBefore);
    }

    private record Opened(List<Long> bugs) {}

    /** The way back leads through the same bugs. */
    private void openedBefore(Opened before) {
        if (before.bugs().getLast().equals(opened.peekLast())) {
            opened.clear();
            opened.addAll(before.bugs());
        }
    }

    private void exporting() {
        controller.exporting(export.isRunning());
    }

    private void problem() {
        controller.words(pages.failure(controller.page()));
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public List<Node> pages() {
        return List.of(pages.node(Page.BOARD), pages.node(Page.OVERVIEW), detailPane.node());
    }

    @Override
    public void show() {
        shown = true;
        following = Subscription.combine(
                context.appearance().palette().subscribe(palette::set),
                context.feed().onBug(this::event),
                context.feed().onBackend(this::backend),
                context.pump().everySecond(this::tick));
        keys.start();
        filters.stations(
                context.feed().stations().stream().map(StationView::deviceId).toList());
        if (opened.isEmpty()) {
            showPage();
        } else {
            detail.fetch();
            detailPane.shown();
        }
    }

    private void tick() {
        if (opened.isEmpty()) {
            pages.tick(controller.page());
        }
    }

    /** After a silence what is shown may be old: changes were told to nobody. */
    private void backend(BackendState state) {
        boolean back = wasSilent && !state.silent();
        wasSilent = state.silent();
        if (back && opened.isEmpty()) {
            showPage();
        } else if (back) {
            detail.fetch();
        }
    }

    @Override
    public void hide() {
        shown = false;
        following.unsubscribe();
        following = Subscription.EMPTY;
        keys.stop();
        pages.hide();
        detailPane.hidden();
        filters.hidden();
    }

    @Override
    public ReportContext context() {
        Bug bug = detail.bug().get();
        return bug == null
                ? ReportContext.NOTHING
                : new ReportContext(bug.summary().deviceId(), bug.summary().firmwareVersion(), null, null, null, null);
    }

    @Override
    public void focus() {
        if (!opened.isEmpty()) {
            root.requestFocus();
            return;
        }
        pages.focus(controller.page());
    }

    /** Opens a bug, on top of the one in view if there is one. */
    public void open(long id) {
        Long top = opened.peekLast();
        if (top == null || top != id) {
            opened.remove(id);
            opened.addLast(id);
        }
        pages.hide();
        controller.detail(detailPane.node(), true);
        if (detail.id() != id) {
            detail.open(id);
        }
        detailPane.shown();
        root.requestFocus();
    }

    /** Opens a bug by its number, or a page by its name. */
    @Override
    public void open(String item) {
        if (Character.isDigit(item.charAt(0))) {
            open(Long.parseLong(item));
        } else {
            controller.page(Page.valueOf(item));
        }
    }

    /** The number of the bug in view, else the name of the page; null for the list. */
    @Override
    public @Nullable String opened() {
        Page page = controller.page();
        Long top = opened.peekLast();
        return top != null ? top.toString() : page == Page.LIST ? null : page.name();
    }

    /** From a bug to where it was opened. */
    private void back() {
        opened.pollLast();
        Long before = opened.peekLast();
        if (before != null) {
            detail.open(before);
            root.requestFocus();
            return;
        }
        detail.close();
        detailPane.hidden();
        controller.detail(detailPane.node(), false);
        if (shown) {
            showPage();
            focus();
        }
    }

    private void showPage() {
        pages.show(controller.page());
        problem();
    }

    private void page(Page wanted) {
        page(wanted, true);
    }

    private void page(Page wanted, boolean enter) {
        pages.hide();
        controller.page(wanted);
        showPage();
        if (enter && wanted != Page.OVERVIEW) {
            pages.focus(wanted);
        }
    }

    private void event(BugSummary bug) {
        if (opened.isEmpty()) {
            pages.event(controller.page(), bug);
        } else {
            detail.event(bug);
        }
    }

    private void filtered(BugFilter filter) {
        context.memory().views(context.memory().views().with(filter));
        pages.filter(filter);
    }

    private void listFiltered(BugFilter filter) {
        filters.show(filter);
        filtered(filter);
        page(Page.LIST);
    }

    private void listStatus(Status status) {
        listFiltered(pages.list().filter().withStatus(status.key()));
    }

    /** Asks for a file, and writes every bug that the filters let through. */
    private void export() {
        if (export.isRunning()) {
            return;
        }
        File target = export.ask(root.getScene().getWindow());
        if (target != null) {
            export(target);
        }
    }

    /** Writes every bug that the filters let through. */
    void export(File target) {
        BugFilter filter = pages.list().filter();
        // The board has a column for each status, and leaves none out.
        BugFilter shows = controller.page() == Page.BOARD ? filter.withStatus(null) : filter;
        export.start(shows.query(null, BugListViewModel.PAGE), target);
    }

    private static boolean typing(KeyEvent event) {
        return event.getTarget() instanceof TextInputControl;
    }

    private void key(KeyEvent event) {
        if (Layers.covered(root, event)) {
            return;
        }
        boolean plain = !event.isShortcutDown() && !event.isAltDown() && !typing(event);
        if (event.getCode() == KeyCode.ESCAPE && !opened.isEmpty()) {
            if (typing(event)) {
                // First out of the field, then out of the bug.
                root.requestFocus();
            } else {
                back();
            }
        } else if (event.isShortcutDown() && event.getCode() == KeyCode.F && opened.isEmpty()) {
            find();
        } else if (plain && event.getCode() == KeyCode.N) {
            context.report().run();
        } else if (plain
                && event.getCode() == KeyCode.E
                && opened.isEmpty()
                && controller.page() != Page.OVERVIEW
                && !export.isRunning()) {
            export();
        } else {
            return;
        }
        event.consume();
    }

    /** The slash by its sign: where its key lies differs from keyboard to keyboard. */
    private void typed(KeyEvent event) {
        if ("/".equals(event.getCharacter()) && !Layers.covered(root, event) && !typing(event) && opened.isEmpty()) {
            find();
            event.consume();
        }
    }

    private void find() {
        if (controller.page() == Page.OVERVIEW) {
            page(Page.LIST);
        }
        filters.find();
    }

    private final class Actions implements BugsController.Actions {
        @Override
        public void page(Page wanted, boolean enter) {
            BugsScreen.this.page(wanted, enter);
        }

        @Override
        public void refresh() {
            pages.list().reload();
        }

        @Override
        public void export() {
            BugsScreen.this.export();
        }

        @Override
        public void report() {
            context.report().run();
        }
    }
}
