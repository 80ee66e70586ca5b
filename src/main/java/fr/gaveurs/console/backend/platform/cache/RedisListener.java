package fr.gaveurs.console.backend.platform.cache;

import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisException;

/** Hears what other consoles stored, and knows when it may have missed something. */
final class RedisListener {
    private static final Logger LOG = LoggerFactory.getLogger(RedisListener.class);
    private static final Duration RETRY = Duration.ofMillis(250);
    private static final Duration RETRY_FORBIDDEN = Duration.ofMillis(RedisRights.PAUSE_MILLIS);
    private static final String HEAR = "hear";
    private static final long PING_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
    /** A connection that says nothing for this long is taken for lost. */
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

    private final RedisLinks links;
    private final String channel;
    private final String own;
    private final SecondLevel.Listener listener;
    private final SupervisedThread thread = new SupervisedThread("redis-listener", this::run);
    private volatile boolean closed;
    private volatile boolean listening;
    private volatile @Nullable Subscription subscription;

    /** @param own this console's name in messages: what it said itself it knows */
    RedisListener(RedisLinks links, String channel, String own, SecondLevel.Listener listener) {
        this.links = links;
        this.channel = channel;
        this.own = own;
        this.listener = listener;
    }

    void start() {
        thread.start();
    }

    boolean listening() {
        return listening;
    }

    private final class Subscription extends JedisPubSub {
        private final RedisLinks.Link link;
        private volatile long heard = System.nanoTime();
        private volatile long pinged = heard;

        Subscription(RedisLinks.Link link) {
            this.link = link;
        }

        @Override
        public void onSubscribe(String name, int count) {
            heard = System.nanoTime();
            // What was stored between the last subscription and this one was not heard of.
            listener.blind();
            listening = true;
            links.rights().allowed(HEAR);
        }

        @Override
        public void onMessage(String name, String message) {
            heard = System.nanoTime();
            String[] words = message.split(" ");
            if (words[0].equals(own)) {
                return;
            }
            Set<String> tags = new HashSet<>(Arrays.asList(words).subList(1, words.length));
            if (tags.contains(RedisLevel.EPOCH)) {
                // A console that started anew may have died before it could say what it had stored.
                listener.blind();
            }
            listener.touched(tags);
        }

        @Override
        public void onPong(String pattern) {
            heard = System.nanoTime();
        }

        void beat() {
            long now = System.nanoTime();
            if (now - heard > SILENCE_NANOS) {
                cut();
            } else if (now - pinged > PING_NANOS && isSubscribed()) {
                pinged = now;
                ping();
            }
        }

        void cut() {
            try {
                link.connection().forceDisconnect();
            } catch (IOException e) {
                LOG.debug("the connection was gone already", e);
            }
        }
    }

    /** Looks whether the subscription lives; called a few times a second. */
    void beat() {
        Subscription current = subscription;
        if (current == null) {
            return;
        }
        try {
            current.beat();
        } catch (JedisException e) {
            current.cut();
        }
    }

    /** The other connections lead to this process: a subscription at another one hears nothing of it. */
    void expect(String runId) {
        Subscription current = subscription;
        if (current != null && !current.link.runId().equals(runId)) {
            current.cut();
        }
    }

    private void run() {
        while (!closed) {
            Duration pause = RETRY;
            try {
                RedisLinks.Link link = links.connect();
                links.leadTo(link.runId());
                Subscription made = new Subscription(link);
                subscription = made;
                try (Jedis jedis = new Jedis(link.connection())) {
                    jedis.subscribe(made, channel); // until the connection ends
                }
            } catch (JedisAccessControlException e) {
                // The login is no business of this thread: whoever tends the links tells of it.
                pause = RETRY_FORBIDDEN;
                if (RedisRights.forbids(e)) {
                    links.rights().forbidden(HEAR, e);
                }
            } catch (RuntimeException e) {
                LOG.debug("not subscribed: {}", e.getMessage());
            }
            subscription = null;
            if (listening) {
                listening = false;
                listener.blind();
                if (!closed) {
                    LOG.warn("Redis' messages are not heard any more: answers are computed until they are again");
                }
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    void close() {
        closed = true;
        Subscription current = subscription;
        if (current != null) {
            current.cut();
        }
        thread.stop();
    }

    Supervised supervised() {
        return thread;
    }
}
