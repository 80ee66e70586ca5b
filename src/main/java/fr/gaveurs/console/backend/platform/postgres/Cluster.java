package fr.gaveurs.console.backend.platform.postgres;

import fr.gaveurs.console.backend.platform.files.FileTrees;
import fr.gaveurs.console.backend.platform.store.errors.DamageException;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import fr.gaveurs.console.files.AtomicFile;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's data folder while no server runs on it: made, checked, given a new password. */
final class Cluster {
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);

    /** PG_CONTROL_FILE_SIZE */
    private static final int CONTROL_BYTES = 8_192;

    /**
     * How often the password is hashed: both ends do it for each connection, which by the usual 4,096 takes most of a
     * connection's processor time. Nobody guesses 256 random bits, and they lie beside the hash.
     */
    private static final String ONE_HASH = "scram_iterations=1";

    private final ServerFolder folder;
    private final Programs programs;

    Cluster(ServerFolder folder, Programs programs) {
        this.folder = folder;
        this.programs = programs;
    }

    /**
     * Makes the cluster. It gets its name only when it is complete and on the disk, so that a killed run leaves none
     * rather than half of one.
     */
    void make(String password) throws IOException {
        long start = System.nanoTime();
        Path cluster = folder.newCluster();
        Path passwordFile = cluster.resolveSibling(cluster.getFileName() + ".password");
        try {
            programs.runAs().own(cluster);
            AtomicFile.writePrivate(passwordFile, password + "\n");
            programs.runAs().own(passwordFile);
            List<String> arguments = new ArrayList<>(List.of(
                    "--pgdata=" + cluster,
                    "--username=" + EmbeddedPostgres.USER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--set=" + ONE_HASH,
                    "--encoding=UTF8",
                    "--locale=C",
                    "--data-checksums",
                    "--no-instructions"));
            if (OperatingSystem.LINUX) {
                // One flush of the file system instead of a thousand of files: seconds less on a plain disk.
                arguments.add("--sync-method=syncfs");
            }
            Programs.Result result = programs.runByShell("initdb", arguments);
            if (result.code() != 0) {
                throw initdbFailed(result);
            }
            Files.move(cluster, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.sync(folder.root());
        } catch (IOException | RuntimeException e) {
            FileTrees.delete(cluster);
            throw e;
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        log.info("Made the database in {} in {} ms", folder.cluster(), (System.nanoTime() - start) / 1_000_000);
    }

    private StoreException initdbFailed(Programs.Result result) {
        if (FolderErrors.isDiskFull(result.output())) {
            return FolderErrors.diskFull("make the database", folder.data(), null);
        }
        if (result.output().contains("could not look up effective user ID")) {
            return new StoreException("Couldn't make the database: PostgreSQL wants the user that runs it to have a"
                    + " name, and this user id has none. Add one to /etc/passwd (in a container: to its image), or"
                    + " set DATABASE_URL.");
        }
        return new StoreException("Couldn't make the database: initdb ended with " + result.code() + ": "
                + result.output().strip());
    }

    /**
     * Refuses a cluster that these programs can't run, before anything in it is touched.
     *
     * @throws StoreException if it is of another version or isn't complete
     */
    void check() throws IOException {
        int version;
        try {
            version = Integer.parseInt(
                    Files.readString(folder.cluster().resolve("PG_VERSION")).strip());
        } catch (NoSuchFileException | NumberFormatException e) {
            throw damaged("PG_VERSION is missing or unreadable", e);
        }
        Path control = folder.cluster().resolve("global").resolve("pg_control");
        if (!Files.exists(control)) {
            throw damaged("global/pg_control is missing", null);
        }
        byte[] bytes = Files.readAllBytes(control);
        if (bytes.length < CONTROL_BYTES) {
            throw damaged("global/pg_control has " + bytes.length + " bytes instead of " + CONTROL_BYTES, null);
        }
        if (Arrays.equals(bytes, new byte[bytes.length])) {
            throw damaged("global/pg_control holds nothing but zeros", null);
        }
        if (version != programs.major()) {
            String which = version > programs.major() ? "a newer" : "an older";
            throw new StoreException("The data folder " + folder.data() + " was written by " + which
                    + " program (PostgreSQL " + version + "; this one has " + programs.major()
                    + ", and can't convert it). Nothing was changed. Install that program again; or make a backup with it"
                    + " (gaveurs-console backup FILE), and restore that with this one into another data folder.");
        }
    }

    private DamageException damaged(String what, @Nullable Exception cause) {
        return new DamageException(what + " in " + folder.cluster() + ". Nothing was changed", cause);
    }

    /** Sets the superuser's password without knowing the old one, in PostgreSQL's single-user mode. */
    void resetPassword(String password) {
        log.warn("The database's password was lost; setting a new one");
        Programs.Result result = programs.run(
                "postgres",
                List.of("--single", "-D", folder.cluster().toString(), "-c", ONE_HASH, "postgres"),
                // The password is URL-safe base64: nothing in it needs quoting.
                "ALTER ROLE " + EmbeddedPostgres.USER + " PASSWORD '" + password + "'\n");
        if (result.code() != 0 || result.output().contains("ERROR:")) {
            Optional<String> damage = DamageInLog.find(result.output().lines().toList());
            if (damage.isPresent()) {
                throw new DamageException(damage.get(), null);
            }
            throw new StoreException("The database's password was lost and couldn't be set anew: "
                    + result.output().strip());
        }
    }
}
