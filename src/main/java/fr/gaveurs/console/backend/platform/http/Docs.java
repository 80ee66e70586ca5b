package fr.gaveurs.console.backend.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The documentation at {@code /docs/}: Swagger UI from its jar, so that it works with no network. */
final class Docs extends Handler.Abstract {
    private static final String PREFIX = "/docs/";
    /** Of the files that are served, by the ends of their names. */
    private static String type(String end) {
        return Objects.requireNonNull(TYPES.get(end), end);
    }

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "png", "image/png");
    // A list, not a folder: nothing else of the class path can be reached.
    private static final Set<String> ASSETS =
            Set.of("swagger-ui.css", "index.css", "swagger-ui-bundle.js", "favicon-32x32.png", "favicon-16x16.png");

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <title>Gaveurs Console API</title>
              <link rel="icon" type="image/png" href="favicon-32x32.png" sizes="32x32">
              <link rel="stylesheet" href="swagger-ui.css">
              <link rel="stylesheet" href="index.css">
            </head>
            <body>
              <div id="swagger-ui"></div>
              <script src="swagger-ui-bundle.js"></script>
              <script src="start.js"></script>
            </body>
            </html>
            """;
    private static final String START = """
            window.ui = SwaggerUIBundle({
              url: "/openapi.json",
              dom_id: "#swagger-ui",
              deepLinking: true,
              validatorUrl: null,
              presets: [SwaggerUIBundle.presets.apis],
            });
            """;

    private final String assets;
    /** At most {@link #ASSETS}. */
    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    Docs() {
        this.assets = "/META-INF/resources/webjars/swagger-ui/" + webjarVersion() + "/";
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        if (path.equals("/docs")) {
            Response.sendRedirect(request, response, callback, PREFIX);
            return true;
        }
        if (!path.startsWith(PREFIX)) {
            return false;
        }
        String name = path.substring(PREFIX.length());
        response.getHeaders()
                .put(
                        "Content-Security-Policy",
                        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:");
        if (name.isEmpty()) {
            Answers.send(response, callback, 200, "text/html; charset=utf-8", Answers.utf8(PAGE));
        } else if (name.equals("start.js")) {
            Answers.send(response, callback, 200, type("js"), Answers.utf8(START));
        } else if (ASSETS.contains(name)) {
            byte[] bytes = asset(name);
            if (bytes.length == 0) {
                return false;
            }
            Answers.shared(response, callback, type(name.substring(name.lastIndexOf('.') + 1)), bytes);
        } else {
            return false;
        }
        return true;
    }

    /** Kept from the first time on: each connection would otherwise hold the 1.5 MB of its own. Empty where it is missing. */
    private byte[] asset(String name) throws IOException {
        byte[] known = read.get(name);
        if (known != null) {
            return known;
        }
        synchronized (read) {
            byte[] again = read.get(name);
            if (again != null) {
                return again;
            }
            try (InputStream in = Docs.class.getResourceAsStream(assets + name)) {
                byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
                read.put(name, bytes);
                return bytes;
            }
        }
    }

    private static String webjarVersion() {
        try (InputStream in = Docs.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
