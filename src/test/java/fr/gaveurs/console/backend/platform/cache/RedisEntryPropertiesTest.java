package fr.gaveurs.console.backend.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.Mutations;
import fr.gaveurs.console.backend.features.quality.QualityCaches;
import fr.gaveurs.console.backend.platform.cache.SecondLevel.Found;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever Redis holds under a key of ours: an answer that is fresh for no longer than its kind may be, or none. */
class RedisEntryPropertiesTest {
    private static final String HEADER = "gaveurs 1";

    @Provide
    Arbitrary<byte[]> entries() {
        return Mutations.of(RedisEntry.write(
                HEADER, "{\"answer\":[1,2,3]}".getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(9)));
    }

    @Property(tries = 3_000)
    void isReadOrPassedOver(@ForAll("entries") byte[] bytes) {
        Found found = RedisEntry.read(bytes, HEADER, QualityCaches.LATEST);
        if (found instanceof Found.Bytes answer) {
            assertThat(answer.left()).isPositive().isLessThanOrEqualTo(QualityCaches.LATEST.ttl());
        } else {
            assertThat(found).isNull();
        }
    }
}
