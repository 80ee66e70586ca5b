package fr.gaveurs.console.desktop.shell;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Why the program could not start, for the person in front of it.
 *
 * @param subject what the sentence is about: an address, a folder, a part of the program
 * @param details for whoever is asked for help: what the program said, versions, paths, stack trace; in that language as
 *     far as it is there
 * @param rescue what can be put in the place of damaged data; null where there is nothing to put, or no damage
 */
public record StartFailure(
        Kind kind,
        String subject,
        Function<Locale, String> details,
        @Nullable Rescue rescue) {
    public StartFailure(Kind kind, String subject, String details) {
        this(kind, subject, details, null);
    }

    public StartFailure(Kind kind, String subject, String details, @Nullable Rescue rescue) {
        this(kind, subject, language -> details, rescue);
    }

    /** What went wrong, as far as a person can mend it. */
    public enum Kind {
        /** Another program has the address; the subject is the address. */
        PORT("failure.port.happened", "failure.port.remedy"),
        /** The data folder cannot be written; the subject is its path. */
        FOLDER("failure.folder.happened", "failure.folder.remedy"),
        /** No data folder is named, and the user has no home folder; the subject is the user. */
        HOME("failure.home.happened", "failure.home.remedy"),
        /** The disk of the data folder is full; the subject is its path. */
        DISK("failure.disk.happened", "failure.disk.remedy"),
        /** A setting is wrong; the subject is the data folder. */
        SETTINGS("failure.settings.happened", "failure.settings.remedy"),
        /** PostgreSQL did not start or its tables could not be prepared; the subject is the data folder. */
        DATABASE("failure.database.happened", "failure.database.remedy"),
        /** Files of the database are damaged; the subject is the data folder. What the database says of them are details. */
        DAMAGE("failure.damage.happened", "failure.damage.remedy"),
        /** The same, and there is a backup. */
        DAMAGE_RESCUE("failure.damage.happened", "failure.damage.rescue"),
        /** Something else; the subject is the part that failed, by its name in the timeline. */
        OTHER("failure.other.happened", "failure.other.remedy");

        private final String happened;
        private final String remedy;

        Kind(String happened, String remedy) {
            this.happened = happened;
            this.remedy = remedy;
        }

        /** Key of the sentence that says what happened. */
        String happened() {
            return happened;
        }

        /** Key of the sentence that says what to do. */
        String remedy() {
            return remedy;
        }
    }
}
