package fr.gaveurs.console.backend.jobs;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Work that is done from time to time, by one of the consoles on a database.
 *
 * @param name names it in the table {@code scheduled_tasks}, in logs and in health; never changed, since another name
 *     is another job
 * @param schedule when it is due
 */
public record Job(String name, Schedule schedule, Work work) {
    /** After the first start on a new database, when the program has better things to do no more. */
    private static final Duration FIRST = Duration.ofMinutes(1);

    /** What is to be done. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does it. It must bear being done again: a console that dies meanwhile leaves it to another one, from the
         * beginning. Interrupted when the program ends and it takes longer than a few seconds.
         *
         * @throws Exception what went wrong; it is tried again some minutes later, or at its next time if that is
         *     sooner
         */
        void run() throws Exception;
    }

    /** Work that is due so long after it was last done. */
    public static Job every(String name, Duration pause, Work work) {
        return new Job(name, new Pause(pause), work);
    }

    /**
     * Work that is due once a day.
     *
     * @param at when, by the clocks of {@code zone}; where no console runs at that time, soon after one starts
     */
    public static Job daily(String name, LocalTime at, ZoneId zone, Work work) {
        return new Job(name, new Daily(zone, at), work);
    }

    private record Pause(Duration pause) implements Schedule {
        @Override
        public Instant getNextExecutionTime(ExecutionComplete done) {
            return done.getTimeDone().plus(pause);
        }

        @Override
        public Instant getInitialExecutionTime(Instant now) {
            return now.plus(pause.compareTo(FIRST) < 0 ? pause : FIRST);
        }

        @Override
        public boolean isDeterministic() {
            return false; // depends on when it was last done
        }
    }
}
