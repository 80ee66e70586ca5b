package fr.gaveurs.console.desktop.bugs;

/** Names of files that came from elsewhere. */
final class FileNames {
    private FileNames() {}

    /** Without folders, and without what Windows takes for more than a letter. */
    static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = last.replaceAll("[\\p{Cntrl}<>:\"|?*]", "_").replaceAll("^\\.+", "");
        return clean.isBlank() ? "file" : clean;
    }
}
