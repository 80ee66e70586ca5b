package fr.gaveurs.console.backend.platform.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestJvm;
import fr.gaveurs.console.backend.platform.postgres.EmbeddedPostgres.Status;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import fr.gaveurs.console.backend.platform.store.errors.DamageException;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts real servers on folders whose names are what users' folders are: with spaces, accents, an apostrophe. */
class EmbeddedPostgresTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String HASH = "SELECT rolpassword FROM pg_authid WHERE rolname = 'gaveurs'";

    @TempDir
    Path temporary;

    private Path data;
    private final List<EmbeddedPostgres> started = new ArrayList<>();

    @BeforeEach
    void chooseFolder() {
        boolean unicode = System.getProperty("sun.jnu.encoding", "").startsWith("UTF");
        data = temporary.resolve(unicode ? "L'atelier d'été 1" : "The hall 1");
    }

    /** The folder is as a first start has left it. */
    private void afterAFirstStart() throws IOException {
        UnpackedPostgres.makeInto(data);
    }

    /** The programs are there, and nothing else. */
    private void beforeAnyStart() throws IOException {
        UnpackedPostgres.linkInto(data);
    }

    @AfterEach
    void stopAll() {
        started.reversed().forEach(postgres -> postgres.stop(LIMIT));
    }

    private EmbeddedPostgres start() {
        EmbeddedPostgres postgres = new EmbeddedPostgres(data);
        started.add(postgres);
        postgres.start();
        return postgres;
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = Connections.open(postgres.connectionInfo(), Connections.Kind.ADMIN);
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void run(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = Connections.open(postgres.connectionInfo(), Connections.Kind.ADMIN)) {
            connection.createStatement().execute(sql);
        }
    }

    private long serverPid() throws IOException {
        return PostmasterFile.read(cluster()).orElseThrow().pid();
    }

    private ServerProcesses processes() throws IOException {
        return new ServerProcesses(data.toRealPath().resolve("postgres"));
    }

    private Path cluster() {
        return data.resolve("postgres").resolve("cluster");
    }

    @Test
    void unpacksItsProgramsOnceAndRemovesThoseOfEarlierVersions() throws Exception {
        data = temporary.resolve("new");
        Path old = new PostgresBinaries(data.resolve("postgres").resolve("17.1-0123")).program("postgres");
        Files.createDirectories(old.getParent());
        assertThat(Files.createFile(old).toFile().setExecutable(true)).isTrue();

        start().stop(LIMIT);
        Path program = new ServerFolder(data.toRealPath()).root();
        try (Stream<Path> homes = Files.list(program)) {
            assertThat(homes.filter(home -> Files.exists(home.resolve("bin"))))
                    .singleElement()
                    .satisfies(home -> assertThat(home.getFileName().toString()).startsWith("18."));
        }
    }

    /** Who runs it from its classes has no other; tests have the packaged program's beside. */
    @Test
    void unpacksTheLibrarysOwnArchiveToo() throws Exception {
        URL packed = Objects.requireNonNull(PostgresBinaries.archive(PostgresBinaries.PACKED));

        PostgresBinaries unpacked = PostgresBinaries.unpack(packed, temporary, UnpackedFiles.Look.CONTENTS);

        assertThat(unpacked.program("initdb"))
                .hasSameBinaryContentAs(new PostgresBinaries(UnpackedPostgres.home()).program("initdb"));
    }

    @Test
    void keepsDataAndPortAcrossAStop() throws Exception {
        afterAFirstStart();
        EmbeddedPostgres postgres = start();
        ConnectionInfo first = postgres.connectionInfo();
        run(postgres, "CREATE TABLE kept AS SELECT 'é' AS letter");
        postgres.stop(LIMIT);

        assertThat(postgres.status().status()).isEqualTo(Status.STOPPED);
        assertThat(cluster().resolve("postmaster.pid")).doesNotExist();

        postgres.start();

        assertThat(postgres.connectionInfo()).isEqualTo(first);
        assertThat(ask(postgres, "SELECT letter FROM kept")).isEqualTo("é");
    }

    @Test
    void isDurableAndPrivate() throws Exception {
        beforeAnyStart();
        EmbeddedPostgres postgres = start();

        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
            assertThat(ask(postgres, "SHOW " + setting)).as(setting).isEqualTo("on");
        }
        assertThat(ask(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(ask(postgres, "SELECT datcollate FROM pg_database WHERE datname = current_database()"))
                .isEqualTo("C");
        assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(ask(postgres, HASH)).as("it is random: one hash will do").startsWith("SCRAM-SHA-256$1:");
        assertThat(ask(postgres, "SHOW scram_iterations"))
                .as("of roles that a person makes")
                .isEqualTo("4096");
        ConnectionInfo info = postgres.connectionInfo();
        ConnectionInfo guess = new ConnectionInfo(info.host(), info.port(), info.database(), info.user(), "guess");
        assertThatThrownBy(() -> Connections.open(guess, Connections.Kind.ADMIN))
                .hasMessageContaining("password");
        assertThat(info.toString()).doesNotContain(info.password());
        if (!OperatingSystem.WINDOWS) {
            Path password = data.resolve("postgres").resolve("password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                    .as("only its owner reads it")
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void refusesAFolderInUseAndLeavesItsServerAlone() throws Exception {
        afterAFirstStart();
        EmbeddedPostgres first = start();

        assertThatThrownBy(() -> new EmbeddedPostgres(data).start())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Another running program")
                .hasMessageContaining("--data-dir");

        assertThat(ask(first, "SELECT 1")).isEqualTo("1");
    }

    @Test
    void takesAnotherPortWhereTheLastOneIsTaken() throws Exception {
        afterAFirstStart();
        EmbeddedPostgres postgres = start();
        int port = postgres.connectionInfo().port();
        postgres.stop(LIMIT);

        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            postgres.start();

            assertThat(postgres.connectionInfo().port()).isNotEqualTo(port);
            assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    private void killAProgram(String... arguments) throws Exception {
        List<String> command = TestJvm.command();
        command.addAll(List.of(KilledProgram.class.getName(), data.toString(), String.join(",", arguments)));
        Process program = new ProcessBuilder(command)
                .redirectError(temporary.resolve("killed.err").toFile())
                .redirectOutput(temporary.resolve("killed.out").toFile())
                .start();
        assertThat(program.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue())
                .as(() -> read(temporary.resolve("killed.err")))
                .isEqualTo(137);
    }

    /** However it ended: nothing of ours goes on unseen. */
    @Test
    void aProgramThatIsKilledTakesItsServerWithIt() throws Exception {
        afterAFirstStart();
        killAProgram();

        await().until(() -> processes().all().isEmpty());
        assertThat(cluster().resolve("postmaster.pid")).as("it ended in order").doesNotExist();
        assertThat(ask(start(), "SELECT count(*) FROM kept")).isEqualTo("1");
    }

    @Test
    void stopsTheServerThatAKilledProgramLeft() throws Exception {
        afterAFirstStart();
        killAProgram("unguarded");
        long orphan = serverPid();
        assertThat(ProcessHandle.of(orphan).filter(processes()::isOurs)).isPresent();

        EmbeddedPostgres postgres = start();

        assertThat(serverPid()).isNotEqualTo(orphan);
        // Not isAlive: where nobody waits for orphans, a zombie stays.
        assertThat(ProcessHandle.of(orphan).filter(processes()::isOurs)).isEmpty();
        assertThat(ask(postgres, "SELECT count(*) FROM kept")).isEqualTo("1");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Commits a row and dies without a word. */
    static final class KilledProgram {
        public static void main(String[] args) throws Exception {
            EmbeddedPostgres postgres = new EmbeddedPostgres(Path.of(args[0]));
            postgres.start();
            run(postgres, "CREATE TABLE kept AS SELECT 1 AS one");
            if (args[1].equals("unguarded")) {
                long server = PostmasterFile.read(Path.of(args[0], "postgres", "cluster"))
                        .orElseThrow()
                        .pid();
                ProcessHandle.current()
                        .children()
                        .filter(child -> child.pid() != server)
                        .forEach(ProcessHandle::destroyForcibly);
            }
            Runtime.getRuntime().halt(137);
        }
    }

    @Test
    void ignoresAPidFileWhoseIdAnotherProcessGot() throws Exception {
        afterAFirstStart();
        start().stop(LIMIT);
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            // As a server leaves it that was killed with the whole machine.
            Files.writeString(
                    cluster().resolve("postmaster.pid"),
                    other.pid() + "\n" + cluster() + "\n1700000000\n5432\n\n127.0.0.1\n  5432001    12345\nready   \n",
                    UTF_8);

            EmbeddedPostgres postgres = start();

            assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void startsAnewWhereMakingTheDatabaseWasCutShort() throws Exception {
        beforeAnyStart();
        Path torn = data.resolve("postgres").resolve("cluster.new-123").resolve("base");
        Path unpacking = data.resolve("postgres").resolve(".unpacking-123").resolve("bin");
        Files.createDirectories(torn);
        Files.createDirectories(unpacking);
        Files.writeString(torn.resolveSibling("PG_VERSION"), "18\n");

        EmbeddedPostgres postgres = start();

        assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
        assertThat(torn.getParent()).doesNotExist();
        assertThat(unpacking.getParent()).doesNotExist();
    }

    @Test
    void refusesANewerProgramsFolderAndTouchesNothing() throws Exception {
        afterAFirstStart();
        start().stop(LIMIT);
        Files.writeString(cluster().resolve("PG_VERSION"), "99\n");
        Map<String, String> before = contents();

        assertThatThrownBy(this::start)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer program")
                .hasMessageContaining("99")
                .hasMessageContaining("Nothing was changed");

        assertThat(contents()).isEqualTo(before);
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(cluster())) {
            for (Path file : files.toList()) {
                contents.put(
                        file.toString(),
                        Files.isDirectory(file) ? "" : Files.getLastModifiedTime(file) + " " + Files.size(file));
            }
        }
        return contents;
    }

    @Test
    void refusesADamagedFolder() throws Exception {
        afterAFirstStart();
        start().stop(LIMIT);
        Files.delete(cluster().resolve("global").resolve("pg_control"));

        assertThatThrownBy(this::start)
                .isInstanceOf(DamageException.class)
                .hasMessageContaining("pg_control is missing");
    }

    /** As after a disk that lost a file, or a security program that emptied one. */
    @ParameterizedTest
    @ValueSource(strings = {"bin/postgres", "lib/postgresql/plpgsql.so"})
    @EnabledOnOs(OS.LINUX)
    void unpacksItsProgramsAgainWhereAFileIsEmptyOrMissing(String name) throws Exception {
        afterAFirstStart();
        Path file = data.resolve("postgres")
                .resolve(UnpackedPostgres.home().getFileName().toString())
                .resolve(name);
        // Not emptied in place: other folders link to the same file.
        Files.delete(file);
        if (name.startsWith("bin")) {
            Files.createFile(file);
        }

        EmbeddedPostgres postgres = start();

        assertThat(file).isNotEmptyFile();
        assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
    }

    /** As bits that a disk turned: its size is right. It is met by a start that fails, or by one after a power cut. */
    @ParameterizedTest
    @ValueSource(strings = {"bin/postgres", "lib/postgresql/plpgsql.so"})
    @EnabledOnOs(OS.LINUX)
    void unpacksItsProgramsAgainWhereAFileWasChanged(String name) throws Exception {
        afterAFirstStart();
        start().stop(LIMIT);
        Path file = change(name);
        if (!name.startsWith("bin")) {
            Files.writeString(PostmasterFile.in(cluster()), "");
        }

        EmbeddedPostgres postgres = start();

        assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
        assertThat(file).hasSameBinaryContentAs(UnpackedPostgres.home().resolve(name));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void unpacksItsProgramsAgainWhereAChangedFileIsFoundWhileTheyRun() throws Exception {
        afterAFirstStart();
        String name = "lib/postgresql/plpgsql.so";
        start().stop(LIMIT);
        Path file = change(name);
        EmbeddedPostgres postgres = start();
        assertThat(file).as("not looked at yet").isNotEmptyFile().satisfies(changed -> assertThat(changed)
                .content(StandardCharsets.ISO_8859_1)
                .startsWith("\0\0\0\0"));

        new PostgresBinaries(programs()).recheck();
        postgres.stop(LIMIT);
        start();

        assertThat(file).hasSameBinaryContentAs(UnpackedPostgres.home().resolve(name));
    }

    private Path programs() throws IOException {
        return data.resolve("postgres")
                .resolve(UnpackedPostgres.home().getFileName().toString());
    }

    /** Zeros in place of its beginning, in a file of its own: other folders link to the same one. */
    private Path change(String name) throws IOException {
        Path file = programs().resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 0, 4_096, (byte) 0);
        var permissions = Files.getPosixFilePermissions(file);
        Files.delete(file);
        Files.write(file, bytes);
        Files.setPosixFilePermissions(file, permissions);
        return file;
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void startsInAFolderOfAnyName() throws Exception {
        data = temporary.resolve("hall (1) [b] {c}, 100 % ; no 'quote' \" & $HOME");
        beforeAnyStart();

        EmbeddedPostgres postgres = start();

        assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
    }

    /** Each with figures or letters of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "tr-TR", "fa-IR-u-nu-arabext", "th-TH-u-nu-thai"})
    void writesTheServersSettingsTheSameInEveryLanguage(String language) throws Exception {
        Locale before = Locale.getDefault();
        Files.createDirectories(cluster());
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            ServerSettings.write(cluster(), 20_316, new RunAs.Self());
        } finally {
            Locale.setDefault(before);
        }

        assertThat(Files.readString(cluster().resolve("postgresql.conf"))).contains("port = 20316\n");
    }

    /** As systemd does with the shared memory of a user who logs out. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void startsTheServerAgainWhenItLetsNobodyInAnyMore() throws Exception {
        afterAFirstStart();
        EmbeddedPostgres postgres = start();
        assertThat(ask(postgres, "SHOW dynamic_shared_memory_type")).isEqualTo("mmap");
        try (Stream<Path> segments = Files.list(cluster().resolve("pg_dynshmem"))) {
            for (Path segment : segments.toList()) {
                Files.delete(segment);
            }
        }
        assertThatThrownBy(() -> ask(postgres, "SELECT 1")).hasMessageContaining("shared memory");

        await().atMost(LIMIT)
                .until(() ->
                        postgres.status().restarts() == 1 && postgres.status().status() == Status.RUNNING);

        assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
    }

    @Test
    void setsANewPasswordWhereTheOldOneIsLostOrWrong() throws Exception {
        afterAFirstStart();
        EmbeddedPostgres postgres = start();
        run(postgres, "CREATE TABLE kept AS SELECT 1 AS one");
        postgres.stop(LIMIT);
        Path password = data.resolve("postgres").resolve("password");
        Files.delete(password);

        postgres.start();
        assertThat(ask(postgres, "SELECT one FROM kept")).isEqualTo("1");
        assertThat(ask(postgres, HASH)).startsWith("SCRAM-SHA-256$1:");
        postgres.stop(LIMIT);
        Files.writeString(password, "of-some-other-folder\n");

        postgres.start();
        assertThat(ask(postgres, "SELECT one FROM kept")).isEqualTo("1");
    }

    @Test
    void namesTheFolderWhenAFileIsInTheWay() throws Exception {
        data = Files.writeString(temporary.resolve("file"), "not a folder");

        assertThatThrownBy(this::start).isInstanceOf(StoreException.class).hasMessageContaining(data.toString());
    }

    @Test
    void stopsTwiceAndBeforeAnyStart() throws IOException {
        beforeAnyStart();
        EmbeddedPostgres postgres = new EmbeddedPostgres(data);
        postgres.stop(LIMIT);
        postgres.start();
        postgres.stop(LIMIT);
        postgres.stop(LIMIT);

        assertThat(postgres.status().status()).isEqualTo(Status.STOPPED);
        assertThat(processes().all()).isEmpty();
    }

    /** 65534 is nobody; 54321 has no name, as users of containers have none. */
    @ParameterizedTest
    @ValueSource(ints = {65_534, 54_321})
    @EnabledIf("isRoot")
    void rootRunsItAsTheFoldersOwner(int uid) throws Exception {
        beforeAnyStart();
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setAttribute(data, "unix:uid", uid);
        Files.setAttribute(data, "unix:gid", uid);

        EmbeddedPostgres postgres = start();

        assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
        assertThat(Files.getAttribute(cluster().resolve("PG_VERSION"), "unix:uid"))
                .isEqualTo(uid);
    }

    @Test
    @EnabledIf("isRoot")
    void saysSoWhenTheOwnerCannotReachTheFolder() throws Exception {
        beforeAnyStart();
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
        Files.setAttribute(data, "unix:uid", 65_534);

        assertThatThrownBy(this::start)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("user id 65534")
                .hasMessageContaining("Choose a data folder");
    }

    static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                && Files.getAttribute(self, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(0);
    }
}
