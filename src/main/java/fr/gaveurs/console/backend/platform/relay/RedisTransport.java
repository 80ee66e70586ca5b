package fr.gaveurs.console.backend.platform.relay;

import fr.gaveurs.console.backend.platform.cache.RedisRights;
import fr.gaveurs.console.backend.platform.cache.RedisServer;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Redis' publish and subscribe. The channel's name holds the database's identity: others may use the same Redis. */
final class RedisTransport extends TwoConnections<Connection> {
    private final RedisServer server;
    private final Callable<String> database;
    private volatile @Nullable String channel;

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
    void prepare() throws Exception {
        if (channel == null) {
            channel = "gvc:relay:" + database.call();
        }
    }

    private String channel() {
        String name = channel;
        if (name == null) {
            throw new JedisConnectionException("the database has not said yet which one it is");
        }
        return name;
    }

    @Override
    Connection connect() {
        channel(); // without it a connection serves nobody
        return server.connect();
    }

    @Override
    void listen(Connection connection, Listener listener) {
        try (Jedis jedis = new Jedis(connection)) {
            jedis.subscribe(
                    new JedisPubSub() {
                        @Override
                        public void onMessage(String from, String message) {
                            listener.heard(message);
                        }
                    },
                    channel()); // until the connection ends
        }
    }

    @Override
    void send(Connection connection, String message) {
        connection.sendCommand(Protocol.Command.PUBLISH, channel(), message);
        connection.getIntegerReply();
    }

    @Override
    public boolean forbids(Exception failure) {
        return failure instanceof JedisAccessControlException;
    }

    @Override
    public String explain(Exception failure) {
        return RedisRights.forbids(failure) ? RedisRights.explain(failure.getMessage()) : super.explain(failure);
    }

    @Override
    void drop(Connection connection) throws IOException {
        connection.forceDisconnect();
    }
}
