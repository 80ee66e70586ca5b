package fr.gaveurs.console.backend.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.LogLines;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class RedisRightsTest {
    private final JedisAccessControlException channel =
            new JedisAccessControlException("NOPERM No permissions to access a channel");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final RedisRights rights = new RedisRights(nanos::get);

    @Test
    void onlyWhatTheUserMayNotDoIsForbidden() {
        assertThat(RedisRights.forbids(channel)).isTrue();
        assertThat(RedisRights.forbids(new JedisDataException("OOM command not allowed")))
                .isFalse();
        assertThat(RedisRights.forbids(new JedisConnectionException("NOPERM"))).isFalse();
        assertThat(RedisRights.forbids("NOPERM")).isFalse();
        assertThat(RedisRights.forbids(null)).isFalse();
    }

    @Test
    void isTriedAgainAfterAPauseAlsoWhereTheClockRunsOver() {
        assertThat(rights.mayTry("tell")).isTrue();
        rights.forbidden("tell", channel);
        assertThat(rights.mayTry("tell")).isFalse();
        assertThat(rights.mayTry("find")).isTrue();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(10) - 1);
        assertThat(rights.mayTry("tell")).isFalse();
        nanos.addAndGet(1);
        assertThat(rights.mayTry("tell")).isTrue();
    }

    @Test
    void isSaidOnceUntilNothingIsForbiddenAnyMore() {
        try (LogLines log = LogLines.of(RedisRights.class.getName())) {
            rights.forbidden("tell", channel);
            rights.forbidden("hear", channel);
            rights.forbidden("tell", channel);
            rights.allowed("tell");
            rights.forbidden("tell", channel);
            assertThat(log.warnings()).hasSize(1);
            assertThat(rights.trouble()).contains("channel", "ACL SETUSER NAME &gvc:*");
            rights.allowed("tell");
            rights.allowed("hear");
            assertThat(rights.trouble()).isNull();
            rights.forbidden("hear", channel);
            assertThat(log.warnings()).hasSize(2);
        }
    }

    @Test
    void theRemedyIsOfWhatIsLacking() {
        assertThat(RedisRights.explain("NOPERM this user has no permissions to run the 'mget' command"))
                .contains("+mget")
                .doesNotContain("&");
    }
}
