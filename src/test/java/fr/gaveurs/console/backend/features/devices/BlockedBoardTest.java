package fr.gaveurs.console.backend.features.devices;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.devices.Devices.Claimant;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A station that is put off while its board sends: that is one board, however often it comes back. */
class BlockedBoardTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final String OLD = "24:0A:C4:00:00:01";
    private static final String MAC = "24:0A:C4:00:00:02";

    private final Identity identity = new Identity(Enrollment.APPROVED, false);
    private long nanos = 1;

    private Voice hello(String mac) {
        Voice voice = new Voice("127.0.0.1", true);
        identity.hello(voice, mac, null, NOON, ++nanos);
        return voice;
    }

    private void words(Voice voice, Verdict expected) {
        for (int i = 0; i < 20; i++) {
            assertThat(identity.word(voice, NOON, ++nanos)).isEqualTo(expected);
        }
    }

    /** The board was exchanged: another one said the id before, and is gone. */
    @BeforeEach
    void exchanged() {
        Voice before = hello(OLD);
        words(before, Verdict.TAKEN);
        identity.closed(before);
    }

    private String shown() {
        return String.valueOf(Objects.requireNonNull(identity.primary()).mac);
    }

    @Test
    void itIsTheBoardThatIsShownAndNoOther() throws Exception {
        Voice voice = hello(MAC);
        words(voice, Verdict.TAKEN);
        identity.apply(identity.planBlock());
        words(voice, Verdict.BLOCKED);
        assertThat(shown()).isEqualTo(MAC);
        assertThat(identity.others(nanos)).isEmpty();

        Voice again = hello(MAC); // the connection before is still half open
        words(again, Verdict.BLOCKED);
        identity.closed(voice);
        words(again, Verdict.BLOCKED);
        assertThat(shown()).isEqualTo(MAC);
        assertThat(identity.others(nanos)).isEmpty();

        identity.apply(identity.planUnblock());
        assertThat(shown()).isEqualTo(MAC);
        assertThat(identity.others(nanos)).as("before its next word").isEmpty();
        words(again, Verdict.TAKEN);
        assertThat(identity.others(nanos)).isEmpty();
    }

    /** Where nobody decides who is let in, nothing but what it did tells which board it is. */
    @Test
    void whereEnrolmentIsOpenTwiceIsAsOnce() throws Exception {
        Identity open = new Identity(Enrollment.APPROVED, true);
        Voice first = new Voice("192.168.1.30", false);
        Voice second = new Voice("192.168.1.31", false);
        open.hello(first, OLD, null, NOON, ++nanos);
        open.closed(first);
        open.hello(second, MAC, null, NOON, ++nanos);
        for (int i = 0; i < 2; i++) {
            open.apply(open.planBlock());
            assertThat(open.word(second, NOON, ++nanos)).isEqualTo(Verdict.BLOCKED);
            assertThat(Objects.requireNonNull(open.primary()).mac).isEqualTo(MAC);
            assertThat(open.others(nanos)).isEmpty();
            open.apply(open.planUnblock());
            assertThat(Objects.requireNonNull(open.primary()).mac).isEqualTo(MAC);
        }
    }

    @Test
    void anotherBoardIsStillToldAsOne() throws Exception {
        Voice voice = hello(MAC);
        words(voice, Verdict.TAKEN);
        identity.apply(identity.planBlock());
        words(voice, Verdict.BLOCKED);
        words(hello(OLD), Verdict.BLOCKED);
        assertThat(shown()).isEqualTo(MAC);
        assertThat(identity.others(nanos))
                .singleElement()
                .extracting(Claimant::macAddress)
                .isEqualTo(OLD);
    }

    @Test
    void oneThatWaitsAgainIsTheBoardThatWasShown() throws Exception {
        Identity far = new Identity(Enrollment.PENDING, false);
        Voice first = new Voice("192.168.1.30", false);
        Voice second = new Voice("192.168.1.31", false);
        far.hello(first, OLD, null, NOON, ++nanos);
        far.closed(first);
        far.hello(second, MAC, null, NOON, ++nanos);
        String chosen = far.others(nanos).getFirst().claim();
        far.apply(Objects.requireNonNull(far.planApproval(chosen, nanos)));
        assertThat(far.word(second, NOON, ++nanos)).isEqualTo(Verdict.TAKEN);
        far.apply(far.planBlock());
        assertThat(far.word(second, NOON, ++nanos)).isEqualTo(Verdict.BLOCKED);
        assertThat(Objects.requireNonNull(far.primary()).mac).isEqualTo(MAC);
        assertThat(far.others(nanos)).isEmpty();
        far.apply(far.planUnblock());
        assertThat(far.enrollment()).isEqualTo(Enrollment.PENDING);
        assertThat(Objects.requireNonNull(far.primary()).mac)
                .as("the board that is shown is the one that would be let in")
                .isEqualTo(MAC);
        assertThat(far.word(second, NOON, ++nanos)).isEqualTo(Verdict.PENDING);
        far.apply(far.planBlock());
        assertThat(Objects.requireNonNull(far.primary()).mac).isEqualTo(MAC);
        far.apply(far.planUnblock());
        assertThat(far.others(nanos)).extracting(Claimant::macAddress).doesNotContain(MAC);
    }
}
