package fr.gaveurs.console.desktop.kit.pump;

import java.io.File;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javafx.print.PrinterJob;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Shows the dialogs of the operating system. They have the window's thread to themselves for as long as somebody looks for
 * a file, which is no freeze. FX thread only.
 */
public final class SystemDialogs {
    /** Who wants to know of each dialog. */
    interface Watch {
        void opened();

        void closed();
    }

    private static final List<Watch> WATCHES = new CopyOnWriteArrayList<>();

    private SystemDialogs() {}

    /** From any thread. */
    static Subscription watch(Watch watch) {
        WATCHES.add(watch);
        return () -> WATCHES.remove(watch);
    }

    /** The file to be read; null if the person thought better of it. */
    public static @Nullable File open(FileChooser chooser, @Nullable Window over) {
        return during(() -> chooser.showOpenDialog(over));
    }

    /** The file to be written; null if the person thought better of it. */
    public static @Nullable File save(FileChooser chooser, @Nullable Window over) {
        return during(() -> chooser.showSaveDialog(over));
    }

    /** Whether a printer was chosen. */
    public static boolean print(PrinterJob job, Window over) {
        return Boolean.TRUE.equals(during(() -> job.showPrintDialog(over)));
    }

    static <T> @Nullable T during(Supplier<@Nullable T> dialog) {
        WATCHES.forEach(Watch::opened);
        try {
            return dialog.get();
        } finally {
            WATCHES.forEach(Watch::closed);
        }
    }
}
