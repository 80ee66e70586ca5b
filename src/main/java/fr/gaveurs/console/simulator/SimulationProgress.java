package fr.gaveurs.console.simulator;

import org.jspecify.annotations.Nullable;

/**
 * How far stations have come, one or all of a simulation.
 *
 * @param stations how many they are, of which {@code connected} were greeted by the console and are connected now
 * @param measured samples measured or taken from the recording
 * @param sent samples sent for the first time; {@code resent} counts each further time
 * @param acknowledged samples that the console kept, {@code spooled} of them on its disk
 * @param refused samples that it called invalid; they are not sent again
 * @param rateLimited times that it asked for patience
 * @param missed times that the buffer was full: a liver passed unmeasured, a recording waited
 * @param buffered samples held back or not yet acknowledged
 * @param connections connections made, the first ones included
 * @param reached whether anybody ever took a connection at the address
 * @param finished whether everything there was to send is settled
 * @param lastProblem what is wrong now, or which sample was refused last; null if all is well
 */
public record SimulationProgress(
        int stations,
        int connected,
        long measured,
        long sent,
        long resent,
        long acknowledged,
        long spooled,
        long refused,
        long rateLimited,
        long missed,
        long buffered,
        long connections,
        boolean reached,
        boolean finished,
        @Nullable String lastProblem) {
    static final SimulationProgress NONE =
            new SimulationProgress(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, true, null);

    SimulationProgress plus(SimulationProgress other) {
        return new SimulationProgress(
                stations + other.stations,
                connected + other.connected,
                measured + other.measured,
                sent + other.sent,
                resent + other.resent,
                acknowledged + other.acknowledged,
                spooled + other.spooled,
                refused + other.refused,
                rateLimited + other.rateLimited,
                missed + other.missed,
                buffered + other.buffered,
                connections + other.connections,
                reached || other.reached,
                finished && other.finished,
                other.lastProblem == null ? lastProblem : other.lastProblem);
    }
}
