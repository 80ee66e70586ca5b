import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * What a library brings and the program does not use, as the file {@code left-out} lists it.
 *
 * @param jar how the name of its jar begins
 * @param path matches the whole name of what is left out of it
 */
record LeftOut(String jar, Pattern path) {
    static List<LeftOut> read(Path list) throws IOException {
        return Work.lines(list).stream()
                .map(line -> line.split("\\s+", 2))
                .map(words -> new LeftOut(words[0] + "-", Pattern.compile(words[1])))
                .toList();
    }

    /** Those of one jar. */
    static List<LeftOut> of(Path jar, List<LeftOut> all) {
        return all.stream()
                .filter(each -> jar.getFileName().toString().startsWith(each.jar()))
                .toList();
    }

    boolean matches(String name) {
        return path.matcher(name).matches();
    }

    /** A newer version of the library may hold it elsewhere: the list must not outlive what it says. */
    void check(Path from) throws IOException {
        try (JarFile opened = new JarFile(from.toFile())) {
            if (opened.stream().noneMatch(entry -> matches(entry.getName()))) {
                throw new IOException(from.getFileName() + " holds nothing like " + path + ", which left-out names");
            }
        }
    }
}
