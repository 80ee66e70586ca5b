package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.bugs.BugTerms;
import fr.gaveurs.console.api.bugs.Bugs.Attachment;
import fr.gaveurs.console.api.bugs.Bugs.Bug;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.pump.SystemDialogs;
import fr.gaveurs.console.files.AtomicFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** A bug's files: to be added, looked at where they can be shown, saved, and taken away. Nothing is ever run. */
final class AttachmentsPane {
    /** Characters of a text that are shown. */
    private static final int TEXT_SHOWN = 4_000;
    /** Images that are fetched without being asked for. */
    private static final int IMAGES_AT_ONCE = 4;

    /** Subjects of warnings: over with the next file that is added or taken away, or saved. */
    private static final String ADD = "add a file";

    private static final String SAVE = "save a file";

    private final Messages messages;
    private final Store api;
    private final Executor fx;
    private final Notifier notice;
    private final VBox root;
    private List<Attachment> shown = List.of();
    private long bugId;
    /** Counts the bugs shown, so that a file of an earlier one is known as such. */
    private int round;

    /** The files of bugs, at the backend. */
    interface Store {
        CompletableFuture<byte[]> fetch(long bugId, String id);

        /** Adds a file of this PC under its own name. */
        CompletableFuture<?> add(long bugId, String name, byte[] bytes);

        CompletableFuture<?> remove(long bugId, String id);

        /** Files were added or taken away: the bug in view is another. */
        void changed();
    }

    /**
     * @param fx runs its tasks on the FX thread
     */
    AttachmentsPane(Messages messages, Store api, Executor fx, Notifier notice, VBox root) {
        this.messages = messages;
        this.api = api;
        this.fx = fx;
        this.notice = notice;
        this.root = root;
    }

    void show(Bug bug) {
        if (bug.summary().id() == bugId && bug.attachments().equals(shown)) {
            return;
        }
        round++;
        bugId = bug.summary().id();
        shown = bug.attachments();
        Label title = new Label(messages.get("bugs.detail.attachments"));
        title.getStyleClass().add("panel-title");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        Button add = small("bugs.file.add");
        add.setDisable(shown.size() >= BugTerms.MAX_ATTACHMENTS);
        add.setOnAction(event -> choose());
        root.getChildren().setAll(new HBox(title, add));
        int images = 0;
        for (Attachment file : shown) {
            boolean image = file.contentType().startsWith("image/");
            root.getChildren().add(row(file, image && images++ < IMAGES_AT_ONCE));
        }
    }

    private Node row(Attachment file, boolean atOnce) {
        Label name = new Label(file.fileName());
        name.getStyleClass().addAll("bug-file-name", "elides");
        String by = file.addedBy();
        String size = messages.bytes((double) file.size());
        Label about = new Label(by == null ? size : messages.get("bugs.file.by", size, by));
        about.getStyleClass().add("bugs-note");
        VBox words = new VBox(name, about);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button save = small("bugs.file.save");
        save.setOnAction(event -> save(file));
        Button remove = small("bugs.file.remove");
        remove.setOnAction(event -> {
            // The second press does it: what is taken away is gone for everybody.
            remove.setText(messages.get("bugs.file.remove_sure"));
            remove.setOnAction(sure -> tell(api.remove(bugId, file.id()), file.fileName()));
        });
        HBox line = new HBox(new Icon(icon(file)), words, save, remove);
        line.getStyleClass().add("bug-file");
        VBox preview = new VBox();
        preview.getStyleClass().add("bug-preview");
        if (previewed(file)) {
            if (atOnce) {
                preview(file, preview);
            } else {
                Button look = small("bugs.file.show");
                look.setOnAction(event -> {
                    look.setDisable(true);
                    preview(file, preview);
                });
                line.getChildren().add(2, look);
            }
        }
        return new VBox(line, preview);
    }

