package fr.gaveurs.console.backend.platform.cache;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What Redis' access control lists forbid the console's user. A Redis that answers so is there and stays so: what it
 * forbade is tried again after ten seconds only, and said once. Thread-safe.
 */
public final class RedisRights {
    /** Between two tries of what was forbidden. */
    public static final long PAUSE_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private static final Logger LOG = LoggerFactory.getLogger(RedisRights.class);
    private static final String CHANNELS = "ACL SETUSER NAME &gvc:*";
    private static final String REST =
            "ACL SETUSER NAME ~gvc:* " + "+@connection +info +set +mget +del +publish +subscribe +unsubscribe";

    private record Refusal(String message, long at) {}

    private final LongSupplier nanos;
    /** By what was tried. */
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    /** @param nanos a monotonic clock */
    RedisRights(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether a reply or an exception says that the user may not do that. */
    public static boolean forbids(@Nullable Object reply) {
        return reply instanceof JedisDataException refusal
                && refusal.getMessage() != null
                && refusal.getMessage().startsWith("NOPERM");
    }

    /** For a person: what was forbidden, and what to do. */
    public static String explain(@Nullable String message) {
        String said = String.valueOf(message);
        return "Redis forbids it (" + said + "): give its user what it lacks, "
                + (said.contains("channel") ? CHANNELS : REST);
    }

    /** Whether {@code what} may be tried now. */
    boolean mayTry(String what) {
        Refusal refusal = refusals.get(what);
        return refusal == null || nanos.getAsLong() - refusal.at() >= TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
    }

    void forbidden(String what, Exception cause) {
        Refusal refusal = new Refusal(String.valueOf(cause.getMessage()), nanos.getAsLong());
        boolean first = refusals.isEmpty();
        refusals.put(what, refusal);
        if (first) {
            LOG.warn("{}; tried again every {} s", explain(refusal.message()), PAUSE_MILLIS / 1_000);
        }
    }

    void allowed(String what) {
        if (!refusals.isEmpty() && refusals.remove(what) != null && refusals.isEmpty()) {
            LOG.info("Redis forbids nothing any more");
        }
    }

    /** For a person: what is forbidden now; null if nothing is. */
    @Nullable
    String trouble() {
        TreeMap<String, Refusal> now = new TreeMap<>(refusals);
        return now.isEmpty() ? null : explain(now.firstEntry().getValue().message());
    }
}
