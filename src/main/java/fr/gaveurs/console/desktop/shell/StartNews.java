package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Messages;
import org.jspecify.annotations.Nullable;

/** What went otherwise than usual at a start: told once, when there are screens to tell it on. FX thread only. */
final class StartNews {
    private final boolean typeface;
    private @Nullable String keptAside;
    private boolean told;

    /** @param typeface whether the window has its own typeface */
    StartNews(boolean typeface) {
        this.typeface = typeface;
    }

    /** A restore has just put there what was in its place before. */
    void keptAside(String folder) {
        keptAside = folder;
    }

    /** Whether nothing was told yet. */
    boolean isNew() {
        return !told;
    }

    void tell(ShellController shell, Messages messages) {
        told = true;
        if (!typeface) {
            shell.warn(messages.get("window.no_typeface", System.getProperty("java.io.tmpdir", "")));
        }
        if (keptAside != null) {
            shell.warn(messages.get("failure.restore.done", keptAside));
        }
    }
}
