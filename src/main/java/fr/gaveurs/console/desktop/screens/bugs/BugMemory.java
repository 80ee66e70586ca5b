package fr.gaveurs.console.desktop.screens.bugs;

import org.jspecify.annotations.Nullable;

/** What is kept over restarts. For the FX thread alone. */
public interface BugMemory {
    BugViews views();

    void views(BugViews now);

    /** Who sits in front of the window; null until somebody said so. */
    @Nullable
    String name();

    void name(String now);
}
