package fr.gaveurs.console.backend.features.quality;

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
        assertThat(watch.observe(false)).isEqualTo(0.18);
        for (int i = 0; i < 50; i++) {
            watch.observe(i % 4 == 0);
        }
        assertThat(watch.share()).isEqualTo(0.26);
        assertThat(watch.alarming()).isTrue();
    }

    @Test
    void goesOnUntilTheShareIsClearlyBelowTheLimit() {
        ClaimWatch watch = new ClaimWatch();
        for (int i = 0; i < 50; i++) {
            watch.observe(i >= 39);
        }
        assertThat(watch.share()).isEqualTo(0.22);
        assertThat(watch.alarming()).isTrue();
        for (int i = 0; i < 42; i++) {
            watch.observe(false);
        }
        assertThat(watch.share()).isEqualTo(0.16);
        assertThat(watch.alarming()).as("it does not come and go at the limit").isTrue();
        watch.observe(false);
        assertThat(watch.share()).isEqualTo(0.14);
        assertThat(watch.alarming()).isFalse();
        for (int i = 0; i < 60; i++) {
            watch.observe(i >= 50);
        }
        assertThat(watch.share()).isEqualTo(0.20);
        assertThat(watch.alarming()).isFalse();
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
