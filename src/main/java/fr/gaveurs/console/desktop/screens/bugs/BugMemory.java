package fr.gaveurs.console.desktop.screens.bugs;

/** What is kept over restarts. For the FX thread alone. */
public interface BugMemory {
    BugViews views();

    void views(BugViews now);
}
