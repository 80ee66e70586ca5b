package fr.gaveurs.console.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A link to a port of 127.0.0.1 that a test can cut, mend, or make swallow what comes back. */
public final class FaultyLink implements AutoCloseable {
    private final int target;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean deaf;

    public FaultyLink(int targetPort) throws IOException {
        target = targetPort;
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (cut) {
                    client.close();
                    continue;
                }
                Socket server = new Socket();
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pump(client, server, false));
                Thread.ofVirtual().start(() -> pump(server, client, true));
            } catch (IOException e) {
                // The listener was closed, or the target refused: the client sees the end.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean back) {
        byte[] bytes = new byte[64 << 10];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (!(back && deaf)) {
                    out.write(bytes, 0, n);
                }
            }
        } catch (IOException e) {
            // Cut.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
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

    /** From now on nothing comes back, though everything still arrives: a commit happens and nobody hears of it. */
    public void swallowAnswers() {
        deaf = true;
    }

    /** Lets everything through again; what was swallowed is lost, so connections from before are ended. */
    public void mend() throws IOException {
        if (deaf) {
            dropConnections();
        }
        deaf = false;
        cut = false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        dropConnections();
    }
}
