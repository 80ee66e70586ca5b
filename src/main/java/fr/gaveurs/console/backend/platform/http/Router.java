package fr.gaveurs.console.backend.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.FileUpload;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.audit.Audit;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.Actor;
import fr.gaveurs.console.backend.platform.lifecycle.LogBound;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.resilience.HeldBytes;
import fr.gaveurs.console.backend.platform.security.Access;
import fr.gaveurs.console.backend.platform.security.Allowances;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.pathmap.MatchedResource;
import org.eclipse.jetty.http.pathmap.PathMappings;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a request's route, checks access, reads and validates what it carries, runs it and writes its answer. */
final class Router extends Handler.Abstract.NonBlocking {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    /** Traces a minute of what failed: who found a request that fails could fill the disk with it. */
    private static final int INCIDENT_LINES = 10;

    /** Matching tries one expression after another, and what programs ask for repeats. */
    private static final int REMEMBERED_PATHS = 2_000;

    private static final int LONGEST_REMEMBERED = 500;

    /** Where a path leads, with the variables of its template still percent-encoded. */
    private record Found(String template, Map<String, Endpoint> methods, Map<String, String> variables) {}

    private final PathMappings<Map<String, Endpoint>> mappings = new PathMappings<>();
    private final Cache<String, Found> found =
            Caffeine.newBuilder().maximumSize(REMEMBERED_PATHS).build();
    private final RequestReader reader = new RequestReader();
    private final Access access;
    private final BodyReader bodies;
    private final Metrics metrics;
    private final Executor executor;
    private final BooleanSupplier stopping;
    private final LogBound incidentLines = new LogBound(INCIDENT_LINES, Duration.ofMinutes(1));
    private final AtomicInteger inFlight = new AtomicInteger();

    /**
     * @param held the bytes of all bodies
     * @param executor runs operations, which may block
     * @param stopping whether new requests are turned away
     * @throws IllegalStateException if an endpoint has no route, or a route two endpoints
     */
    Router(
            List<Endpoint> endpoints,
            Access access,
            Bounds bounds,
            HeldBytes held,
            Metrics metrics,
            Executor executor,
            BooleanSupplier stopping) {
        this.access = access;
        this.bodies = new BodyReader(bounds, held, HttpMeters.ended(metrics, "slow_body"));
        this.metrics = metrics;
        this.executor = executor;
        this.stopping = stopping;
        Map<String, Map<String, Endpoint>> byTemplate = new HashMap<>();
        for (Endpoint endpoint : endpoints) {
            Route route = endpoint.route();
            Endpoint other = byTemplate
                    .computeIfAbsent(route.template(), t -> new TreeMap<>())
                    .put(route.method(), endpoint);
            if (other != null || !Routes.ALL.contains(route)) {
                throw new IllegalStateException(route.id() + " is not in the table of routes, or is given twice");
            }
        }
        byTemplate.forEach((template, methods) -> mappings.put(new UriTemplatePathSpec(template), methods));
    }

    /**
     * A router of the whole contract.
     *
     * @throws IllegalStateException if a route has no endpoint, or an endpoint no route
     */
    static Router complete(
            List<Endpoint> endpoints,
            Access access,
            Bounds bounds,
            HeldBytes held,
            Metrics metrics,
            Executor executor,
            BooleanSupplier stopping) {
        Set<Route> missing = new HashSet<>(Routes.ALL);
        endpoints.forEach(endpoint -> missing.remove(endpoint.route()));
        if (!missing.isEmpty()) {
            throw new IllegalStateException("routes that nothing handles: " + missing);
        }
        return new Router(endpoints, access, bounds, held, metrics, executor, stopping);
    }

