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
