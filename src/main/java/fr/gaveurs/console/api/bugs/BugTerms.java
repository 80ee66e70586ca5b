package fr.gaveurs.console.api.bugs;

import fr.gaveurs.console.api.Keyed;
import java.util.EnumSet;
import java.util.Set;

/** The words of bug reports, and which status may follow which. */
public final class BugTerms {
    /** What a tag looks like. */
    public static final String TAG = "[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,39}";

    public static final String TAG_RULE = "must be 1 to 40 letters, figures, '.', '_' or '-'";
    /** Bytes of one attached file. */
    public static final int MAX_ATTACHMENT = 10 << 20;
    /** Files of one bug. */
    public static final int MAX_ATTACHMENTS = 20;

    private BugTerms() {}

    /** How bad it is, worst first. */
    public enum Severity implements Keyed {
        /** The hall stands still, or wrong grades leave it. */
        CRITICAL,
        /** A station, or something that is needed every day, does not work. */
        HIGH,
        /** It works with more trouble. */
        MEDIUM,
        /** A blemish. */
        LOW;

        @Override
        public String toString() {
            return key();
        }
    }

    /** How soon somebody should look, soonest first. */
    public enum Priority implements Keyed {
        URGENT,
        HIGH,
        MEDIUM,
        LOW;

        @Override
        public String toString() {
            return key();
        }
    }

    /** What it is about. */
    public enum Category implements Keyed {
        HARDWARE,
        FIRMWARE,
        BACKEND,
        /** The window. */
        FRONTEND,
        SENSOR,
        /** Grades and figures. */
        QUALITY,
        ML,
        OTHER;

        @Override
        public String toString() {
            return key();
        }
    }

    /** Who found it. */
    public enum Source implements Keyed {
        PERSON,
        /** The window met an error. */
        WINDOW,
        /** The backend met an error. */
        BACKEND,
        /** A station reported an error. */
        DEVICE;

        @Override
        public String toString() {
            return key();
        }
    }

    /** Where it stands. */
    public enum Status implements Keyed {
        /** Nobody works at it. */
        OPEN,
        /** Somebody works at it. */
        IN_PROGRESS,
        /** Mended, not yet checked. */
        RESOLVED,
        /** Mended and checked. */
        CLOSED,
        /** Left as it is, also for being a duplicate. */
        WONT_FIX;

        @Override
        public String toString() {
            return key();
        }

        /** Whether somebody still has to do something. */
        public boolean unresolved() {
            return this == OPEN || this == IN_PROGRESS;
        }

        /** What may follow. From every settled status there is a way back to open. */
        public Set<Status> next() {
            return switch (this) {
                case OPEN -> EnumSet.of(IN_PROGRESS, RESOLVED, WONT_FIX);
                case IN_PROGRESS -> EnumSet.of(OPEN, RESOLVED, WONT_FIX);
                case RESOLVED -> EnumSet.of(CLOSED, OPEN, IN_PROGRESS);
                case CLOSED -> EnumSet.of(OPEN);
                case WONT_FIX -> EnumSet.of(OPEN, CLOSED);
            };
        }
    }

    /** What a list is sorted by. */
    public enum Sort implements Keyed {
        CREATED,
        UPDATED,
        LAST_SEEN,
        /** Worst first, then the newest. */
        SEVERITY,
        /** Soonest first, then the newest. */
        PRIORITY,
        OCCURRENCES,
        /** What fits the words best; only with words to look for, and always best first. */
        RELEVANCE;

        @Override
        public String toString() {
            return key();
        }
    }
}
