package fr.gaveurs.console.backend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for programs that are told theirs before they start. */
public final class FreePort {
    // Below those that systems give to connections and to whoever asks for any: what is found here stays free.
    private static final int FROM = 18_000;
    private static final int TO = 31_000;

    private FreePort() {}

    public static int find() throws IOException {
        try (ServerSocket free = listen(1)) {
            return free.getLocalPort();
        }
    }

    public static ServerSocket listen(int backlog) throws IOException {
        for (int tries = 1; ; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FROM, TO);
            try {
                return new ServerSocket(port, backlog, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                if (tries == 100) {
                    throw e;
                }
            }
        }
    }
}
