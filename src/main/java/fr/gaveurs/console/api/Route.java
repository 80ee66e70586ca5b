package fr.gaveurs.console.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * One line of the contract.
 *
 * @param id its name in {@code /openapi.json}, such as {@code listSamples}
 * @param method GET, POST, PUT, PATCH or DELETE
 * @param template the path with {@code {names}} for its variable parts; also the metric's {@code endpoint} label
 * @param tag the heading it stands under in the documentation
 * @param summary one sentence
 * @param role the least role that may call it
 * @param query record of its query parameters, or null
 * @param body record of its JSON body, or null
 * @param bodyLimit bytes that its body may have
 * @param response type of its JSON answer; {@code Void.class} for none, {@code String.class} for text that is not JSON
 */
public record Route(
        String id,
        String method,
        String template,
        String tag,
        String summary,
        Role role,
        @Nullable Class<? extends Record> query,
        @Nullable Class<? extends Record> body,
        int bodyLimit,
        Type response) {
    /** Bytes of a JSON body. */
    public static final int JSON_LIMIT = 1 << 20;

    /** A route whose body is JSON of the usual size. */
    public Route(
            String id,
            String method,
            String template,
            String tag,
            String summary,
            Role role,
            @Nullable Class<? extends Record> query,
            @Nullable Class<? extends Record> body,
            Type response) {
        this(id, method, template, tag, summary, role, query, body, JSON_LIMIT, response);
    }

    /** A GET. */
    public static Route get(
            String id,
            String template,
            String tag,
            String summary,
            Role role,
            @Nullable Class<? extends Record> query,
            Type response) {
        return new Route(id, "GET", template, tag, summary, role, query, null, response);
    }

    /** {@code Listing<item>}. */
    public static Type listOf(Class<?> item) {
        return generic(Listing.class, item);
    }

    /** A generic record of one argument, such as {@code Page<SampleSummary>}. */
    public static Type generic(Class<?> raw, Class<?> argument) {
        return new Generic(raw, argument);
    }

    private record Generic(Class<?> raw, Class<?> argument) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {argument};
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return null;
        }
    }
}
