package fr.gaveurs.console.backend.platform.cache;

import fr.gaveurs.console.backend.FreePort;
import fr.gaveurs.console.backend.platform.store.MemoryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/** A real Redis in a process and a folder of its own, which a test can kill, freeze, fill and start again. */
public final class TestRedis implements AutoCloseable {
    private final Path folder;
    private final String executable;
    private final int port;
    private final String password;
    private Process process;

    private TestRedis(String password) throws IOException {
        this.password = password;
        folder = MemoryFolder.make("redis-");
        executable =
                ExecutableProvider.newJarResourceProvider(folder.toFile()).get().getPath();
        port = FreePort.find();
        start();
    }

    public static TestRedis open() throws IOException {
        return new TestRedis(null);
    }

    public static TestRedis withPassword(String password) throws IOException {
        return new TestRedis(password);
    }

    public int port() {
        return port;
    }

    /** Starts it, with what it saved if it did. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                executable,
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--save",
                ""));
        if (password != null) {
            command.addAll(List.of("--requirepass", password));
        }
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile())
                .start();
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (Jedis jedis = client()) {
                jedis.ping();
                return;
            } catch (JedisException e) {
                if (!process.isAlive() || System.nanoTime() > limit) {
                    throw new IOException(Files.readString(folder.resolve("redis.log")), e);
                }
                Thread.onSpinWait();
            }
        }
    }

    /** A connection of the test's own. */
    public Jedis client() {
        return new Jedis(
                new HostAndPort("127.0.0.1", port),
                DefaultJedisClientConfig.builder().resp2().password(password).build());
    }

    /** As a power cut would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** It keeps its connections and answers nothing. */
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    }

    /** From now on there is no room for anything new. */
    public void fill() {
        try (Jedis jedis = client()) {
            jedis.configSet("maxmemory-policy", "noeviction");
            jedis.configSet("maxmemory", "1");
        }
    }

    public void makeRoom() {
        try (Jedis jedis = client()) {
            jedis.configSet("maxmemory", "0");
        }
    }

    public void flush() {
        try (Jedis jedis = client()) {
            jedis.flushAll();
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
