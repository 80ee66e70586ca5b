package fr.gaveurs.console.backend.features.reports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that speaks TLS from the first byte or after STARTTLS, and refuses what it is told to refuse. */
final class SmtpStub implements AutoCloseable {
    private static final char[] PASSWORD = "secret".toCharArray();

    private final ServerSocket server;
    private final SSLContext tls;
    private final boolean fromTheStart;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile List<String> refused = List.of();
    private volatile List<String> later = List.of();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile int mostBytes = Integer.MAX_VALUE;

    /** A mail that came. */
    record Got(List<String> to, String text, boolean encrypted) {}

    /** @param fromTheStart whether TLS begins with the first byte */
    SmtpStub(Path keys, boolean fromTheStart) throws Exception {
        this.fromTheStart = fromTheStart;
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        tls = SSLContext.getInstance("TLS");
        tls.init(factory.getKeyManagers(), null, null);
        server = fromTheStart
                ? tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress())
                : new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Makes a key for 127.0.0.1 that nobody signed, and writes its certificate beside it. */
    static Path keys(Path folder, Path certificate) throws Exception {
        return keys(folder, certificate, "ip:127.0.0.1,dns:localhost");
    }

    /** @param names whose certificate it is */
    static Path keys(Path folder, Path certificate, String names) throws Exception {
        Path keys = folder.resolve("mail.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-validity",
                        "30",
                        "-ext",
                        "SAN=" + names,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool made no key");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        Files.writeString(
                certificate,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(store.getCertificate("mail").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        return keys;
    }

    int port() {
        return server.getLocalPort();
    }

    List<Got> got() {
        return got;
    }

    SmtpStub refusing(String... addresses) {
        refused = List.of(addresses);
        return this;
    }

    SmtpStub busyFor(String... addresses) {
        later = List.of(addresses);
        return this;
    }

    SmtpStub takingAtMost(int bytes) {
        mostBytes = bytes;
        return this;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                // What is said in several lines would wait for the other end's delayed acknowledgement.
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    /** The two ways of a connection, which change when TLS begins. */
    private static final class Line implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;
        private final OutputStream out;

        Line(Socket socket) throws IOException {
            this.socket = socket;
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            out = socket.getOutputStream();
        }

        void say(String text) throws IOException {
            out.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private void talk(Socket socket) {
        try {
            Line line = new Line(socket);
            line.say("220 stub");
            boolean encrypted = fromTheStart;
            List<String> to = new ArrayList<>();
            for (String said = line.in.readLine(); said != null; said = line.in.readLine()) {
                String upper = said.toUpperCase(Locale.ROOT);
                if (upper.startsWith("EHLO")) {
                    line.say("250-stub");
                    if (!encrypted) {
                        line.say("250-STARTTLS");
                    }
                    line.say("250 AUTH PLAIN");
                } else if (upper.equals("STARTTLS")) {
                    line.say("220 go on");
                    SSLSocket secure = (SSLSocket)
                            tls.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
                    secure.setUseClientMode(false);
                    secure.startHandshake();
                    line = new Line(secure);
                    encrypted = true;
                } else if (upper.startsWith("AUTH PLAIN")) {
                    String who = new String(
                            Base64.getDecoder().decode(said.substring("AUTH PLAIN ".length())), StandardCharsets.UTF_8);
                    line.say(who.endsWith("\0right") ? "235 welcome" : "535 no such user or password");
                } else if (upper.startsWith("RCPT TO:")) {
                    String address = said.substring(said.indexOf('<') + 1, said.indexOf('>'));
                    if (refused.contains(address)) {
                        line.say("550 no such mailbox here");
                    } else if (later.contains(address)) {
                        line.say("451 mailbox busy");
                    } else {
                        to.add(address);
                        line.say("250 ok");
                    }
                } else if (upper.equals("DATA")) {
                    line.say("354 go on");
                    StringBuilder text = new StringBuilder();
                    for (String data = line.in.readLine(); !".".equals(data); data = line.in.readLine()) {
                        text.append(data).append('\n');
                    }
                    if (text.length() > mostBytes) {
                        line.say("552 message is too large");
                    } else {
                        got.add(new Got(List.copyOf(to), text.toString(), encrypted));
                        line.say("250 taken");
                    }
                    to.clear();
                } else if (upper.equals("QUIT")) {
                    line.say("221 bye");
                    line.close();
                    return;
                } else {
                    if (upper.startsWith("RSET")) {
                        to.clear();
                    }
                    line.say("250 ok");
                }
            }
        } catch (IOException e) {
            // The other end went; a handshake that it does not want ends like this.
            ended.incrementAndGet();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
