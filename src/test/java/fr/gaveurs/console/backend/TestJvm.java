package fr.gaveurs.console.backend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of a test's own that does not live for long: it starts from what is kept, compiles quickly and collects alone. */
public final class TestJvm {
    /** Its program; options follow. */
    public static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** Once for each JVM that starts from what is kept: without it, or with it twice, that does not fit. */
    public static final String NATIVE = "--enable-native-access=ALL-UNNAMED";

    public static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private TestJvm() {}

    /**
     * What it is started by, but for the class and its arguments.
     *
     * @param options more options
     */
    public static List<String> command(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA, NATIVE));
        command.addAll(QUICK);
        command.addAll(List.of(options));
        command.addAll(StartCache.get().arguments());
        return command;
    }
}
