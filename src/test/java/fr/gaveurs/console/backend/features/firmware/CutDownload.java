package fr.gaveurs.console.backend.features.firmware;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.TreeSet;

/** Fetches an image that is cut off at many bytes, each time asking for the rest from there. */
public final class CutDownload {
    private CutDownload() {}

    /**
     * What all parts together are.
     *
     * @param cuts as many, at bytes that chance says
     */
    public static byte[] fetch(URI image, String sha256, int size, int cuts, long seed)
            throws IOException, InterruptedException {
        TreeSet<Integer> ends = new TreeSet<>();
        Random random = new Random(seed);
        while (ends.size() < Math.min(cuts, size - 1)) {
            ends.add(1 + random.nextInt(size - 1));
        }
        ends.add(size);
        ByteArrayOutputStream got = new ByteArrayOutputStream(size);
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int end : ends) {
                while (got.size() < end) {
                    part(http, image, sha256, got, end);
                }
            }
        }
        return got.toByteArray();
    }

    private static void part(HttpClient http, URI image, String sha256, ByteArrayOutputStream got, int end)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(image)
                .header("Range", "bytes=" + got.size() + "-")
                .header("If-Range", '"' + sha256 + '"')
                .build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            if (answer.statusCode() == 503) {
                Thread.sleep(20); // the console has not seen yet that the last ones were cut off
                return;
            }
            String range = answer.headers().firstValue("Content-Range").orElse("");
            if (answer.statusCode() != 206 || !range.startsWith("bytes " + got.size() + "-")) {
                throw new IOException(answer.statusCode() + " " + range);
            }
            got.write(in.readNBytes(end - got.size()));
        }
    }
}
