package fr.gaveurs.console.backend.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClaimWatchTest {
    @Test
    void sharesOfWhatThereIs() {
        ClaimWatch watch = new ClaimWatch();
        assertThat(watch.share()).isEqualTo(0);
        assertThat(watch.observe(true)).isEqualTo(1);
        assertThat(watch.observe(false)).isEqualTo(0.5);
        assertThat(watch.observe(false)).isEqualTo(1.0 / 3);
    }

    @Test
    void looksBackOnFiftySamples() {
        ClaimWatch watch = new ClaimWatch();
        for (int i = 0; i < 100; i++) {
            watch.observe(true);
        }
        for (int i = 0; i < 40; i++) {
            watch.observe(false);
        }
        assertThat(watch.share()).isEqualTo(0.2);
        assertThat(watch.alarming()).isFalse();
        assertThat(watch.observe(false)).isEqualTo(0.18);
        for (int i = 0; i < 50; i++) {
            watch.observe(i % 4 == 0);
        }
        assertThat(watch.share()).isEqualTo(0.26);
        assertThat(watch.alarming()).isTrue();
    }

    @Test
    void fewerThanFiftyDoNotAlarm() {
        ClaimWatch watch = new ClaimWatch();
        for (int i = 1; i < 50; i++) {
            watch.observe(true);
            assertThat(watch.alarming()).isFalse();
        }
        watch.observe(true);
        assertThat(watch.alarming()).isTrue();
    }
}
