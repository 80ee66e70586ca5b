package fr.gaveurs.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the sources may not hold for the build to work wherever the README says it does. */
class SourceTest {
    /** The formatter reads sources with the parser of Maven's own Java, which may be 17: it knows no guards. */
    private static final Pattern GUARD = Pattern.compile("^ *case .*\\) when .*->|^ *case [\\w.]+ \\w+ when .*->");

    /** A resource is found by its path alone, which no rule of classes sees. */
    private static final Pattern OF_THE_BACKEND = Pattern.compile("\"[^\"]*fr/gaveurs/console/backend/");

    @Test
    void theWindowReadsNothingOutOfTheBackendsFolders() throws IOException {
        List<String> strangers = new ArrayList<>();
        for (String part : List.of("desktop", "client", "api", "fonts", "files", "simulator")) {
            try (Stream<Path> files = Files.walk(Path.of("src/main/java/fr/gaveurs/console", part))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    if (OF_THE_BACKEND.matcher(Files.readString(file)).find()) {
                        strangers.add(file.toString());
                    }
                }
            }
        }
        assertThat(strangers)
                .as("it runs beside a backend that is not its own: what both take lies in a folder of neither")
                .isEmpty();
    }

    @Test
    void theFormatterOfAnOlderJavaReadsEverySource() throws IOException {
        List<String> guards = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> GUARD.matcher(line).find())
                        .forEach(line -> guards.add(file + ": " + line.strip()));
            }
        }
        assertThat(guards).as("a guard of a case, which Java 17 cannot read").isEmpty();
    }
}
