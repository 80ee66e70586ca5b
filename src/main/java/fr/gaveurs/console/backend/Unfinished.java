package fr.gaveurs.console.backend;

/**
 * What has been begun and not finished.
 *
 * @param requests without an answer yet
 * @param sockets still open
 * @param samples taken and not yet stored; their devices have no acknowledgement and will send them again
 */
public record Unfinished(int requests, int sockets, int samples) {
    /** Before anybody was let in. */
    public static final Unfinished NOTHING = new Unfinished(0, 0, 0);

    public boolean isNothing() {
        return equals(NOTHING);
    }

    /** For the log. */
    @Override
    public String toString() {
        return requests + " requests, " + sockets + " sockets, " + samples
                + " samples without an acknowledgement (their stations keep them)";
    }
}
