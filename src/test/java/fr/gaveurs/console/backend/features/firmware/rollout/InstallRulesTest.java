package fr.gaveurs.console.backend.features.firmware.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import fr.gaveurs.console.backend.features.firmware.rollout.Install.Tell;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Cancel;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.GoBack;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Greeted;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Judged;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Status;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Take;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Tick;
import fr.gaveurs.console.backend.features.firmware.rollout.InstallEvent.Told;
import fr.gaveurs.console.backend.features.firmware.rollout.Proof.Finding;
import fr.gaveurs.console.backend.features.firmware.rollout.Proof.Verdict;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class InstallRulesTest {
    private static final String NEW = "new";
    private static final String OLD = "old";
    private static final String OFFER = "offer";
    private static final Duration PROVE = Duration.ofMinutes(15);
    private final InstallRules rules = new InstallRules(Policy.USUAL, PROVE, NEW);

    private Install after(InstallEvent... events) {
        Install install = Install.waiting(1, "A", OFFER, Policy.USUAL);
        for (InstallEvent event : events) {
            install = rules.step(install, event);
        }
        return install;
    }

    private static Greeted hello(String elf) {
        return new Greeted(elf, true, null);
    }

    private static Told told(Status status) {
        return new Told(OFFER, status, 0, null);
    }

    private static Told failed(String code) {
        return new Told(OFFER, Status.FAILED, 0, code);
    }

    private static final Judged GOOD = new Judged(Finding.GOOD);
    private static final Judged BAD = new Judged(new Finding(Verdict.BAD, "ungraded_samples"));

    @Test
    void goesItsUsualWay() {
        Install install = after(hello(OLD), new Take(1));
        assertThat(install.state()).isEqualTo(InstallState.OFFERED);
        assertThat(install.tell()).isEqualTo(Tell.OFFER);
        InstallEvent[] way = {
            told(Status.ACCEPTED), told(Status.DOWNLOADING), told(Status.VERIFIED), told(Status.REBOOTING)
        };
        for (InstallEvent event : way) {
            install = rules.step(install, event);
            assertThat(install.tell()).isEqualTo(Tell.NOTHING);
        }
        assertThat(install.state()).isEqualTo(InstallState.REBOOTING);
        install = rules.step(install, new Greeted(NEW, false, OFFER));
        assertThat(install.state()).isEqualTo(InstallState.PROVING);
        install = rules.step(install, GOOD);
        assertThat(install.state()).as("it is not marked valid yet").isEqualTo(InstallState.PROVING);
        assertThat(install.tell()).isEqualTo(Tell.CONFIRM);
        install = rules.step(install, hello(NEW));
        assertThat(install.state()).isEqualTo(InstallState.CONFIRMED);
        assertThat(install.tell()).isEqualTo(Tell.NOTHING);
    }

    @Test
    void believesNoStationThatItIsConfirmed() {
        Install install = after(hello(OLD), new Take(1), told(Status.REBOOTING), told(Status.CONFIRMED));
        assertThat(install.state()).isEqualTo(InstallState.REBOOTING);
        install = rules.step(install, GOOD);
        assertThat(install.state()).isEqualTo(InstallState.REBOOTING);
        assertThat(rules.step(install, hello(OLD)).state()).isEqualTo(InstallState.ROLLED_BACK);
    }

    @Test
    void goesBackWhenItsSamplesAreBad() {
        Install install = after(hello(OLD), new Take(1), hello(NEW), BAD);
        assertThat(install.state()).isEqualTo(InstallState.REVERTING);
        assertThat(install.failed()).isTrue();
        assertThat(install.tell()).isEqualTo(Tell.REVERT);
        install = rules.step(install, hello(OLD));
        assertThat(install.state()).isEqualTo(InstallState.ROLLED_BACK);
        assertThat(install.failed()).isTrue();
    }

    @Test
    void isRolledBackAtAnyTime() {
        Install install = after(hello(OLD), new Take(1), hello(NEW), GOOD);
        assertThat(install.state()).isEqualTo(InstallState.CONFIRMED);
        assertThat(rules.step(install, hello(OLD)).state()).isEqualTo(InstallState.ROLLED_BACK);
    }

    @Test
    void isTriedAgainAfterAPowerCutButNotForEver() {
        Install install = after(hello(OLD));
        for (int i = 0; i < Policy.USUAL.attempts(); i++) {
            install = rules.step(install, new Tick(60_000, true));
            install = rules.step(install, new Take(1));
            install = rules.step(install, told(Status.DOWNLOADING));
            assertThat(install.state()).isEqualTo(InstallState.DOWNLOADING);
            install = rules.step(install, hello(OLD));
        }
        assertThat(install.state()).isEqualTo(InstallState.FAILED);
        assertThat(install.reason()).isEqualTo("interrupted");
    }

    @Test
    void goesOnWhereAStationSaysThatItIsAtWork() {
        Install install = after(hello(OLD), new Take(1), told(Status.DOWNLOADING), new Greeted(OLD, true, OFFER));
        assertThat(install.state()).isEqualTo(InstallState.DOWNLOADING);
    }

    @Test
    void failsForGoodForWhatNoAttemptMends() {
        assertThat(after(hello(OLD), new Take(1), failed("bad_signature")).state())
                .isEqualTo(InstallState.FAILED);
        assertThat(after(hello(OLD), new Take(1), failed("network")).state()).isEqualTo(InstallState.WAITING);
    }

    @Test
    void waitsForWhoIsOfflineWithoutCountingIt() {
        Install install = after(hello(OLD), new Take(1), new Tick(1_000, false));
        assertThat(install.state()).isEqualTo(InstallState.WAITING);
        assertThat(install.failed()).isFalse();
        assertThat(install.attempts()).isZero();
        assertThat(install.wave()).as("its place in the wave is another one's").isZero();
        Install tried = after(hello(OLD), new Take(1), told(Status.DOWNLOADING), hello(OLD));
        assertThat(tried.wave()).as("it is tried again").isEqualTo(1);
        assertThat(rules.step(tried, new Tick(1_000, true)).wave()).isEqualTo(1);
        assertThat(rules.step(tried, new Tick(1_000, false)).wave()).isZero();
    }

    @Test
    void waitsForWhoAsksForTime() {
        Install install = after(hello(OLD), new Take(1), told(Status.DEFERRED));
        assertThat(install.state()).isEqualTo(InstallState.WAITING);
        assertThat(install.wave()).as("another one may be taken meanwhile").isZero();
        assertThat(rules.step(install, new Take(1)).state()).isEqualTo(InstallState.WAITING);
        install = rules.step(install, new Tick(Policy.USUAL.retry().toMillis(), true));
        assertThat(rules.step(install, new Take(1)).state()).isEqualTo(InstallState.OFFERED);
    }

    @Test
    void isLostWhenItDoesNotReturnAndFoundWhenItDoes() {
        Install lost = after(hello(OLD), new Take(1), told(Status.REBOOTING), new Tick(180_000, false));
        assertThat(lost.state()).isEqualTo(InstallState.LOST);
        assertThat(rules.step(lost, hello(OLD)).state()).isEqualTo(InstallState.ROLLED_BACK);
        assertThat(rules.step(lost, hello(NEW)).state()).isEqualTo(InstallState.PROVING);
        Install unwanted = rules.step(lost, new GoBack("too_many_failures"));
        assertThat(rules.step(unwanted, hello(NEW)).state()).isEqualTo(InstallState.REVERTING);
    }

    @Test
    void runsNoFirmwareThatItWasNotOffered() {
        Install install = after(hello(OLD), new Take(1), told(Status.REBOOTING), hello("third"));
        assertThat(install.state()).isEqualTo(InstallState.FAILED);
        assertThat(install.reason()).isEqualTo("other_firmware");
    }

    @Test
    void goesBackWhenItRunsWhatWasCalledOff() {
        Install install = after(hello(OLD), new Take(1), new Cancel());
        assertThat(install.state()).isEqualTo(InstallState.CANCELED);
        assertThat(rules.step(install, hello(NEW)).state()).isEqualTo(InstallState.REVERTING);
        Install never = after(new Cancel());
        assertThat(rules.step(never, hello(NEW)).state()).isEqualTo(InstallState.CANCELED);
    }

    @Test
    void doesNotLoopWhereItCannotGoBack() {
        Install install = after(hello(OLD), new Take(1), hello(NEW), BAD, failed("no_other_slot"));
        assertThat(install.state()).isEqualTo(InstallState.FAILED);
        assertThat(rules.step(install, hello(NEW))).extracting(Install::state).isEqualTo(InstallState.FAILED);
    }

    @Test
    void answersToAnotherOfferCountForNothing() {
        Install install = after(hello(OLD), new Take(1));
        assertThat(rules.step(install, new Told("other", Status.FAILED, 0, "bad_signature")))
                .isSameAs(install);
    }

    @Property(tries = 2_000)
    void neverIsConfirmedWhatRunsSomethingElseNorHangsInAState(@ForAll("events") List<InstallEvent> events) {
        Install install = Install.waiting(1, "A", OFFER, Policy.USUAL);
        boolean good = false;
        for (InstallEvent event : events) {
            Install before = install;
            install = rules.step(install, event);
            good |= event.equals(GOOD) && before.state() == InstallState.PROVING;
            if (install.state() == InstallState.CONFIRMED) {
                assertThat(install.elfRuns()).isEqualTo(NEW);
                assertThat(good).isTrue();
            }
            if (!install.state().isFinal()) {
                assertThat(install.left())
                        .as("%s has a deadline", install.state())
                        .isPositive()
                        .isLessThanOrEqualTo(Policy.USUAL.limit(install.state(), PROVE));
            }
            if (install.state().isFinal()) {
                assertThat(install.tell()).isIn(Tell.NOTHING, Tell.REVERT);
            }
            assertThat(install.attempts()).isBetween(0, Policy.USUAL.attempts());
        }
        // Whatever happened: without a word and a turn everything comes to an end.
        for (int i = 0; i < 5 && !install.state().isFinal(); i++) {
            install = rules.step(install, new Tick(install.left(), false));
        }
        assertThat(install.state().isFinal()).isTrue();
    }

    @Provide
    Arbitrary<List<InstallEvent>> events() {
        Arbitrary<InstallEvent> ticks =
                Arbitraries.longs().between(0, 200_000).map(elapsed -> new Tick(elapsed, elapsed % 2 == 0));
        Arbitrary<InstallEvent> words = Arbitraries.of(Status.class).map(InstallRulesTest::told);
        Arbitrary<InstallEvent> failures =
                Arbitraries.of("network", "bad_signature", "flash").map(InstallRulesTest::failed);
        Arbitrary<InstallEvent> hellos = Arbitraries.of(
                hello(OLD), hello(NEW), new Greeted(NEW, false, OFFER), new Greeted(OLD, true, OFFER), hello("third"));
        Arbitrary<InstallEvent> others =
                Arbitraries.of(new Take(1), new Take(2), GOOD, BAD, new GoBack("stop"), new Cancel());
        return Arbitraries.oneOf(ticks, words, failures, hellos, others).list().ofMaxSize(60);
    }
}
