package fr.gaveurs.console.command;

import fr.gaveurs.console.api.health.HealthApi;
import fr.gaveurs.console.backend.platform.settings.DataFolder;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.settings.SettingsException;
import fr.gaveurs.console.backend.platform.settings.SettingsLoader;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code probe}: asks a console that runs how it is, for whoever watches a container that holds no curl. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = "Asks a running console for a health probe and prints the answer.",
        footer = {"", "Exit codes: 0 the answer was 200; 1 it was another, or there was none within 4 s."})
public final class ProbeCommand implements Callable<Integer> {
    /** Less than what a container's health check waits for the whole command. */
    private static final int LIMIT_MILLIS = 2_000;

    /** The probes by the names that they have on the command line. */
    enum Kind {
        startup(HealthApi.HEALTH_STARTUP.template()),
        live(HealthApi.HEALTH_LIVE.template()),
        ready(HealthApi.HEALTH_READY.template());

        private final String path;

        Kind(String path) {
            this.path = path;
        }
    }

    @Mixin
    private final DataDirOption dataDir = new DataDirOption();

    @Option(
            names = "--url",
            paramLabel = "U",
            description =
                    "The console, such as http://127.0.0.1:8000; by default the one that runs on the data folder, else"
                            + " the one that the settings describe.")
    private @Nullable URI url;

    @Parameters(paramLabel = "PROBE", defaultValue = "ready", description = "startup, live or ready (default).")
    private Kind kind = Kind.ready;

    @Override
    public Integer call() {
        try {
            DataFolder.Instance running = url == null ? DataFolder.announced(dataDir.path()) : null;
            if (running != null) {
                try {
                    return asked(URI.create(running.url()));
                } catch (ConnectException e) {
                    // It was killed, and another one may be about to start.
                }
            }
            return asked(url == null ? described() : url);
        } catch (SettingsException e) {
            System.err.println(e.getMessage());
            return Exit.USAGE;
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return Exit.NOT_WELL;
        } catch (ClassCastException | IllegalArgumentException e) {
            System.err.println("--url must be like http://127.0.0.1:8000");
            return Exit.USAGE;
        }
    }

    private int asked(URI console) throws IOException {
        URI probe = console.resolve(kind.path);
        HttpURLConnection connection = (HttpURLConnection) probe.toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        try {
            int status = connection.getResponseCode();
            System.out.println(status + " " + body(connection));
            return status == HttpURLConnection.HTTP_OK ? Exit.OK : Exit.NOT_WELL;
        } catch (IOException e) {
            String words = "no answer from " + probe + ": " + e.getMessage();
            throw e instanceof ConnectException ? new ConnectException(words) : new IOException(words, e);
        } finally {
            connection.disconnect();
        }
    }

    private URI described() throws SettingsException {
        Settings settings = SettingsLoader.load(dataDir.path(), System.getenv(), Map.of());
        String bind = settings.bind();
        String host = bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + settings.port());
    }

    private static String body(HttpURLConnection connection) throws IOException {
        try (InputStream in =
                connection.getErrorStream() == null ? connection.getInputStream() : connection.getErrorStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