    private Button small(String key) {
        Button button = new Button(messages.get(key));
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("bugs.file.add"));
        File source = SystemDialogs.open(chooser, root.getScene().getWindow());
        if (source != null) {
            add(source);
        }
    }

    /** Adds a file of this PC to the bug in view. */
    void add(File source) {
        long to = bugId;
        notice.over(ADD);
        if (source.length() > BugTerms.MAX_ATTACHMENT) {
            notice.warn(ADD, messages.get("bugs.file.too_big", source.getName()));
            return;
        }
        tell(
                CompletableFuture.supplyAsync(() -> {
                            try {
                                return Files.readAllBytes(source.toPath());
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        })
                        .thenCompose(bytes -> api.add(to, source.getName(), bytes)),
                source.getName());
    }

    private void tell(CompletableFuture<?> change, String fileName) {
        notice.over(ADD);
        var unused = change.handle((done, failure) -> {
            fx.execute(() -> {
                if (failure != null) {
                    notice.warn(ADD, messages.get("bugs.file.refused", fileName, ProblemText.of(failure, messages)));
                }
                api.changed();
            });
            return null;
        });
    }

    private static Ikon icon(Attachment file) {
        if (file.contentType().startsWith("image/")) {
            return MaterialDesignF.FILE_IMAGE_OUTLINE;
        }
        return file.contentType().startsWith("text/")
                ? MaterialDesignF.FILE_DOCUMENT_OUTLINE
                : MaterialDesignF.FILE_OUTLINE;
    }

    /** Anything else is a file to be saved; a web page or a drawing with scripts is text here. */
    private static boolean previewed(Attachment file) {
        return SafeImage.TYPES.contains(file.contentType())
                || file.contentType().startsWith("text/");
    }

    private void preview(Attachment file, VBox place) {
        int mine = round;
        var unused = api.fetch(bugId, file.id())
                .thenApply(bytes ->
                        SafeImage.TYPES.contains(file.contentType()) ? image(bytes) : text(bytes, charset(file)))
                .handle((made, failure) -> {
                    fx.execute(() -> {
                        if (mine == round) {
                            place.getChildren()
                                    .setAll(failure == null ? made.node() : failed(file, ApiException.of(failure)));
                        }
                    });
                    return null;
                });
    }

    /** What a preview shows, made off the FX thread; its node is made on it. */
    private interface Preview {
        Node node();
    }

    private Preview image(byte[] bytes) {
        SafeImage.Decoded decoded = SafeImage.decode(bytes);
        Image image = decoded.image();
        if (image == null) {
            String why = messages.get(decoded.tooLarge() ? "bugs.file.too_large" : "bugs.file.no_image");
            return () -> note(why);
        }
        return () -> {
            ImageView view = new ImageView(image);
            view.getStyleClass().add("bug-image");
            return view;
        };
    }

    private static Charset charset(Attachment file) {
        return file.contentType().endsWith("utf-16") ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    private Preview text(byte[] bytes, Charset charset) {
        String whole = new String(bytes, 0, Math.min(bytes.length, 4 * TEXT_SHOWN), charset);
        boolean cut = bytes.length > 4 * TEXT_SHOWN || whole.length() > TEXT_SHOWN;
        String shownText = ShortText.beginning(whole, TEXT_SHOWN) + (cut ? "\n" + messages.get("bugs.file.cut") : "");
        return () -> Labels.wrapping(shownText.replace("\t", "    "), "bug-logs");
    }

    private Node failed(Attachment file, ApiException failure) {
        return note(messages.get("bugs.file.failed", file.fileName(), ProblemText.of(failure, messages)));
    }

    private static Node note(String words) {
        return Labels.wrapping(words, "bugs-note");
    }

    private void save(Attachment file) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(messages.get("bugs.file.save"));
        chooser.setInitialFileName(FileNames.safe(file.fileName()));
        File target = SystemDialogs.save(chooser, root.getScene().getWindow());
        if (target != null) {
            notice.over(SAVE);
            var unused = api.fetch(bugId, file.id())
                    .thenAccept(bytes -> write(target, bytes))
                    .exceptionally(failure -> {
                        String reason = ProblemText.of(failure, messages);
                        fx.execute(() -> notice.warn(SAVE, messages.get("bugs.file.failed", file.fileName(), reason)));
                        return null;
                    });
        }
    }

    private void write(File target, byte[] bytes) {
        try {
            AtomicFile.write(target.toPath(), bytes);
            fx.execute(() -> notice.good(messages.get("bugs.file.written", target.getName())));
        } catch (IOException e) {
            fx.execute(
                    () -> notice.warn(SAVE, messages.get("bugs.file.not_written", target.getName(), e.getMessage())));
        }
    }

    /** Nothing that is still on its way comes in. */
    void hidden() {
        round++;
        bugId = -1;
        shown = List.of();
    }
}
