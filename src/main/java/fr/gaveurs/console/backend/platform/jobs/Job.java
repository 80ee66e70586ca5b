package fr.gaveurs.console.backend.platform.jobs;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done from time to time, by one of the consoles on a database.
 *
 * @param name names it in the table {@code scheduled_tasks}, in logs and in health; never changed, since another name
 *     is another job
 * @param schedule when it is due
 * @param longest it is never due later than this from now: a due time that is comes from a clock that was ahead
 * @param retry how long after a failure it is tried again, if it is not due sooner; null for some minutes
 */
public record Job(
        String name,
        Schedule schedule,
        Duration longest,
        @Nullable Duration retry,
        Work work) {
    /** After the first start on a new database, when the program has better things to do no more. */
    private static final Duration FIRST = Duration.ofMinutes(1);
    /** The day on which clocks are put back has an hour more; no zone puts them back by more than two. */
    private static final Duration LONGEST_DAY = Duration.ofHours(26);

    /** What is to be done. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does it. It must bear being done again: a console that dies meanwhile leaves it to another one, from the
         * beginning. Interrupted when the program ends and it takes longer than a few seconds.
         *
         * @throws JobPostponedException where the one who runs the console has to mend something first
         * @throws Exception what went wrong; it is tried again later
         */
        void run() throws Exception;
    }

    /** Work that is due so long after it was last done. */
    public static Job every(String name, Duration pause, Work work) {
        return new Job(name, new Pause(pause), pause, null, work);
    }

    /**
     * Work that is due once a day, and soon after the first start on a new database.
     *
     * @param at when, by the clocks of {@code zone}; where no console runs at that time, soon after one starts
     * @param retry how long after a failure it is tried again
     */
    public static Job daily(String name, LocalTime at, ZoneId zone, Duration retry, Work work) {
        return new Job(name, new OnceADay(new Daily(zone, at)), LONGEST_DAY, retry, work);
    }

    private record OnceADay(Daily daily) implements Schedule {
        @Override
        public Instant getNextExecutionTime(ExecutionComplete done) {
            return daily.getNextExecutionTime(done);
        }

        @Override
        public Instant getInitialExecutionTime(Instant now) {
            return now.plus(FIRST);
        }

        /** Otherwise each start would put off to the next day what failed and is about to be tried again. */
        @Override
        public boolean isDeterministic() {
            return false;
        }
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
