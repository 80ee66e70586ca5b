package fr.gaveurs.console.desktop.screens.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final long SECOND = 1_000_000_000L;
    private final Presence presence = new Presence();

    @Test
    void nobodyIsThereAtFirst() {
        assertThat(presence.holds(0)).isFalse();
        assertThat(presence.holds(Long.MIN_VALUE)).isFalse();
    }

    @Test
    void aPointerHoldsUntilItLeaves() {
        presence.pointer(true, SECOND);
        assertThat(presence.holds(60 * SECOND)).isTrue();
        presence.pointer(false, 61 * SECOND);
        assertThat(presence.holds(61 * SECOND)).isFalse();
    }

    @Test
    void aFocusHoldsTooAlsoWithoutThePointer() {
        presence.focus(true, true, 0);
        presence.pointer(true, SECOND);
        presence.pointer(false, 2 * SECOND);
        assertThat(presence.holds(3 * SECOND)).isTrue();
        presence.focus(false, true, 4 * SECOND);
        assertThat(presence.holds(4 * SECOND)).isFalse();
    }

    @Test
    void aFocusThatTheProgramPutThereIsNobodyUntilAKeyIsPressed() {
        presence.focus(true, false, 0);
        assertThat(presence.holds(SECOND)).isFalse();
        presence.key(2 * SECOND);
        assertThat(presence.holds(3 * SECOND)).isTrue();
    }

    @Test
    void whatNobodyMovedForFiveMinutesIsNobody() {
        presence.pointer(true, 0);
        assertThat(presence.holds(299 * SECOND)).isTrue();
        assertThat(presence.holds(300 * SECOND)).isFalse();
        presence.pointer(true, 301 * SECOND);
        assertThat(presence.holds(302 * SECOND)).isTrue();
    }

    @Test
    void aKeyIsSomebody() {
        presence.focus(true, true, 0);
        presence.key(299 * SECOND);
        assertThat(presence.holds(500 * SECOND)).isTrue();
    }
}
