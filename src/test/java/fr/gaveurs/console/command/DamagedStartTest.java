package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.Backend;
import fr.gaveurs.console.backend.platform.backup.BackupShelf;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.postgres.UnpackedPostgres;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.settings.SettingsLoader;
import fr.gaveurs.console.desktop.shell.Rescue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A console whose database lost its control file says what helps, and the button of its window does it. */
@Timeout(120)
class DamagedStartTest {
    @TempDir
    private Path folder;

    private static StartException refusal(Settings settings) {
        Backend backend = new Backend(settings, "9.9.9", Lifecycle.Listener.SILENT);
        try {
            backend.start();
        } catch (StartException e) {
            return e;
        } finally {
            backend.stop();
        }
        throw new AssertionError("it started");
    }

    @Test
    void theNewestBackupTakesThePlaceOfDamagedFiles() throws Exception {
        Path data = folder.resolve("l'atelier (1)");
        UnpackedPostgres.makeMigratedInto(data);
        Files.createDirectories(data.resolve("backups"));
        Path backup = data.resolve("backups").resolve("daily-20261123T023000Z.backup");
        assertThat(ConsoleCommand.program().execute("token", "create", "kept", "--data-dir=" + data))
                .isZero();
        assertThat(ConsoleCommand.program().execute("backup", backup.toString(), "--data-dir=" + data))
                .isZero();
        Path control =
                data.resolve("postgres").resolve("cluster").resolve("global").resolve("pg_control");
        Files.write(control, new byte[(int) Files.size(control)]);
        Settings settings = SettingsLoader.load(data, Map.of(), Map.of("port", "0", "bind", "127.0.0.1"));

        DamagedStart damaged = DamagedStart.of(refusal(settings), settings);

        assertThat(damaged).isNotNull();
        assertThat(damaged.advice()).contains("restore '" + backup.toString().replace("'", "'\\''") + "' --data-dir '");
        AtomicReference<Path> kept = new AtomicReference<>();
        Rescue rescue = damaged.rescue(kept::set);
        assertThat(rescue).isNotNull();
        rescue.run(percent -> assertThat(percent).isBetween(0, 100)).join();
        assertThat(kept.get().getFileName().toString()).startsWith("before-restore-");
        assertThat(kept.get().resolve("postgres/cluster/global/pg_control")).exists();
        Backend backend = new Backend(settings, "9.9.9", Lifecycle.Listener.SILENT);
        try {
            backend.start();
            assertThat(tokens(backend.url())).contains("\"kept\"");
        } finally {
            backend.stop();
        }
    }

    private static String tokens(String url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest list = HttpRequest.newBuilder(URI.create(url + "/api/admin/tokens"))
                    .build();
            return http.send(list, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @Test
    void whereThereIsNoBackupItSaysSo() {
        DamagedStart damaged = new DamagedStart(folder, null);

        assertThat(damaged.rescue(kept -> {})).isNull();
        assertThat(damaged.advice()).contains("no backup in", "restore FILE", "empty database");
        assertThat(new BackupShelf(folder).newest()).isEmpty();
    }
}
