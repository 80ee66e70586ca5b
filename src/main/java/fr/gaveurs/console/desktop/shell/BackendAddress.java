package fr.gaveurs.console.desktop.shell;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the backend answers.
 *
 * @param base such as {@code http://127.0.0.1:8000}
 * @param token bearer token for a console on another machine; on this one the key of its own window, or null
 * @param sensors {@code ws://} addresses under which an ESP32 reaches it, best first; shown while there is no station
 */
public record BackendAddress(URI base, @Nullable String token, List<String> sensors) {}
