package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.bugs.BugViews;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * What the window remembers. Null means: as the machine has it, or as the program does by itself.
 *
 * @param textPercent size of text, 100–200
 * @param width of the window, in pixels before scaling
 * @param bugs filters of the bug tracker
 * @param reporterName who sits in front of the window, as all that is done in it says: empty for nobody in particular,
 *     null until somebody was asked
 * @param names those that were chosen last, newest first
 */
public record WindowSettings(
        @Nullable Language language,
        @Nullable Theme theme,
        @Nullable Integer textPercent,
        @Nullable Double width,
        @Nullable Double height,
        @Nullable Boolean maximized,
        @Nullable Boolean sortByName,
        @Nullable BugViews bugs,
        @Nullable String reporterName,
        @Nullable List<String> names) {
    /** Names that are kept. */
    static final int NAMES = 6;

    private static final Logger LOG = LoggerFactory.getLogger(WindowSettings.class);

    public static final WindowSettings DEFAULT =
            new WindowSettings(null, null, null, null, null, null, null, null, null, null);

    /** Which theme the person chose. */
    public enum Theme {
        /** As the operating system has it, also when that changes. */
        SYSTEM,
        LIGHT,
        DARK
    }

    /** Reads the file; a missing or damaged one gives the defaults, since a window's size is no reason not to start. */
    public static WindowSettings read(Path file) {
        try {
            WindowSettings read = Json.MAPPER.readValue(Files.readAllBytes(file), WindowSettings.class);
            return read == null ? DEFAULT : read;
        } catch (NoSuchFileException e) {
            return DEFAULT;
        } catch (JacksonException e) {
            LOG.warn("the window's settings in {} are damaged ({}); using the defaults", file, e.getOriginalMessage());
            return DEFAULT;
        } catch (IOException e) {
            LOG.warn("the window's settings in {} cannot be read ({}); using the defaults", file, e.getMessage());
            return DEFAULT;
        }
    }

    /** A crash leaves the old or the new one, never half. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }

    WindowSettings withLanguage(Language value) {
        return new WindowSettings(
                value, theme, textPercent, width, height, maximized, sortByName, bugs, reporterName, names);
    }

    WindowSettings withTheme(Theme value) {
        return new WindowSettings(
                language, value, textPercent, width, height, maximized, sortByName, bugs, reporterName, names);
    }

    WindowSettings withTextPercent(int value) {
        return new WindowSettings(
                language, theme, value, width, height, maximized, sortByName, bugs, reporterName, names);
    }

    WindowSettings withSize(double newWidth, double newHeight, boolean nowMaximized) {
        return new WindowSettings(
                language, theme, textPercent, newWidth, newHeight, nowMaximized, sortByName, bugs, reporterName, names);
    }

    WindowSettings withSortByName(boolean value) {
        return new WindowSettings(
                language, theme, textPercent, width, height, maximized, value, bugs, reporterName, names);
    }

    WindowSettings withBugs(BugViews value) {
        return new WindowSettings(
                language, theme, textPercent, width, height, maximized, sortByName, value, reporterName, names);
    }

    WindowSettings withReporterName(String value) {
        List<String> kept = value.isBlank()
                ? names
                : Stream.concat(Stream.of(value), lastNames().stream())
                        .distinct()
                        .limit(NAMES)
                        .toList();
        return new WindowSettings(
                language, theme, textPercent, width, height, maximized, sortByName, bugs, value, kept);
    }

    /** The names that were chosen last, newest first. */
    List<String> lastNames() {
        String name = reporterName;
        if (names != null) {
            return names.stream().filter(Objects::nonNull).toList();
        }
        return name == null || name.isBlank() ? List.of() : List.of(name);
    }
}
