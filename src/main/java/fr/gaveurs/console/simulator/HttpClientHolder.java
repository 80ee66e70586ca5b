package fr.gaveurs.console.simulator;

import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The client by which simulated boards fetch firmware: made when the first one needs it. */
final class HttpClientHolder {
    private @Nullable HttpClient made;

    synchronized HttpClient client() {
        HttpClient client = made;
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
            made = client;
        }
        return client;
    }

    synchronized void close() {
        HttpClient client = made;
        if (client != null) {
            client.shutdownNow();
        }
    }
}
