package fr.gaveurs.console.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.Mutations;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A record that is whole and yet no sample of this program must not stop those behind it. */
class SpooledSamplePropertiesTest {
    @Provide
    Arbitrary<byte[]> records() {
        return Mutations.of(
                SampleSpool.encode(TestMessages.sample("ESP32_LL_01").received(Instant.now())),
                "null".getBytes(StandardCharsets.UTF_8),
                "{\"measurement\":{}}".getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 2_000)
    void isASampleOrRefused(@ForAll("records") byte[] bytes) {
        GradedSample read;
        try {
            read = SampleSpool.decode(bytes);
        } catch (IllegalArgumentException e) {
            return;
        }
        assertThat(read.measurement().deviceId()).isNotNull();
        assertThat(read.measurement().sampleId()).isNotNull();
        assertThat(read.measurement().deviceTime()).isNotNull();
        assertThat(read.grading().fusion().finalGrade()).isNotNull();
        assertThat(read.time()).isNotNull();
        assertThat(read.receivedAt()).isNotNull();
    }

    @Example
    void ofNothingTooIsRefused() {
        assertThat(refused("null")).isTrue();
        assertThat(refused("{}")).isTrue();
    }

    private static boolean refused(String record) {
        try {
            SampleSpool.decode(record.getBytes(StandardCharsets.UTF_8));
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
