package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.bugs.BugInput.NewBug;
import fr.gaveurs.console.api.bugs.BugInput.NewComment;
import fr.gaveurs.console.client.ApiException;

/** Carries reports to the backend. Each call waits for the answer and ends with an {@link ApiException} if it is bad. */
interface Courier {
    /** Gives the number of the bug; the same report again gives the same. */
    long create(NewBug bug);

    void comment(long bugId, NewComment comment);

    /** Whether the bug has this comment already. */
    boolean hasComment(long bugId, NewComment comment);

    void attach(long bugId, String fileName, String by, byte[] bytes);

    /** Whether an answer means "later" and not "no": nobody answered, the database is away, too many at once. */
    static boolean isAway(ApiException failure) {
        int status = failure.problem().status();
        return failure.unreachable() || status == 408 || status == 429 || status / 100 == 5 || status / 100 == 2;
    }

    /** Whether the next report would fare no better. */
    static boolean stopsAll(ApiException failure) {
        int status = failure.problem().status();
        return failure.unreachable() || status == 429 || status == 502 || status == 503 || status == 504;
    }
}
