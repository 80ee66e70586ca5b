package fr.gaveurs.console.backend.platform.cache;

import fr.gaveurs.console.backend.platform.settings.RedisAddress;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;

/** Makes connections to a Redis. */
public final class RedisServer {
    /** Time for connecting and for each step of the login. */
    private static final int MILLIS = 500;

    private final HostAndPort server;
    private final JedisClientConfig config;

    public RedisServer(RedisAddress address) {
        this.server = new HostAndPort(address.host(), address.port());
        this.config = DefaultJedisClientConfig.builder()
                .resp2()
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .clientName("gaveurs-console")
                .connectionTimeoutMillis(MILLIS)
                .socketTimeoutMillis(MILLIS)
                .sslOptions(address.tls() ? SslOptions.defaults() : null)
                .user(address.user())
                .password(address.password())
                .database(address.database())
                .build();
    }

    /**
     * A new connection, logged in, that waits half a second for an answer.
     *
     * @throws redis.clients.jedis.exceptions.JedisException when there is none to be had
     */
    public Connection connect() {
        return new Connection(server, config);
    }
}
