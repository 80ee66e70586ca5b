package fr.gaveurs.console.client;

import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.audit.Audit;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/**
 * Calls routes of the contract over HTTP. Every call returns at once; its future completes on a thread of this caller,
 * with the answer or with an {@link ApiException}. Safe for use by many threads.
 */
final class RouteCaller implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(10);

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final URI base;
    private final @Nullable String token;
    private final ExecutorService executor;
    private final HttpClient http;
    private volatile Supplier<@Nullable String> actor = () -> null;
    private volatile @Nullable String reason;

    /** @param token bearer token; null for none */
    RouteCaller(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
        this.executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("api-client-", 0).factory());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(executor)
                .build();
    }

    private RouteCaller(RouteCaller shared, @Nullable String why) {
        this.base = shared.base;
        this.token = shared.token;
        this.executor = shared.executor;
        this.http = shared.http;
        this.actor = shared.actor;
        this.reason = why;
    }

    /** The same for calls that are made for a reason; it shares this one's connections, and need not be closed. */
    RouteCaller because(@Nullable String why) {
        return new RouteCaller(this, why);
    }

    URI base() {
        return base;
    }

    /** Sets who says who acts, asked for each call, on the thread that makes it. */
    void actor(Supplier<@Nullable String> name) {
        actor = name;
    }

    /** Says why what is done from now on is done. */
    void reason(@Nullable String text) {
        reason = text;
    }

    /** Ends requests under way with an {@link ApiException}. */
    @Override
    public void close() {
        http.shutdownNow();
        executor.shutdownNow();
    }

    <T> CompletableFuture<T> call(Route route, Map<String, String> path, @Nullable Record query) {
        return call(route, path, query, null);
    }

    <T> CompletableFuture<T> call(
            Route route, Map<String, String> path, @Nullable Record query, @Nullable Record body) {
        return send(route, path, query, body).thenApply(reader(route, answer -> answer.statusCode() / 100 == 2));
    }

    /** An answer that is no JSON. */
    CompletableFuture<byte[]> bytes(Route route, Map<String, String> path, @Nullable Record query) {
        return send(route, path, query, null).thenApply(answer -> {
            if (answer.statusCode() != 200) {
                throw new ApiException(problem(answer));
            }
            return answer.body();
        });
    }

    /** A body that is read from a file as it is sent, for which there is more time than for other requests. */
    <T> CompletableFuture<T> upload(Route route, Record query, Path file, LongConsumer progress) {
        HttpRequest.BodyPublisher body;
        try {
            long size = Files.size(file);
            HttpRequest.BodyPublisher bytes = HttpRequest.BodyPublishers.ofInputStream(() -> told(file, progress));
            body = size == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.fromPublisher(bytes, size);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
        HttpRequest request = HttpRequest.newBuilder(
                        request(route, Map.of(), query, new FileContent(new byte[0])), (name, value) -> true)
                .timeout(UPLOAD_TIMEOUT)
                .method(route.method(), body)
                .build();
        CompletableFuture<HttpResponse<byte[]>> sent = http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        CompletableFuture<T> taken = sent.exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(unreachable(request.uri(), failure)))
                .thenApply(reader(route, answer -> answer.statusCode() / 100 == 2));
        // Who cancels it wants nothing more to be sent.
        taken.whenComplete((answer, failure) -> sent.cancel(true));
        return taken;
    }

    private static InputStream told(Path file, LongConsumer progress) {
        try {
            return new FilterInputStream(Files.newInputStream(file)) {
                private long read;

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    int size = super.read(into, offset, length);
                    read += Math.max(0, size);
                    progress.accept(read);
                    return size;
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A picture, and how many pages there are of it. */
    CompletableFuture<Picture> picture(
            Route route, Map<String, String> path, @Nullable Record query, @Nullable Record body) {
        return send(route, path, query, body).thenApply(answer -> {
            if (answer.statusCode() != 200) {
                throw new ApiException(problem(answer));
            }
            return new Picture(answer.body(), (int)
                    answer.headers().firstValueAsLong("Page-Count").orElse(1));
        });
    }

    /** An answer that is too large to be held. */
    Download download(
            Route route, Map<String, String> path, @Nullable Record query, Path target, LongConsumer progress) {
        HttpRequest request = request(route, path, query, null);
        Download download = new Download(request.uri());
        CompletableFuture<HttpResponse<InputStream>> asked =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        var unused = asked.handleAsync(
                (answer, failure) -> {
                    if (failure != null) {
                        download.fail(unreachable(request.uri(), failure));
                    } else if (answer.statusCode() == 200) {
                        download.take(answer.body(), target, progress);
                    } else {
                        download.fail(refusal(answer));
                    }
                    return null;
                },
                executor);
        // Before the first byte there is no stream to be closed.
        download.done().whenComplete((bytes, failure) -> asked.cancel(true));
        return download;
    }

    private static ApiException refusal(HttpResponse<InputStream> answer) {
        try (InputStream in = answer.body()) {
            return new ApiException(problem(answer, in.readNBytes(1 << 20)));
        } catch (IOException e) {
            return unreachable(answer.uri(), e);
        } catch (JacksonException e) {
            return ApiException.unreadable(answer.uri(), answer.statusCode(), e);
        }
    }

    private static ApiException unreachable(URI uri, Throwable failure) {
        return ApiException.unreachable(uri, failure instanceof CompletionException c ? cause(c) : failure);
    }

    private HttpRequest request(Route route, Map<String, String> path, @Nullable Record query, @Nullable Record body) {
        byte[] sent = body == null
                ? null
                : body instanceof FileContent file ? file.bytes() : Json.MAPPER.writeValueAsBytes(body);
        URI uri = base.resolve(expand(route.template(), path) + queryString(query));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Accept", "application/json, application/problem+json, */*;q=0.5")
                .method(
                        route.method(),
                        sent == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(sent));
        if (body != null) {
            request.header(
                    "Content-Type", body instanceof FileContent ? "application/octet-stream" : "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        words(request, Audit.ACTOR_HEADER, actor.get());
        words(request, Audit.REASON_HEADER, reason);
        return request.build();
    }

    private static void words(HttpRequest.Builder request, String header, @Nullable String words) {
        if (words != null && !words.isBlank()) {
            request.header(header, encode(words));
        }
    }

    private CompletableFuture<HttpResponse<byte[]>> send(
            Route route, Map<String, String> path, @Nullable Record query, @Nullable Record body) {
        HttpRequest request = request(route, path, query, body);
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unreachable(request.uri(), failure)));
    }

    private static Throwable cause(CompletionException e) {
        return e.getCause() == null ? e : e.getCause();
    }

    /**
     * The answer of a probe, which is one with 503, too.
     *
     * @param <A> what the route answers with
     */
    <A, T> CompletableFuture<T> probe(Route route, BiFunction<Integer, A, T> result) {
        Function<HttpResponse<byte[]>, A> reader = reader(route, RouteCaller::isProbe);
        return send(route, Map.of(), null, null)
                .thenApply(answer -> result.apply(answer.statusCode(), reader.apply(answer)));
    }

    private static boolean isProbe(HttpResponse<byte[]> answer) {
        return answer.statusCode() == 200 || answer.statusCode() == 503;
    }

    private static <T> Function<HttpResponse<byte[]>, T> reader(Route route, Predicate<HttpResponse<byte[]>> good) {
        JavaType type = Json.MAPPER.constructType(route.response());
        return answer -> {
            try {
                if (!good.test(answer)) {
                    throw new ApiException(problem(answer));
                }
                return Json.MAPPER.readValue(type.hasRawClass(Void.class) ? NULL : answer.body(), type);
            } catch (JacksonException e) {
                throw ApiException.unreadable(answer.uri(), answer.statusCode(), e);
            }
        };
    }

    private static Problem problem(HttpResponse<byte[]> answer) {
        return problem(answer, answer.body());
    }

    private static Problem problem(HttpResponse<?> answer, byte[] body) {
        JsonNode tree = Json.MAPPER.readTree(body);
        if (tree.isObject() && tree.has("title")) {
            return Json.MAPPER.treeToValue(tree, Problem.class);
        }
        return new Problem(
                "about:blank",
                "HTTP " + answer.statusCode(),
                answer.statusCode(),
                answer.uri() + " answered " + answer.statusCode(),
                answer.uri().getPath(),
                null);
    }

    /** Fills in the {@code {names}} of a template, percent-encoded. */
    static String expand(String template, Map<String, String> path) {
        String result = template;
        for (Map.Entry<String, String> part : path.entrySet()) {
            result = result.replace("{" + part.getKey() + "}", encode(part.getValue()));
        }
        return result;
    }

    /** The record's non-null components under the names and in the forms that JSON gives them. */
    static String queryString(@Nullable Record query) {
        if (query == null) {
            return "";
        }
        StringJoiner text = new StringJoiner("&", "?", "").setEmptyValue("");
        JsonNode tree = Json.MAPPER.valueToTree(query);
        tree.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                text.add(field.getKey() + "=" + encode(field.getValue().asString()));
            }
        });
        return text.toString();
    }

    private static String encode(String text) {
        // A plus is a plus to the backend, as in an instant's offset, and no space.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
