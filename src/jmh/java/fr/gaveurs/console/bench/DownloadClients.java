package fr.gaveurs.console.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Clients that download an image again and again, in a process of their own: those of a real hall are other machines. Each
 * waits as long as {@code Retry-After} says. Arguments: the image's address, and how many they are. Each line on standard
 * input begins them or ends them, by turns; when they have ended a line says how many bytes they took.
 */
public final class DownloadClients {
    private final URI image;
    private final int clients;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final LongAdder taken = new LongAdder();
    private volatile boolean over;

    private DownloadClients(URI image, int clients) {
        this.image = image;
        this.clients = clients;
    }

    public static void main(String[] arguments) throws Exception {
        DownloadClients all = new DownloadClients(URI.create(arguments[0]), Integer.parseInt(arguments[1]));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        while (lines.readLine() != null) {
            List<Thread> threads = all.begin();
            boolean more = lines.readLine() != null;
            all.over = true;
            for (Thread each : threads) {
                each.interrupt();
                each.join();
            }
            System.out.println(all.taken.sumThenReset());
            if (!more) {
                return;
            }
        }
    }

    private List<Thread> begin() {
        over = false;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofVirtual().start(this::download));
        }
        return threads;
    }

    private void download() {
        byte[] piece = new byte[16 << 10];
        try {
            while (!over) {
                HttpResponse<InputStream> answer =
                        http.send(HttpRequest.newBuilder(image).build(), HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                    for (int size = body.read(piece); size >= 0 && !over; size = body.read(piece)) {
                        taken.add(answer.statusCode() == 200 ? size : 0);
                    }
                }
                if (answer.statusCode() != 200) {
                    Thread.sleep(Duration.ofSeconds(
                            answer.headers().firstValueAsLong("Retry-After").orElse(1)));
                }
            }
        } catch (IOException e) {
            if (!over) {
                System.err.println("a download ended: " + e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