    /** Requests that are being answered now. */
    int inFlight() {
        return inFlight.get();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Found route = find(Request.getPathInContext(request));
        if (route == null) {
            return false;
        }
        long begin = System.nanoTime();
        String template = route.template();
        // HEAD is a GET whose body Jetty leaves out.
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Endpoint endpoint = route.methods().get(method);
        farewell(response);
        Callback measured =
                Callback.from(callback, () -> HttpMeters.measure(metrics, request, response, template, begin));
        if (endpoint == null) {
            Set<String> methods = new TreeSet<>(route.methods().keySet());
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            methods.add("OPTIONS");
            String allowed = String.join(", ", methods);
            if (method.equals("OPTIONS")) {
                // Without a word of other origins: a browser that asks for one of them is refused by it.
                response.getHeaders().put(HttpHeader.ALLOW, allowed);
                Answers.nothing(response, measured);
                return true;
            }
            Answers.problem(
                    request,
                    response,
                    measured,
                    405,
                    "method-not-allowed",
                    "here only " + allowed + " can be used",
                    Map.of("Allow", allowed));
            return true;
        }
        if (stopping.getAsBoolean() && !isProbe(endpoint.route())) {
            problem(endpoint, request, response, measured, ProblemException.shuttingDown());
            return true;
        }
        inFlight.incrementAndGet();
        Callback counted = Callback.from(measured, inFlight::decrementAndGet);
        executor.execute(() -> serve(endpoint, decoded(route.variables()), request, response, counted));
        return true;
    }

    private @Nullable Found find(String path) {
        Found known = found.getIfPresent(path);
        if (known != null) {
            return known;
        }
        String matching = path;
        MatchedResource<Map<String, Endpoint>> match = mappings.getMatched(path);
        if (match == null && path.length() > 1 && path.endsWith("/")) {
            // Many programs end every address with a slash.
            matching = path.substring(0, path.length() - 1);
            match = mappings.getMatched(matching);
        }
        if (match == null) {
            return null;
        }
        UriTemplatePathSpec spec = (UriTemplatePathSpec) match.getPathSpec();
        Found now = new Found(spec.getDeclaration(), match.getResource(), spec.getPathParams(matching));
        if (path.length() <= LONGEST_REMEMBERED) {
            found.put(path, now);
        }
        return now;
    }

    /** A connection that would be closed soon must not be used again: the next request on it could be lost. */
    private void farewell(Response response) {
        if (stopping.getAsBoolean()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
    }

    /** The path comes percent-encoded; Jetty has refused what is not encoded well. */
    private static Map<String, String> decoded(Map<String, String> variables) {
        Map<String, String> decoded = new HashMap<>();
        variables.forEach((name, value) ->
                // In a path a plus is a plus; the decoder is one of forms, which take it for a space.
                decoded.put(name, URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8)));
        return decoded;
    }

    /** Probes and metrics answer to the very end: somebody watches the shutdown with them. */
    private static boolean isProbe(Route route) {
        return route.role() == Role.PUBLIC;
    }

    private void serve(
            Endpoint endpoint, Map<String, String> path, Request request, Response response, Callback callback) {
        try (BodyReader.BodyBuffer buffer = bodies.buffer()) {
            Call call = read(endpoint.route(), path, request, response, buffer);
            Object answer = endpoint.operation().handle(call);
            farewell(response);
            AnswerWriter.write(request, response, callback, answer);
        } catch (ProblemException e) {
            problem(endpoint, request, response, callback, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem(endpoint, request, response, callback, ProblemException.shuttingDown());
        } catch (Exception e) {
            problem(
                    endpoint,
                    request,
                    response,
                    callback,
                    RequestProblems.isDatabaseAway(e)
                            ? RequestProblems.databaseAway(e)
                            : ProblemException.of(500, "internal", failed(request, endpoint.route(), e), Map.of()));
        }
    }

    /** A browser is told in a page, where the endpoint has one; a program as JSON. */
    private static void problem(
            Endpoint endpoint, Request request, Response response, Callback callback, ProblemException problem) {
        Endpoint.Troubles troubles = endpoint.troubles();
        String accepted = request.getHeaders().get(HttpHeader.ACCEPT);
        if (troubles == null || accepted == null || !accepted.contains("text/html")) {
            AnswerWriter.problem(request, response, callback, problem);
        } else {
            AnswerWriter.write(
                    request,
                    response,
                    callback,
                    troubles.of(problem, request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE)));
        }
    }

