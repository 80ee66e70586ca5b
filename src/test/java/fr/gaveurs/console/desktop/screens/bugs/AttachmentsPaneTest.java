package fr.gaveurs.console.desktop.screens.bugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.bugs.BugTerms;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.kit.Messages;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachmentsPaneTest {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Messages messages = new Messages(Messages.Language.FR, ZoneOffset.UTC);
    private VBox root;
    private AttachmentsPane pane;

    @TempDir
    Path folder;

    private final class Recorder implements AttachmentsPane.Store {
        @Override
        public CompletableFuture<byte[]> fetch(long bugId, String id) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<?> add(long bugId, String name, byte[] bytes) {
            done.add("add " + bugId + " " + name + " " + bytes.length);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<?> remove(long bugId, String id) {
            done.add("remove " + bugId + " " + id);
            return CompletableFuture.failedFuture(new IllegalStateException("gone already"));
        }

        @Override
        public void changed() {
            done.add("changed");
        }
    }

    @BeforeEach
    void show() {
        Fx.start();
        Fx.run(() -> {
            root = new VBox();
            var unused = new Scene(root);
            pane = new AttachmentsPane(messages, new Recorder(), Platform::runLater, new Told(told), root);
            pane.show(MadeUpBugs.full(MadeUpBugs.bug(3)));
        });
    }

    @Test
    void aFileOfThisPcIsAddedAndTheBugAskedForAgain() throws IOException {
        Path file = Files.write(folder.resolve("photo é.png"), new byte[7]);
        Fx.run(() -> pane.add(file.toFile()));

        await().until(() -> done.contains("changed"));
        assertThat(done).containsExactly("add 3 photo é.png 7", "changed");
    }

    @Test
    void oneThatIsTooLargeIsNotEvenRead() throws IOException {
        Path file = folder.resolve("video.png");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(BugTerms.MAX_ATTACHMENT + 1L);
        }
        Fx.run(() -> pane.add(file.toFile()));

        assertThat(told).singleElement().satisfies(words -> assertThat(words).contains("video.png dépasse 10"));
        assertThat(done).isEmpty();
    }

    @Test
    void takingAwayNeedsTwoPressesAndAFailureIsTold() {
        Button remove = Fx.call(() -> (Button) root.lookupAll(".button").stream()
                .filter(node -> ((Button) node).getText().equals("Retirer"))
                .findFirst()
                .orElseThrow());
        Fx.run(remove::fire);
        assertThat(done).isEmpty();
        assertThat(Fx.call(remove::getText)).isEqualTo("Retirer pour tous");

        Fx.run(remove::fire);
        await().until(() -> done.contains("changed"));
        assertThat(done.getFirst()).startsWith("remove 3 ");
        assertThat(told).singleElement().satisfies(words -> assertThat(words).contains("gone already"));
    }
}
