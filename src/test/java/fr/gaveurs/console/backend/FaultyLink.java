package fr.gaveurs.console.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A link to a port of 127.0.0.1 that a test can break in the ways in which links break: cut, refused, reset, half-open,
 * deaf, slow, cut into slices. {@link #mend} ends every fault.
 */
public final class FaultyLink implements AutoCloseable {
    private volatile int target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listener;
    private volatile boolean closed;
    private volatile boolean cut;
    private volatile boolean deaf;
    private volatile boolean hole;
    private volatile long thereMillis;
    private volatile long backMillis;
    private volatile int slice = Integer.MAX_VALUE;

    public FaultyLink(int targetPort) throws IOException {
        target = targetPort;
        // While it is cut nobody else is given its port, and who tries to connect to it does not meet itself there.
        listener = FreePort.listen(200);
        port = listener.getLocalPort();
        accept(listener);
    }

    /** New connections lead to another port. */
    public void to(int targetPort) {
        target = targetPort;
    }

    public int port() {
        return port;
    }

    private void accept(ServerSocket from) {
        Thread.ofVirtual().start(() -> {
            while (!from.isClosed()) {
                try {
                    connect(from.accept());
                } catch (IOException e) {
                    // The listener was closed, or the target refused: the client sees the end.
                }
            }
        });
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            if (cut) {
                client.close();
                return;
            }
            sockets.add(client);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            sockets.add(server);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        } catch (IOException e) {
            client.close();
            server.close();
            sockets.remove(client);
            throw e;
        }
        Thread.ofVirtual().start(() -> pump(client, server, false));
        Thread.ofVirtual().start(() -> pump(server, client, true));
    }

    private void pump(Socket from, Socket to, boolean back) {
        byte[] bytes = new byte[64 << 10];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                long delay = back ? backMillis : thereMillis;
                if (delay > 0) {
                    Thread.sleep(delay);
                }
                while (hole && !to.isClosed()) {
                    Thread.sleep(5); // as TCP keeps what a dead line does not take, and delivers it when that heals
                }
                if (!(back && deaf)) {
                    send(out, bytes, n);
                }
            }
        } catch (IOException e) {
            // Cut.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void send(OutputStream out, byte[] bytes, int length) throws IOException {
        for (int at = 0; at < length; ) {
            int size = Math.min(slice, length - at);
            out.write(bytes, at, size);
            at += size;
        }
    }

    /** Ends every connection, and each new one as soon as it is made. */
    public void cut() throws IOException {
        cut = true;
        dropConnections();
    }

    /** Ends every connection; new ones are let through. */
    public void dropConnections() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** Ends every connection by a reset; new ones are let through. */
    public void reset() throws IOException {
        for (Socket socket : sockets) {
            try {
                socket.setSoLinger(true, 0);
            } catch (SocketException e) {
                // It ended by itself just now.
            }
            socket.close();
        }
    }

    /** Ends every connection, and nobody listens any more. */
    public void refuse() throws IOException {
        listener.close();
        dropConnections();
    }

    /** Half-open: connections stand, new ones are taken, and nothing comes through in either direction. */
    public void blackHole() {
        hole = true;
    }

    /** From now on nothing comes back, though everything still arrives: a commit happens and nobody hears of it. */
    public void swallowAnswers() {
        deaf = true;
    }

    /** Each piece of what is sent waits so long, there and back. */
    public void delay(Duration there, Duration back) {
        thereMillis = there.toMillis();
        backMillis = back.toMillis();
    }

    /** Everything arrives in pieces of so many bytes. */
    public void slice(int bytes) {
        slice = bytes;
    }

    /** Lets everything through again; what was swallowed is lost, so connections from before are ended. */
    public void mend() throws IOException {
        if (deaf) {
            dropConnections();
        }
        deaf = false;
        cut = false;
        hole = false;
        delay(Duration.ZERO, Duration.ZERO);
        slice = Integer.MAX_VALUE;
        if (listener.isClosed() && !closed) {
            listener = listen();
            accept(listener);
        }
    }

    /** Some other connection of this machine may have been given the port meanwhile, and lets go of it soon. */
    private ServerSocket listen() throws IOException {
        for (int tries = 1; ; tries++) {
            ServerSocket made = new ServerSocket();
            try {
                made.setReuseAddress(true);
                made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return made;
            } catch (BindException e) {
                made.close();
                if (tries == 100) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        dropConnections();
    }
}