    /** Writes down why an answer failed, and says where that is found. */
    private String failed(Request request, Route route, Exception failure) {
        if (!incidentLines.take()) {
            return "the console failed to answer, as often before: its log has the causes of the first "
                    + INCIDENT_LINES + " of each minute";
        }
        String incident = Long.toString(System.nanoTime() & 0xFFFFFFFL, 36).toUpperCase(Locale.ROOT);
        LOG.error("{} {} failed, incident {}", request.getMethod(), route.template(), incident, failure);
        return "the console failed to answer; its log has the cause under incident " + incident;
    }

    private Call read(
            Route route, Map<String, String> path, Request request, Response response, BodyReader.BodyBuffer buffer)
            throws IOException {
        Access.Caller caller =
                access.seen(Callers.of(request), request.getHeaders().getValuesList("X-Forwarded-For"));
        Access.Decision decision = access.check(caller, route.role());
        Allowances.RateLimitStatus standing = access.count(decision);
        if (standing != null) {
            response.getHeaders().put("RateLimit-Limit", standing.limit());
            response.getHeaders().put("RateLimit-Remaining", standing.left());
            response.getHeaders().put("RateLimit-Reset", standing.resetSeconds());
            if (!standing.granted()) {
                throw RequestProblems.rateLimited(standing, route.role());
            }
        }
        if (decision instanceof Access.Denied denied) {
            throw RequestProblems.denied(denied);
        }
        Access.Granted granted = (Access.Granted) decision;
        Record query = query(route, request);
        Record body = body(route, request, buffer);
        Map<String, String> headers = new HashMap<>();
        // A list may come in several lines of the same name (RFC 9110, 5.3).
        request.getHeaders().forEach(f -> headers.merge(f.getLowerCaseName(), f.getValue(), Router::joined));
        return new Call(
                route,
                granted.role(),
                act(route, caller, granted, request),
                caller.address(),
                path,
                Request.getPathInContext(request).endsWith("/"),
                request.getMethod().equals("HEAD"),
                headers,
                query,
                body);
    }

    private static @Nullable Act act(Route route, Access.Caller caller, Access.Granted granted, Request request) {
        Actor actor = granted.actor();
        return actor == null
                ? null
                : new Act(
                        actor,
                        caller.address().getHostAddress(),
                        route.id(),
                        Callers.words(request.getHeaders().get(Audit.REASON_HEADER)));
    }

    private @Nullable Record query(Route route, Request request) {
        if (route.query() != null) {
            return reader.query(request.getHttpURI().getQuery(), route.query());
        }
        // Programs that pass an address on, from a scan or a message, add what they like to it.
        if (route.role() != Role.PUBLIC && route.role() != Role.CONSUMER) {
            RequestReader.none(RequestReader.parameters(
                    request.getHttpURI().getQuery())); // probes and scrapers may add what they like
        }
        return null;
    }

    private @Nullable Record body(Route route, Request request, BodyReader.BodyBuffer buffer) throws IOException {
        if (route.body() == null) {
            return null;
        }
        if (route.body() == FileUpload.class) {
            return new FileUpload(bodies.stream(request, route.bodyLimit()), request.getLength());
        }
        byte[] bytes = bodies.read(request, route.bodyLimit(), buffer);
        if (route.body() == FileContent.class) {
            return new FileContent(bytes);
        }
        try {
            return reader.body(bytes, route.body());
        } catch (ProblemException e) {
            throw route.role() == Role.CONSUMER && !e.errors().isEmpty()
                    ? ProblemException.unprocessable(String.valueOf(e.getMessage()), e.errors())
                    : e;
        }
    }

    private static String joined(String first, String second) {
        return first + ", " + second;
    }
}
