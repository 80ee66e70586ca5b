package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.TestJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;

/** A window whose temporary folder is missing or full. */
@Timeout(120)
class FontsWithoutTempTest {
    @TempDir
    private Path folder;

    @Test
    void typefaceAndIconsComeFromBesideTheSettings() throws Exception {
        Path fonts = folder.resolve("é ü/fonts");
        assertThat(lines(fonts, folder.resolve("missing")))
                .contains("all true", "Roboto Medium true", "icons true", "an icon of Material Design Icons");
        assertThat(names(fonts)).contains("Roboto-Medium.ttf", "icons.ttf");
    }

    /** Needs Linux that lets users have namespaces; elsewhere it is skipped. */
    @Test
    void alsoWhereTheTemporaryFolderIsFull() throws Exception {
        Path full = Files.createDirectory(folder.resolve("full"));
        Path fonts = folder.resolve("fonts");
        String script = "mount -t tmpfs -o size=64k none \"$0\" || exit 77;"
                + " dd if=/dev/zero of=\"$0/ballast\" bs=4k 2>/dev/null; exec \"$@\"";
        List<String> lines = lines(fonts, full, "unshare", "-rm", "sh", "-c", script, full.toString());
        Assumptions.assumeTrue(lines.stream().anyMatch(line -> line.startsWith("all ")), "no namespace: " + lines);
        assertThat(lines).contains("all true", "Roboto Medium true", "icons true");
        assertThat(names(fonts)).contains("Roboto-Medium.ttf", "icons.ttf");
    }

    @Test
    void nothingIsWrittenWhereJavaFxCan() throws Exception {
        Path fonts = folder.resolve("fonts");
        assertThat(lines(fonts, folder)).contains("all true", "icons true");
        assertThat(fonts).doesNotExist();
    }

    private static List<String> names(Path fonts) throws IOException {
        try (Stream<Path> files = Files.list(fonts)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** @param around what the command line begins with */
    private List<String> lines(Path fonts, Path temporary, String... around) throws Exception {
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(around));
        command.addAll(TestJvm.command(
                "-Djava.io.tmpdir=" + temporary,
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "-Djava.awt.headless=true"));
        command.addAll(List.of(Child.class.getName(), fonts.toString()));
        Process window = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(window.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            window.destroyForcibly();
        }
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }

    /** The window's process. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            CountDownLatch done = new CountDownLatch(1);
            Platform.startup(() -> {
                try {
                    System.out.println("all " + Fonts.load(Path.of(arguments[0])));
                    System.out.println(Fonts.MEDIUM + " "
                            + Font.font(Fonts.MEDIUM, 12).getName().equals(Fonts.MEDIUM));
                    Font glyphs = Glyphs.font(MaterialDesignB.BUG, 16);
                    System.out.println("icons " + glyphs.getFamily().equals("Material Design Icons"));
                    Icon icon = new Icon(MaterialDesignB.BUG);
                    icon.setStyle("-fx-font-family: 'Material Design Icons'");
                    new Scene(new StackPane(icon)).getRoot().applyCss();
                    System.out.println("an icon of " + icon.getFont().getFamily());
                } finally {
                    done.countDown();
                }
            });
            done.await();
            Platform.exit();
        }
    }
}
