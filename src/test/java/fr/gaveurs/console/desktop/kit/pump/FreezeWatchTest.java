package fr.gaveurs.console.desktop.kit.pump;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.kit.pump.FreezeWatch.Post;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreezeWatchTest {
    private final AtomicLong millis = new AtomicLong();
    private final AtomicInteger freezes = new AtomicInteger();
    private final List<String> lines = new ArrayList<>();
    private final FreezeWatch watch = new FreezeWatch(
            new UiMeter() {
                @Override
                public void pulse(double seconds) {}

                @Override
                public void freeze() {
                    freezes.incrementAndGet();
                }
            },
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            () -> millis.get() * 1_000_000,
            line -> lines.add(line.lines().findFirst().orElseThrow().replaceFirst("; its thread was at.*", "")));

    @Test
    void whatIsShortIsNoFreeze() {
        post(0, Post.RUN);
        look(240);
        ran(249, Post.RUN);
        look(300);
        assertThat(lines).isEmpty();
        assertThat(freezes).hasValue(0);
    }

    @Test
    void oneIsToldOnceItIsOverWithItsWholeLength() {
        post(0, Post.PROBE);
        for (int t = 50; t <= 650; t += 50) {
            look(t);
        }
        assertThat(lines).isEmpty();
        ran(700, Post.PROBE);
        look(750);
        look(800);
        assertThat(lines).containsExactly("the window did not answer for 700 ms");
        assertThat(freezes).hasValue(1);
    }

    @Test
    void oneThatEndsBeforeAnybodyLookedIsToldToo() {
        post(0, Post.PROBE);
        ran(260, Post.PROBE);
        look(270);
        assertThat(lines).containsExactly("the window did not answer for 260 ms");
        assertThat(freezes).hasValue(1);
    }

    @Test
    void allThatWaitedThroughItMakeOneFreeze() {
        post(0, Post.RUN);
        post(10, Post.PROBE);
        look(300);
        ran(400, Post.RUN);
        look(450);
        post(460, Post.RUN);
        ran(900, Post.PROBE);
        look(950);
        ran(951, Post.RUN);
        post(1000, Post.PROBE);
        ran(1001, Post.PROBE);
        look(1050);
        assertThat(lines).containsExactly("the window did not answer for 951 ms");
        assertThat(freezes).hasValue(1);
    }

    @Test
    void whatAnsweredAtOnceAfterwardsDoesNotMakeItLonger() {
        post(0, Post.RUN);
        post(350, Post.PROBE);
        look(300);
        ran(400, Post.RUN);
        look(450);
        assertThat(lines).as("the probe may have waited through it").isEmpty();
        ran(500, Post.PROBE);
        look(550);
        assertThat(lines).containsExactly("the window did not answer for 400 ms");
    }

    @Test
    void twoApartAreTwoInTheirOrder() {
        post(0, Post.RUN);
        ran(300, Post.RUN);
        post(400, Post.RUN);
        look(660);
        ran(800, Post.RUN);
        look(850);
        assertThat(lines)
                .containsExactly("the window did not answer for 300 ms", "the window did not answer for 400 ms");
        assertThat(freezes).hasValue(2);
    }

    @Test
    void aVeryLongOneIsToldOnceMoreWhileItLasts() {
        post(0, Post.PROBE);
        ran(1, Post.PROBE);
        post(10, Post.PROBE);
        for (int t = 50; t <= 20_000; t += 50) {
            look(t);
        }
        assertThat(lines)
                .containsExactly("the window has not answered for 5040 ms, and does not yet; its thread is at:");
        ran(20_010, Post.PROBE);
        look(20_050);
        assertThat(lines).hasSize(2).last().asString().startsWith("the window did not answer for 20000 ms");
        assertThat(freezes).hasValue(1);
    }

    @Test
    void aStackIsWrittenOnlyOfLongOnes() {
        List<String> whole = new ArrayList<>();
        FreezeWatch told = new FreezeWatch(
                UiMeter.NONE,
                Duration.ofMillis(250),
                Duration.ofSeconds(5),
                () -> millis.get() * 1_000_000,
                whole::add);
        for (int length : new int[] {300, 1_500}) {
            // Whose stack it is is known once something ran there.
            told.posting(Post.RUN);
            told.ran(Post.RUN);
            told.posting(Post.PROBE);
            millis.addAndGet(260);
            told.look();
            millis.addAndGet(length - 260);
            told.ran(Post.PROBE);
            told.look();
        }
        assertThat(whole.getFirst().lines()).hasSize(1);
        assertThat(whole.getFirst())
                .startsWith("the window did not answer for 300 ms; its thread was at fr.gaveurs.console.");
        assertThat(whole.getLast().lines()).hasSizeGreaterThan(1);
    }

    @Test
    void aDialogOfTheSystemIsNoFreeze() {
        post(0, Post.RUN);
        post(10, Post.PROBE);
        millis.set(20);
        watch.opened();
        for (int t = 50; t <= 20_000; t += 50) {
            look(t);
        }
        ran(20_010, Post.RUN);
        millis.set(20_020);
        watch.closed();
        ran(20_040, Post.PROBE);
        look(20_050);
        assertThat(lines).isEmpty();
        assertThat(freezes).hasValue(0);

        post(21_000, Post.PROBE);
        ran(21_300, Post.PROBE);
        look(21_350);
        assertThat(lines).containsExactly("the window did not answer for 300 ms");
    }

    @Test
    void whatFrozeTheWindowBeforeADialogCameIsToldWithoutIt() {
        post(0, Post.PROBE);
        look(300);
        millis.set(400);
        watch.opened();
        millis.set(9_000);
        watch.closed();
        ran(9_010, Post.PROBE);
        look(9_050);
        assertThat(lines).containsExactly("the window did not answer for 400 ms");
        assertThat(freezes).hasValue(1);
    }

    private void post(long at, Post what) {
        millis.set(at);
        watch.posting(what);
    }

    private void ran(long at, Post what) {
        millis.set(at);
        watch.ran(what);
    }

    private void look(long at) {
        millis.set(at);
        watch.look();
    }
}
