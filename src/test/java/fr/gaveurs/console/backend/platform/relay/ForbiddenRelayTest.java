package fr.gaveurs.console.backend.platform.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.LogLines;
import fr.gaveurs.console.backend.platform.cache.RedisServer;
import fr.gaveurs.console.backend.platform.cache.TestRedis;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.settings.RedisAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

/** A Redis whose user has no channels, as every new user's of Redis 7. */
@Timeout(180)
class ForbiddenRelayTest {
    @Test
    void asksSeldomAndSaysWhatToDoWhichThenHelps() throws Exception {
        try (TestRedis redis = TestRedis.open();
                LogLines log = LogLines.of(Relay.class.getPackageName());
                Jedis admin = redis.client()) {
            admin.aclSetUser("app", "reset", "on", ">pw", "~*", "+@all", "resetchannels");
            RedisAddress address = new RedisAddress("127.0.0.1", redis.port(), false, "app", "pw", 0);
            Relay relay = new Relay(new RedisTransport(new RedisServer(address), () -> "db"), "one", new Metrics());
            relay.start();
            try {
                await().pollDelay(Duration.ofSeconds(3))
                        .untilAsserted(() -> assertThat(relay.check().check().detail())
                                .contains("NOPERM", "ACL SETUSER NAME &gvc:*"));
                assertThat(connections(admin)).isLessThan(10); // one for each try: they are seldom
                assertThat(log.warnings()).hasSizeLessThan(2);

                admin.aclSetUser("app", "&gvc:*");
                await().until(relay::hearsAll);
            } finally {
                relay.stop(Deadline.in(Duration.ofSeconds(5)));
            }
        }
    }

    private static int connections(Jedis admin) {
        return admin.info("stats")
                .lines()
                .filter(line -> line.startsWith("total_connections_received:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .sum();
    }
}
