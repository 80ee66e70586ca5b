package fr.gaveurs.console.client;

import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.admin.Admin;
import fr.gaveurs.console.api.admin.AdminApi;
import fr.gaveurs.console.api.audit.Audit;
import fr.gaveurs.console.api.audit.AuditApi;
import fr.gaveurs.console.api.devices.DeviceDetails;
import fr.gaveurs.console.api.devices.DeviceSettings;
import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.devices.DevicesApi;
import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.api.health.HealthApi;
import fr.gaveurs.console.api.quality.QualityApi;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.quality.Statistics;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/**
 * The REST half of the contract. Every call returns at once; its future completes on a thread of this client, never on
 * the caller's, with the answer or with an {@link ApiException}. Safe for use by many threads.
 */
public final class ApiClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    /** A probe's answer with its HTTP status: 503 is an answer here, not an error. */
    public record ProbeAnswer(int httpStatus, Health.Probe probe) {}

    private final URI base;
    private final @Nullable String token;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("api-client-", 0).factory());
    private final HttpClient http;
    private final BugClient bugs = new BugClient(this);
    private volatile Supplier<@Nullable String> actor = () -> null;
    private volatile @Nullable String reason;

    /**
     * @param base such as {@code http://127.0.0.1:8000}; a path in it is left out
     * @param token bearer token for a console on another machine, null on the same one
     */
    public ApiClient(URI base, @Nullable String token) {
        this.base = base.resolve("/");
        this.token = token;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(executor)
                .build();
    }

    /**
     * Sets who says who sits in front of the window, asked for each call, on the thread that makes it. It counts with the
     * window's own token alone.
     */
    public void actor(Supplier<@Nullable String> name) {
        actor = name;
    }

    /** Says why what is done from now on is done. */
    public void reason(@Nullable String text) {
        reason = text;
    }

    /** Where the console is. */
    public URI base() {
        return base;
    }

    public CompletableFuture<List<Devices.Device>> devices() {
        return this.<Listing<Devices.Device>>call(DevicesApi.LIST_DEVICES, Map.of(), null)
                .thenApply(Listing::items);
    }

    public CompletableFuture<Devices.DeviceLive> device(String deviceId) {
        return call(DevicesApi.GET_DEVICE, Map.of("device_id", deviceId), null);
    }

    /** Everything that a station's page shows. */
    public CompletableFuture<DeviceDetails> deviceDetails(String deviceId) {
        return call(DevicesApi.DEVICE_DETAILS, Map.of("device_id", deviceId), null);
    }

    /**
     * Lets a pending station deliver samples.
     *
     * @param claim which of the boards that say its id, as its record showed it; null for the one that it shows now
     */
    public CompletableFuture<Devices.Device> approve(String deviceId, @Nullable String claim) {
        return call(DevicesApi.APPROVE_DEVICE, Map.of("device_id", deviceId), new Devices.BoardChoice(claim));
    }

    public CompletableFuture<Devices.Device> block(String deviceId) {
        return call(DevicesApi.BLOCK_DEVICE, Map.of("device_id", deviceId), null);
    }

    public CompletableFuture<Devices.Device> unblock(String deviceId) {
        return call(DevicesApi.UNBLOCK_DEVICE, Map.of("device_id", deviceId), null);
    }

    /** Names a station, moves it, begins or ends its maintenance. */
    public CompletableFuture<Devices.Device> change(String deviceId, DeviceSettings.DevicePatch patch) {
        return call(DevicesApi.PATCH_DEVICE, Map.of("device_id", deviceId), null, patch);
    }

    /** Says how a station is mounted and how often it measures. */
    public CompletableFuture<Devices.Device> calibrate(String deviceId, DeviceSettings.NewCalibration calibration) {
        return call(DevicesApi.CALIBRATE_DEVICE, Map.of("device_id", deviceId), null, calibration);
    }

    /** What to put into a board so that it finds the console. */
    public CompletableFuture<DeviceDetails.Addresses> deviceAddresses() {
        return call(DevicesApi.DEVICE_ADDRESSES, Map.of(), null);
    }

    /** Forgets a station and its token; its samples stay. */
    public CompletableFuture<Void> forget(String deviceId) {
        return call(DevicesApi.FORGET_DEVICE, Map.of("device_id", deviceId), null);
    }

    /** Forgets a station and deletes its samples and statistics for good; they go a piece at a time. */
    public CompletableFuture<DeviceDetails.Erasure> erase(String deviceId) {
        return call(
                DevicesApi.ERASE_DEVICE, Map.of("device_id", deviceId), new DeviceDetails.EraseConfirmation(deviceId));
    }

    /** Stations that were forgotten with their samples, newest first. */
    public CompletableFuture<List<DeviceDetails.Erasure>> erasures() {
        return this.<Listing<DeviceDetails.Erasure>>call(DevicesApi.LIST_ERASURES, Map.of(), null)
                .thenApply(Listing::items);
    }

    /**
     * Makes a station's token void; the board gets another one at its next hello.
     *
     * @param claim as for {@link #approve}
     */
    public CompletableFuture<Devices.Device> resetToken(String deviceId, @Nullable String claim) {
        return call(DevicesApi.RESET_TOKEN, Map.of("device_id", deviceId), new Devices.BoardChoice(claim));
    }

    /** One page, newest first. */
    public CompletableFuture<Page<Samples.SampleSummary>> samples(Samples.SampleQuery query) {
        return call(QualityApi.LIST_SAMPLES, Map.of(), query);
    }

    /** One sample with its matrices. */
    public CompletableFuture<Samples.Sample> sample(String sampleId, Samples.SampleRef ref) {
        return call(QualityApi.GET_SAMPLE, Map.of("sample_id", sampleId), ref);
    }

    public CompletableFuture<Statistics.Overview> overview() {
        return call(QualityApi.OVERVIEW, Map.of(), null);
    }

    public CompletableFuture<Health.HealthReport> health() {
        return send(HealthApi.HEALTH_REPORT, Map.of(), null, null)
                .thenApply(reader(HealthApi.HEALTH_REPORT, ApiClient::isProbe));
    }

    /** The last hour's changes. */
    public CompletableFuture<Health.HealthHistory> healthHistory() {
        return call(HealthApi.HEALTH_HISTORY, Map.of(), null);
    }

    /** Entries of the program's log, oldest first. */
    public CompletableFuture<Admin.LogPage> log(Admin.LogQuery query) {
        return call(AdminApi.READ_LOG, Map.of(), query);
    }

    /** What support asks for, as text, without secrets. */
    public CompletableFuture<String> diagnostics() {
        return bytes(AdminApi.DIAGNOSTICS, Map.of(), null).thenApply(text -> new String(text, StandardCharsets.UTF_8));
    }

    /** Closes a circuit breaker. */
    public CompletableFuture<Health.Breaker> resetBreaker(String name) {
        return call(AdminApi.RESET_BREAKER, Map.of("name", name), null);
    }

    /** One of {@link HealthApi#HEALTH_STARTUP}, {@link HealthApi#HEALTH_LIVE}, {@link HealthApi#HEALTH_READY}. */
    public CompletableFuture<ProbeAnswer> probe(Route route) {
        Function<HttpResponse<byte[]>, Health.Probe> reader = reader(route, ApiClient::isProbe);
        return send(route, Map.of(), null, null)
                .thenApply(answer -> new ProbeAnswer(answer.statusCode(), reader.apply(answer)));
    }

    public CompletableFuture<Admin.About> about() {
        return call(AdminApi.ABOUT, Map.of(), null);
    }

    /** Asks the console that runs there to bring its window to the front. */
    public CompletableFuture<Void> showWindow() {
        return call(AdminApi.SHOW_WINDOW, Map.of(), null);
    }

    /** Ends the console that runs there in good order; completes when it has begun to. */
    public CompletableFuture<Admin.Accepted> shutDown() {
        return call(AdminApi.SHUT_DOWN, Map.of(), null);
    }

    /** Who changed what, newest first, a page at a time. */
    public CompletableFuture<Page<Audit.AuditEntry>> audit(Audit.AuditQuery query) {
        return call(AuditApi.LIST_AUDIT, Map.of(), query);
    }

    /** API tokens in force, without their secrets. */
    public CompletableFuture<List<Admin.TokenInfo>> tokens() {
        return this.<Listing<Admin.TokenInfo>>call(AdminApi.LIST_TOKENS, Map.of(), null)
                .thenApply(Listing::items);
    }

    public CompletableFuture<Admin.CreatedToken> createToken(Admin.NewToken wanted) {
        return call(AdminApi.CREATE_TOKEN, Map.of(), null, wanted);
    }

    public CompletableFuture<Void> revokeToken(String name) {
        return call(AdminApi.REVOKE_TOKEN, Map.of("name", name), null);
    }

    /** Ends requests under way with an {@link ApiException}. */
    @Override
    public void close() {
        http.shutdownNow();
        executor.shutdownNow();
    }

    /** Bug reports. */
    public BugClient bugs() {
        return bugs;
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
