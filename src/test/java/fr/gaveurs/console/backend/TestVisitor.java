package fr.gaveurs.console.backend;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A consumer with a browser, behind a reverse proxy that says where he comes from. */
public final class TestVisitor implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder().build();
    private final String base;
    private final String address;
    private String language = "fr-FR,fr;q=0.9";

    /** @param address as the proxy tells it */
    public TestVisitor(TestConsole console, String address) {
        this.base = "http://127.0.0.1:" + console.backend().consumerPort();
        this.address = address;
    }

    /** What Accept-Language says. */
    public TestVisitor reading(String header) {
        language = header;
        return this;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    /** Sends a body of any kind. */
    public HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = request(path).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** What the form of a page carries; opens the page. */
    public String token(String path) {
        return tokenOf(get(path).body());
    }

    public static String tokenOf(String page) {
        String before = "name=\"form\" value=\"";
        int from = page.indexOf(before) + before.length();
        return page.substring(from, page.indexOf('"', from));
    }

    /** Opens a page, fills its form in and sends it. */
    public HttpResponse<String> rate(String path, Map<String, String> fields) {
        return sendForm(path, token(path), fields);
    }

    public HttpResponse<String> sendForm(String path, String token, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&", "form=" + encode(token) + "&", ""));
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(RawWebSocket.PATIENCE)
                .header("Accept-Language", language)
                .header("X-Forwarded-For", address);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
