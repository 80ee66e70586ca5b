package fr.gaveurs.console.backend.features.feedback;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.gaveurs.console.backend.platform.security.ClientNetwork;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Jdbi;

/**
 * Knows a visitor again for a while without knowing who it is: by a hash of address and product under the installation's
 * key, which is not in the database, and a salt, which is there and changes every 30 days. The address is kept nowhere.
 */
final class Visitors {
    static final Duration PERIOD = Duration.ofDays(30);

    private static final String PURPOSE = "gaveurs-visitor-v1\n";
    private static final int SALT = 32;

    private final Jdbi jdbi;
    private final BiFunction<String, byte[], byte[]> hmac;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /** This period's and the last one's. */
    private final Cache<Long, byte[]> salts =
            Caffeine.newBuilder().maximumSize(4).expireAfterWrite(PERIOD).build();

    /**
     * @param jdbi on connections of what is changed
     * @param hmac over a purpose and a content, under the installation's key
     */
    Visitors(Jdbi jdbi, BiFunction<String, byte[], byte[]> hmac, Clock clock) {
        this.jdbi = jdbi;
        this.hmac = hmac;
        this.clock = clock;
    }

    /**
     * A visitor of one product.
     *
     * @param now under this period's salt
     * @param before under the last one's
     */
    record Visitor(byte[] now, byte[] before) {}

    Visitor of(InetAddress address, String productId) {
        long period = clock.millis() / PERIOD.toMillis();
        return new Visitor(hash(period, address, productId), hash(period - 1, address, productId));
    }

    private byte[] hash(long period, InetAddress address, String productId) {
        byte[] salt = salts.get(period, this::salt);
        byte[] network = ClientNetwork.bytes(address);
        byte[] product = productId.getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = ByteBuffer.allocate(salt.length + product.length + 1 + network.length);
        return hmac.apply(
                PURPOSE,
                content.put(salt).put(product).put((byte) 0).put(network).array());
    }

    /** The first console that needs it makes it. */
    private byte[] salt(long period) {
        byte[] made = new byte[SALT];
        random.nextBytes(made);
        return jdbi.inTransaction(handle -> {
            handle.createUpdate(
                            "INSERT INTO visitor_salts (period, salt) VALUES (:period, :salt) ON CONFLICT DO NOTHING")
                    .bind("period", period)
                    .bind("salt", made)
                    .execute();
            return handle.createQuery("SELECT salt FROM visitor_salts WHERE period = :period")
                    .bind("period", period)
                    .mapTo(byte[].class)
                    .one();
        });
    }
}
