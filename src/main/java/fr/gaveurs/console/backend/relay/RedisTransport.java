package fr.gaveurs.console.backend.relay;

import fr.gaveurs.console.backend.cache.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Redis' publish and subscribe, on two connections of its own. The channel's name holds the database's identity. */
final class RedisTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(RedisTransport.class);
    private static final Duration RETRY = Duration.ofMillis(250);

    private final RedisServer server;
    private final Callable<String> database;
    private volatile boolean closed;
    private volatile @Nullable String channel;
    private volatile @Nullable Connection listening;
    private volatile @Nullable Connection sending;
    private volatile @Nullable Thread thread;

    /** @param database what tells the database from every other one; asked until it answers */
    RedisTransport(RedisServer server, Callable<String> database) {
        this.server = server;
        this.database = database;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void start(Ear ear) {
        thread = Thread.ofPlatform().daemon().name("relay-listener").start(() -> run(ear));
    }

    private void run(Ear ear) {
        while (!closed) {
            try {
                listen(ear);
                ear.lost("the subscription ended");
            } catch (Exception e) {
                ear.lost(String.valueOf(e.getMessage()));
                LOG.debug("not subscribed: {}", e.getMessage());
            }
            drop(listening);
            try {
                Thread.sleep(RETRY);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void listen(Ear ear) throws Exception {
        String name = channel;
        if (name == null) {
            // Others may use the same Redis with another database.
            name = "gvc:relay:" + database.call();
            channel = name;
        }
        Connection connection = server.connect();
        listening = connection;
        try (Jedis jedis = new Jedis(connection)) {
            jedis.subscribe(
                    new JedisPubSub() {
                        @Override
                        public void onMessage(String from, String message) {
                            ear.heard(message);
                        }
                    },
                    name); // until the connection ends
        }
    }

    @Override
    public void send(String message) {
        String name = channel;
        if (name == null) {
            throw new JedisConnectionException("the database has not said yet which one it is");
        }
        Connection connection = sending;
        if (connection == null) {
            connection = server.connect();
            sending = connection;
        }
        try {
            connection.sendCommand(redis.clients.jedis.Protocol.Command.PUBLISH, name, message);
            connection.getIntegerReply();
        } catch (RuntimeException e) {
            sending = null;
            drop(connection);
            throw e;
        }
    }

    @Override
    public void reconnect() {
        drop(listening);
        drop(sending);
        sending = null;
    }

    private static void drop(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.forceDisconnect();
            }
        } catch (IOException e) {
            LOG.debug("the connection was gone already", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        reconnect();
        Thread listener = thread;
        if (listener != null) {
            listener.interrupt();
        }
    }
}
