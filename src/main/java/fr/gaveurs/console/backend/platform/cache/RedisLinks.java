package fr.gaveurs.console.backend.platform.cache;

import fr.gaveurs.console.api.health.Health.BreakerState;
import fr.gaveurs.console.backend.platform.resilience.Breaker;
import fr.gaveurs.console.backend.platform.settings.RedisAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Connections to Redis, made ahead by {@link #tend}: who asks never waits for one to be made, and never longer than
 * {@link #CALL_MILLIS} for an answer. The circuit breaker lets requests pass only while it is closed; the trial calls
 * are {@link #tend}'s.
 */
final class RedisLinks {
    /** Time that a call may take. */
    static final int CALL_MILLIS = 50;

    private static final int LINKS = 4;

    /**
     * A connection.
     *
     * @param runId names the server's process: after a restart, which may bring old values back, it is another one
     */
    record Link(Connection connection, String runId) {
        /** Sends commands in one go; each reply is a value or the {@link JedisDataException} of its command. */
        List<Object> send(byte[][]... commands) {
            for (byte[][] command : commands) {
                byte[][] arguments = Arrays.copyOfRange(command, 1, command.length);
                connection.sendCommand(Command.valueOf(new String(command[0], StandardCharsets.US_ASCII)), arguments);
            }
            return connection.getMany(commands.length);
        }
    }

    /** What to do with a connection. */
    interface Work<T> {
        T on(Link link);
    }

    private final RedisServer server;
    private final Breaker breaker;
    private final RedisRights rights = new RedisRights(System::nanoTime);
    private final Deque<Link> idle = new ConcurrentLinkedDeque<>();
    private final Runnable wake;
    private volatile boolean closed;
    private long tendAgain = System.nanoTime();

    /** @param wake asks for a round of {@link #tend} */
    RedisLinks(RedisAddress address, Breaker breaker, Runnable wake) {
        this.server = new RedisServer(address);
        this.breaker = breaker;
        this.wake = wake;
    }

    /** Whether an exception says that Redis is not there, rather than that it has no room or forbids something. */
    static boolean isFault(Throwable failure) {
        return !isFull(failure) && !RedisRights.forbids(failure);
    }

    static boolean isFull(@Nullable Object reply) {
        return reply instanceof JedisDataException refusal
                && refusal.getMessage() != null
                && refusal.getMessage().startsWith("OOM");
    }

    /** A new connection, logged in, with the time-outs of connecting. */
    Link connect() {
        Connection connection = server.connect();
        try {
            connection.sendCommand(Command.INFO, "server");
            return new Link(connection, runId(connection.getBulkReply()));
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static String runId(String info) {
        return info.lines()
                .filter(line -> line.startsWith("run_id:"))
                .findFirst()
                .map(line -> line.substring("run_id:".length()).strip())
                .orElseThrow(() -> new JedisException("INFO names no run_id"));
    }

    /** What this console's user may do. */
    RedisRights rights() {
        return rights;
    }

    /**
     * Runs {@code work} on a connection; null when Redis cannot be asked now, did not answer or forbids it.
     *
     * @param what names the work: it is passed over for a while when Redis forbids it
     */
    <T> @Nullable T ask(String what, Work<T> work) {
        if (breaker.state() != BreakerState.CLOSED || !rights.mayTry(what)) {
            return null;
        }
        Link link = idle.pollFirst();
        if (link == null) {
            wake.run();
            return null;
        }
        try {
            T result = breaker.call(() -> work.on(link), JedisException::new);
            giveBack(link);
            rights.allowed(what);
            return result;
        } catch (JedisConnectionException e) {
            // The others lead to the same place.
            link.connection().close();
            drop();
            wake.run();
            return null;
        } catch (JedisException e) {
            if (isFull(e)) {
                giveBack(link);
            } else if (RedisRights.forbids(e)) {
                giveBack(link);
                rights.forbidden(what, e);
            } else {
                link.connection().close();
            }
            return null;
        }
    }

    private void giveBack(Link link) {
        idle.addFirst(link);
        if (closed) {
            drop();
        }
    }

    /** Makes the connections that are missing and closes the breaker when Redis is back. May take a second. */
    void tend() {
        if (tendAgain - System.nanoTime() > 0) {
            return;
        }
        boolean open = breaker.state() != BreakerState.CLOSED;
        if (open) {
            drop();
        }
        for (int missing = open ? 1 : LINKS - idle.size(); missing > 0; missing--) {
            Link link;
            try {
                link = connect();
            } catch (JedisAccessControlException e) {
                // It is there and will say the same for long.
                breaker.trip(e);
                tendAgain = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RedisRights.PAUSE_MILLIS);
                return;
            } catch (JedisException e) {
                if (breaker.state() != BreakerState.OPEN) {
                    breaker.done(0, e);
                }
                return;
            }
            link.connection().setSoTimeout(CALL_MILLIS);
            breaker.tryNow();
            try {
                // Twice: as many as it takes to close the breaker.
                for (int i = 0; i < 2 && breaker.state() != BreakerState.CLOSED; i++) {
                    breaker.call(() -> link.connection().ping(), JedisException::new);
                }
            } catch (JedisException e) {
                link.connection().close();
                return;
            }
            giveBack(link);
        }
    }

    /** Whether somebody who asks would find a connection. */
    boolean ready() {
        return breaker.state() == BreakerState.CLOSED && !idle.isEmpty();
    }

    @Nullable
    String lastError() {
        return breaker.view().lastError();
    }

    /** Closes the connections that lead to another process than this one, such as the one before a restart. */
    void leadTo(String runId) {
        for (Link link : List.copyOf(idle)) {
            if (!link.runId().equals(runId) && idle.remove(link)) {
                link.connection().close();
            }
        }
    }

    private void drop() {
        for (Link link = idle.pollFirst(); link != null; link = idle.pollFirst()) {
            link.connection().close();
        }
    }

    void close() {
        closed = true;
        drop();
    }
}
