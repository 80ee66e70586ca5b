package fr.gaveurs.console.installer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files under {@code installer/} as tests read them. */
final class Deployment {
    static final Path CONTAINER = Path.of("installer", "container");
    static final Path KUBERNETES = Path.of("installer", "kubernetes");
    static final Path MONITORING = Path.of("installer", "monitoring");

    /** Variables that the program reads, beside those of its settings: the JVM's, the C library's, the script's. */
    private static final List<String> OTHER_VARIABLES =
            List.of("GAVEURS_DATA_DIR", "REDIS_HOST", "REDIS_PORT", "JAVA_OPTS", "TZ", "LC_ALL");

    private Deployment() {}

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every document of a YAML file; a key that stands twice is an error. */
    static List<Object> documents(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<Object> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(options)).loadAll(yaml).forEach(documents::add);
        return documents;
    }

    static Node yaml(Path file) {
        return new Node(documents(text(file)).getFirst());
    }

    /** The environment variables that the settings' manual names, and the few that others read. */
    static List<String> knownVariables() {
        List<String> known = new ArrayList<>(OTHER_VARIABLES);
        Matcher names = Pattern.compile("\\b[A-Z]+_[A-Z_]+\\b")
                .matcher(text(Path.of(
                        "src/main/resources/fr/gaveurs/console/backend/platform/settings/settings.properties")));
        while (names.find()) {
            known.add(names.group());
        }
        return known;
    }

    /** A part of a YAML document, by path; a path that leads nowhere is an error that names it. */
    record Node(Object value) {
        /** @param path keys, and indices of lists, separated by slashes */
        Node at(String path) {
            Object at = value;
            for (String step : path.split("/")) {
                Object next = at instanceof Map<?, ?> map
                        ? map.get(step)
                        : at instanceof List<?> list && list.size() > Integer.parseInt(step)
                                ? list.get(Integer.parseInt(step))
                                : null;
                if (next == null) {
                    throw new AssertionError("there is no " + path + ": nothing at " + step + " of " + at);
                }
                at = next;
            }
            return new Node(at);
        }

        boolean has(String key) {
            return value instanceof Map<?, ?> map && map.containsKey(key);
        }

        String string() {
            return value.toString();
        }

        int number() {
            return ((Number) value).intValue();
        }

        List<Node> list() {
            return ((List<?>) value).stream().map(Node::new).toList();
        }

        /** {@code key=value} of each entry. */
        List<String> pairs() {
            return ((Map<?, ?>) value)
                    .entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .toList();
        }

        List<String> keys() {
            return ((Map<?, ?>) value).keySet().stream().map(Object::toString).toList();
        }
    }
}
