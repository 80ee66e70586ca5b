package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.FileName;

/** Names of files that came from elsewhere. */
final class FileNames {
    private FileNames() {}

    /** Without folders, and without what Windows takes for more than a letter. */
    static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return FileName.clean(FileName.clean(last).replaceAll("^\\.+", ""));
    }
}
