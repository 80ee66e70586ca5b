package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Segments;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/models.fxml}: its pages, of which one is in view. */
public final class ModelsController {
    private final Messages messages;
    private final Map<Page, ModelsPage> pages = new EnumMap<>(Page.class);
    private @Nullable Segments<Page> segments;
    private Page chosen = Page.VERSIONS;
    private boolean inView;

    @FXML
    private SegmentedButton tabs;

    @FXML
    private Label failure;

    @FXML
    private StackPane page;

    /** In the order of their buttons. */
    enum Page {
        VERSIONS,
        TRAINING,
        SHADOW,
        TRUTH,
        DRIFT,
        ROLES,
        GRADING
    }

    ModelsController(ModelsBackend backend) {
        messages = backend.messages();
        pages.put(Page.VERSIONS, new VersionsPage(backend));
        pages.put(Page.TRAINING, new TrainingPage(backend));
        pages.put(Page.SHADOW, new ShadowPage(backend));
        pages.put(Page.TRUTH, new TruthPage(backend));
        pages.put(Page.DRIFT, new DriftPage(backend));
        pages.put(Page.ROLES, new RolesPage(backend));
        pages.put(Page.GRADING, new GradingPage(backend));
    }

    @FXML
    public void initialize() {
        segments = new Segments<>(tabs, List.of(Page.values()), chosen, this::select);
        failure.setText("");
        page.getChildren().setAll(of(chosen).node());
        Kept.pages(page, pages.values().stream().map(ModelsPage::node).toList());
    }

    private ModelsPage of(Page which) {
        return Objects.requireNonNull(pages.get(which));
    }

    private void select(Page now) {
        if (now == chosen) {
            return;
        }
        if (inView) {
            of(chosen).hidden();
        }
        chosen = now;
        failure.setText("");
        page.getChildren().setAll(of(now).node());
        if (inView) {
            of(now).shown();
        }
    }

    /** Pages that are not in view at first. */
    List<Node> pages() {
        return pages.entrySet().stream()
                .filter(each -> each.getKey() != Page.VERSIONS)
                .map(each -> each.getValue().node())
                .toList();
    }

    void shown() {
        inView = true;
        of(chosen).shown();
    }

    void hidden() {
        inView = false;
        of(chosen).hidden();
    }

    /** Shows a page and one of its things, as {@link #opened} named them. */
    void open(String item) {
        String[] parts = item.split(":", 2);
        for (Page each : Page.values()) {
            if (each.name().equals(parts[0])) {
                Objects.requireNonNull(segments).select(each);
                select(each);
                of(each).open(parts.length > 1 ? parts[1] : "");
            }
        }
    }

    /** The page in view and what is chosen there, such as {@code VERSIONS:3}. */
    String opened() {
        return chosen + ":" + of(chosen).opened();
    }

    void answered() {
        failure.setText("");
    }

    /** Says what went wrong until the next answer. */
    void failed(String words) {
        failure.setText(messages.get("models.failed", words));
        of(chosen).failed(words);
    }

    void pressed(KeyEvent event) {
        of(chosen).pressed(event);
    }

    void focus() {
        if (of(chosen).focus()) {
            return;
        }
        tabs.getButtons().get(chosen.ordinal()).requestFocus();
    }
}
