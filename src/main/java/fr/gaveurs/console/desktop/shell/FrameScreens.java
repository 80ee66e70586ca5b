package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Pieces;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import fr.gaveurs.console.desktop.screens.Screens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The window's screens and their connection: built beneath the picture of the start, shown once the backend answers, built
 * anew in another language. FX thread only.
 */
final class FrameScreens {
    private static final Logger LOG = LoggerFactory.getLogger(FrameScreens.class);

    /** After the first screen is there the others are built. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    /** What they are made of. */
    record Parts(
            Launch launch,
            Scene scene,
            Pane layers,
            Pump pump,
            ThemeControl theme,
            WindowMemory memory,
            Preferences preferences,
            Reporting reporting,
            StartNews news) {}

    private final Parts parts;
    private final Frame frame;
    private final FirstScreens first;

    private Workbench.@Nullable Connection connection;
    /** In view. */
    private @Nullable Workbench workbench;
    /** Whether the backend was told to answer. */
    private boolean answered;

    FrameScreens(Frame frame, Parts parts) {
        this.frame = frame;
        this.parts = parts;
        this.first = new FirstScreens(parts.scene(), parts.layers());
    }

    /** In view; null before. */
    @Nullable
    Workbench inView() {
        return workbench;
    }

    /** Whether there is a backend that answers, or will. */
    boolean isConnected() {
        return connection != null;
    }

    /** Null before the server said anything. */
    @Nullable
    Instant serverTime() {
        Workbench.Connection over = connection;
        return over == null ? null : over.feed().clock().now();
    }

    /** The backend will answer there: they are built beneath the picture of the start. */
    void prepare(BackendAddress endpoint) {
        if (!frame.isOpen() || connection != null) {
            return;
        }
        connection = Connections.open(
                endpoint, parts.pump(), parts.launch().demo(), parts.memory()::actor, this::demoFailed);
        lay();
    }

    private void lay() {
        Workbench.Connection over = connection;
        if (over != null) {
            first.lay(
                    () -> make(over),
                    this::offer,
                    () -> frame.isOpen() && workbench == null && over.equals(connection));
        }
    }

    /** The backend answers. */
    void ready(BackendAddress endpoint) {
        if (!frame.isOpen() || answered) {
            return;
        }
        answered = true;
        if (connection != null && !connection.endpoint().equals(endpoint)) {
            withdraw();
        }
        boolean prepared = connection != null;
        prepare(endpoint);
        first.show(prepared, this::listen, this::reveal);
    }

    private void listen() {
        if (connection != null) {
            Connections.listen(connection);
        }
    }

    /** The picture of the start goes from what lies beneath it, which is drawn in pieces. */
    private void reveal(Workbench next) {
        workbench = next;
        List<Runnable> pieces = new ArrayList<>(next.inParts());
        pieces.add(this::tellOfTheStart);
        frame.uncover();
        next.focusContent();
        show(next, pieces);
    }

    private void tellOfTheStart() {
        if (workbench != null && connection != null && parts.news().isNew()) {
            parts.reporting().controller().connect(connection.api()); // it tells at once of reports that were kept
            parts.news().tell(workbench.shell(), frame.messages());
        }
    }

    private Workbench make(Workbench.Connection over) {
        WindowMemory memory = parts.memory();
        return new Workbench(
                over,
                frame.messages(),
                parts.theme().appearance(),
                frame::showHelp,
                parts.reporting().controller()::open,
                !Boolean.FALSE.equals(memory.settings().sortByName()),
                byName -> memory.save(memory.settings().withSortByName(byName)),
                memory,
                parts.preferences().actor(),
                parts.launch().ahead());
    }

    private void offer(Workbench made) {
        parts.preferences().offer(made, frame.messages());
    }

    /**
     * In the frame's language of now; what is in view stays until the new is built.
     *
     * @return false where none are in view: then {@link #again} is to be called
     */
    boolean anew() {
        Workbench old = workbench;
        Workbench.Connection over = connection;
        if (old == null || over == null) {
            return false;
        }
        Place place = old.place();
        old.dispose();
        // It stays in view for a moment, where nothing is to be pressed any more.
        old.node().setMouseTransparent(true);
        parts.layers().requestFocus();
        build(over, place);
        return true;
    }

    /** Builds once more what lies beneath the picture of the start. */
    void again() {
        first.drop();
        lay();
    }

    /** In place of another one, which stays in view until this is built. */
    private void build(Workbench.Connection over, Place place) {
        parts.reporting().notReady();
        Workbench next = make(over);
        offer(next);
        workbench = next;
        List<Runnable> pieces = new ArrayList<>();
        pieces.add(() -> next.build(place));
        // What lies over it stays.
        pieces.add(() -> parts.layers().getChildren().set(0, next.node()));
        pieces.addAll(next.shell().inParts());
        pieces.add(() -> next.begin(place));
        pieces.add(this::tellOfTheStart); // where another language came before it could be told
        show(next, pieces);
    }

    /** Does the pieces, and then leads the keyboard into the screen. */
    private void show(Workbench next, List<Runnable> pieces) {
        pieces.add(() -> {
            next.focusContent();
            parts.preferences().shown();
            parts.reporting().ready();
            parts.pump().later(SETTLING, () -> parts.pump().assembling(false));
        });
        Pieces.inTurn(parts.scene(), () -> workbench == next && frame.isOpen(), pieces.toArray(Runnable[]::new));
    }

    /** What was built for a backend that will not answer, or elsewhere. */
    void withdraw() {
        first.drop();
        if (connection != null) {
            Connections.close(connection);
            connection = null;
        }
    }

    /** What is in view stays, and nothing of it goes on. */
    void end() {
        if (workbench != null) {
            workbench.dispose();
        }
        withdraw();
    }

    void openBug(long id) {
        if (workbench != null) {
            workbench.open(Screens.BUGS, Long.toString(id));
        }
    }

    void focusContent() {
        if (workbench != null) {
            workbench.focusContent();
        }
    }

    private void demoFailed(Throwable failure) {
        LOG.warn("the demo could not be started or stopped", failure);
        if (workbench != null) {
            workbench
                    .notices()
                    .warn(
                            ShellController.DEMO,
                            frame.messages().get("demo.failed", ProblemText.of(failure, frame.messages())));
        }
    }
}
