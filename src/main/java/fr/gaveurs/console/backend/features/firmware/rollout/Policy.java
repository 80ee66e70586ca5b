package fr.gaveurs.console.backend.features.firmware.rollout;

import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import java.time.Duration;

/**
 * How long an install may stay in each state.
 *
 * @param waiting of a running rollout; then the station is given up
 * @param answer from an offer to the station's answer
 * @param start from its answer to the first byte
 * @param download from the first byte to the last
 * @param restart from the last byte to the restart
 * @param comeBack from the restart to the hello
 * @param silence so long without a connection while it proves itself, and it is lost
 * @param settle from the proof to the hello that says it is marked valid
 * @param goBack from the order to the hello of the old firmware
 * @param retry before a station is tried again
 * @param attempts that are made
 */
public record Policy(
        Duration waiting,
        Duration answer,
        Duration start,
        Duration download,
        Duration restart,
        Duration comeBack,
        Duration silence,
        Duration settle,
        Duration goBack,
        Duration retry,
        int attempts) {
    public static final Policy USUAL = new Policy(
            Duration.ofDays(30),
            Duration.ofSeconds(60),
            Duration.ofMinutes(2),
            Duration.ofMinutes(20),
            Duration.ofSeconds(60),
            Duration.ofMinutes(3),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofSeconds(90),
            Duration.ofSeconds(30),
            5);

    /**
     * Milliseconds that a state may last; 0 for a final one.
     *
     * @param prove how long a station may take to prove itself
     */
    long limit(InstallState state, Duration prove) {
        Duration limit =
                switch (state) {
                    case WAITING -> waiting;
                    case OFFERED -> answer;
                    case ACCEPTED -> start;
                    case DOWNLOADING -> download;
                    case VERIFIED -> restart;
                    case REBOOTING -> comeBack;
                    case PROVING -> prove;
                    case REVERTING -> goBack;
                    case CONFIRMED, FAILED, ROLLED_BACK, LOST, CANCELED -> Duration.ZERO;
                };
        return limit.toMillis();
    }
}
