package fr.gaveurs.console.backend.platform.cache;

import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.resilience.BreakerPolicy;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.settings.RedisAddress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Answers shared through Redis. Each tag has a random generation there; an answer is stored together with the
 * generations from before its computation, and holds while they are the present ones. A commit deletes the generations
 * of its tags, and whoever asks next makes new ones: so neither a deletion that comes late, nor a Redis that lost its
 * memory, nor one without room for another byte can make an old answer valid.
 *
 * <p>Requests make one call at most, of {@link RedisLinks#CALL_MILLIS}; everything else is done by a thread of its own.
 */
public final class RedisLevel implements SecondLevel {
    /** Name of the circuit breaker. */
    public static final String BREAKER = "redis";
    /** The tag of every answer: a console that starts replaces its generation. */
    static final String EPOCH = "epoch";

    private static final Logger LOG = LoggerFactory.getLogger(RedisLevel.class);
    private static final String CHANNEL = "gvc:touched";
    private static final String GENERATION = "gvc:gen:";
    /** Longer than any answer lives; an answer whose generation is gone is not valid. */
    private static final byte[] GENERATION_MILLIS = utf8(Long.toString(TimeUnit.HOURS.toMillis(2)));

    private static final BreakerPolicy POLICY = new BreakerPolicy(
            3, 2, Duration.ofSeconds(20), Duration.ofMillis(2L * RedisLinks.CALL_MILLIS), RedisLinks::isFault);
    private static final int QUEUE = 64;
    private static final long ROUND_MILLIS = 100;
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long FULL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private record Write(CacheKey key, String header, byte[] bytes, Duration ttl) {}

    private final RedisAddress address;
    private final RedisLinks links;
    private final EntryPrefix prefix;
    private final String node = UUID.randomUUID().toString();
    /** Tags whose generation is yet to be replaced, and when they were touched. Not used for them meanwhile. */
    private final Map<String, Long> pending = new ConcurrentHashMap<>();

    private final AtomicLong moments = new AtomicLong();
    private final BlockingQueue<Write> writes = new ArrayBlockingQueue<>(QUEUE);
    private final Semaphore wake = new Semaphore(0);
    private final SupervisedThread keeper = new SupervisedThread("redis-keeper", this::run);
    private final Timer finds;
    private final Timer stores;
    private final Timer touches;
    private final Counter hits;
    private @Nullable RedisListener listener;
    private volatile boolean closed;
    private volatile @Nullable Long fullAt;
    private volatile long pendingSince;

    /**
     * @param version the program's: bytes of others are not read
     * @param database what tells the database from every other one; asked until it answers
     */
    public RedisLevel(
            RedisAddress address, String version, Callable<String> database, Breakers breakers, Metrics metrics) {
        this.address = address;
        this.links = new RedisLinks(address, breakers.make(BREAKER, POLICY), wake::release);
        this.prefix = new EntryPrefix(version, database);
        String help = "Time of an operation of the cache";
        this.finds = metrics.timer("cache.operation.duration", help, "operation", "redis_get");
        this.stores = metrics.timer("cache.operation.duration", help, "operation", "redis_set");
        this.touches = metrics.timer("cache.operation.duration", help, "operation", "redis_invalidate");
        this.hits = metrics.counter("cache.redis.hits", "Questions that another console's answer in Redis answered");
    }

    @Override
    public void start(Listener heard) {
        LOG.info("answers are shared through {}", address);
        // This console may have been killed between a commit and its message.
        touch(Set.of(EPOCH));
        RedisListener made = new RedisListener(links, CHANNEL, node, heard);
        listener = made;
        keeper.start();
        made.start();
    }

    @Override
    public void answers(List<Type> types) {
        prefix.answers(types);
        wake.release();
    }

    private RedisListener listener() {
        return Objects.requireNonNull(listener);
    }

    @Override
    public boolean listening() {
        return listener().listening();
    }

    private boolean usable(String tag) {
        return !pending.containsKey(tag) && !pending.containsKey(EPOCH);
    }

    @Override
    public Found find(CacheKey key) {
        String begin = prefix.get();
        if (begin == null || !usable(key.tag())) {
            return NOTHING;
        }
        long from = System.nanoTime();
        Found found = links.ask("find", link -> find(link, begin, key));
        finds.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
        if (found instanceof Found.Bytes) {
            hits.increment();
        }
        return found == null ? NOTHING : found;
    }

    private Found find(RedisLinks.Link link, String begin, CacheKey key) {
        byte[] epoch = utf8(GENERATION + EPOCH);
        byte[] tag = utf8(GENERATION + key.tag());
        List<Object> replies = link.send(
                command("SET", epoch, random(), utf8("NX"), utf8("PX"), GENERATION_MILLIS),
                command("SET", tag, random(), utf8("NX"), utf8("PX"), GENERATION_MILLIS),
                command("MGET", utf8(begin + key.text()), epoch, tag));
        for (Object reply : replies) {
            if (RedisLinks.isFull(reply)) {
                full();
            } else if (reply instanceof JedisDataException refusal) {
                throw refusal;
            }
        }
        if (!(replies.get(2) instanceof List<?> values)
                || !(values.get(1) instanceof byte[] epochNow)
                || !(values.get(2) instanceof byte[] tagNow)) {
            return NOTHING; // no room for a generation
        }
        String header = link.runId() + " " + text(epochNow) + " " + text(tagNow);
        Found valid = values.get(0) instanceof byte[] stored ? RedisEntry.read(stored, header, key.kind()) : null;
        return valid == null ? new Found.Gap(header) : valid;
    }

    @Override
    public void store(CacheKey key, Found.Gap gap, byte[] bytes, Duration ttl) {
        // Dropped where there is no room: the next one who computes it brings it again.
        if (writes.offer(new Write(key, gap.header(), bytes, ttl))) {
            wake.release();
        }
    }

    @Override
    public void touch(Set<String> tags) {
        long now = moments.incrementAndGet();
        if (pending.isEmpty()) {
            pendingSince = System.nanoTime();
        }
        tags.forEach(tag -> pending.put(tag, now));
        wake.release();
    }

    private void run() {
        long tended = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(ROUND_MILLIS);
        while (!closed) {
            try {
                if (System.nanoTime() - tended >= TimeUnit.MILLISECONDS.toNanos(ROUND_MILLIS)) {
                    links.tend();
                    listener().beat();
                    tended = System.nanoTime();
                }
                round();
                if (wake.tryAcquire(ROUND_MILLIS, TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                keeper.failed(e);
            }
        }
        tell();
        links.close();
    }

    private void round() {
        tell();
        prefix.look();
        for (Write write = writes.poll(); write != null; write = writes.poll()) {
            store(write);
            tell(); // what is old goes first
        }
    }

    /** Replaces the generations of what was touched, and tells the other consoles. */
    private void tell() {
        Map<String, Long> now = Map.copyOf(pending);
        if (now.isEmpty()) {
            return;
        }
        byte[][] delete = new byte[now.size() + 1][];
        delete[0] = utf8("DEL");
        List<String> tags = new ArrayList<>(now.keySet());
        for (int i = 0; i < tags.size(); i++) {
            delete[i + 1] = utf8(GENERATION + tags.get(i));
        }
        long from = System.nanoTime();
        String runId = links.ask("tell", link -> {
            for (Object reply :
                    link.send(delete, command("PUBLISH", utf8(CHANNEL), utf8(node + " " + String.join(" ", tags))))) {
                if (reply instanceof JedisDataException refusal) {
                    throw refusal;
                }
            }
            return link.runId();
        });
        if (runId == null) {
            return;
        }
        touches.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
        // One that was touched again meanwhile stays.
        now.forEach(pending::remove);
        pendingSince = System.nanoTime();
        listener().expect(runId);
    }

    private void store(Write write) {
        String begin = prefix.get();
        if (begin == null || !usable(write.key().tag())) {
            return;
        }
        long from = System.nanoTime();
        byte[] value = RedisEntry.write(write.header(), write.bytes(), write.ttl());
        links.ask("store", link -> {
            Object reply = link.send(command(
                            "SET",
                            utf8(begin + write.key().text()),
                            value,
                            utf8("PX"),
                            utf8(Long.toString(Math.max(1, write.ttl().toMillis())))))
                    .getFirst();
            if (RedisLinks.isFull(reply)) {
                full();
            } else if (reply instanceof JedisDataException refusal) {
                throw refusal;
            }
            return reply;
        });
        stores.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
    }

    private void full() {
        fullAt = System.nanoTime();
    }

    @Override
    public @Nullable String trouble() {
        String error = links.lastError();
        String cause =
                error == null ? "" : " (" + (error.startsWith("NOPERM") ? RedisRights.explain(error) : error) + ")";
        Long full = fullAt;
        String forbidden = links.rights().trouble();
        if (links.ready() && forbidden != null) {
            return "answers are not shared: " + forbidden;
        }
        if (!links.ready()) {
            return "Redis does not answer: every answer is computed until it is back" + cause;
        }
        if (!listening()) {
            return "Redis' messages are not heard: every answer is computed until they are" + cause;
        }
        if (prefix.get() == null) {
            return "the database has not said which one it is: no answers are shared (" + prefix.failure() + ")";
        }
        if (!pending.isEmpty() && System.nanoTime() - pendingSince > LATE_NANOS) {
            return "Redis takes no deletions: other consoles may answer with older figures" + cause;
        }
        return full != null && System.nanoTime() - full < FULL_NANOS
                ? "Redis takes no new answers: give it more memory, or maxmemory-policy allkeys-lru (Redis is full)"
                : null;
    }

    @Override
    public List<Supervised> supervised() {
        RedisListener made = listener;
        return made == null ? List.of(keeper) : List.of(keeper, made.supervised());
    }

    @Override
    public void close() {
        closed = true;
        wake.release();
        listener().close();
        try {
            var unused = keeper.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[][] command(String name, byte[]... arguments) {
        byte[][] command = new byte[arguments.length + 1][];
        command[0] = utf8(name);
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return command;
    }

    private static byte[] random() {
        return utf8(UUID.randomUUID().toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
