package fr.gaveurs.console.backend.platform.lifecycle;

import java.util.List;

/** Something that runs between a start and a stop. */
public interface Part {
    /** Its name in logs, the start-up timeline and the shutdown's progress; lower case. */
    String name();

    /**
     * Returns when the part does its work.
     *
     * @throws Exception when it cannot; the message says what to do
     */
    void start() throws Exception;

    /** Ends it, finishing what was begun as far as the deadline allows. Called once, only after a start. */
    void stop(Deadline deadline) throws Exception;

    /** Its threads and timers that go on for as long as it runs: health watches over them. */
    default List<Supervised> supervised() {
        return List.of();
    }
}
