package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.AfterRestores;
import fr.gaveurs.console.backend.platform.backup.BackupException;
import fr.gaveurs.console.backend.platform.backup.BackupFile;
import fr.gaveurs.console.backend.platform.backup.BackupShelf;
import fr.gaveurs.console.backend.platform.backup.BackupShelf.Shelved;
import fr.gaveurs.console.backend.platform.backup.Restore;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.errors.DamageException;
import fr.gaveurs.console.desktop.shell.Rescue;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A start that damaged files of the console's own database prevented, and what helps: the newest backup.
 *
 * @param newest null where there is no backup
 */
record DamagedStart(Path dataDir, @Nullable Shelved newest) {
    /** Null where something else prevented the start, or the database is not the console's own. */
    static @Nullable DamagedStart of(Throwable failure, Settings settings) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DamageException && settings.databaseUrl() == null) {
                return new DamagedStart(
                        settings.dataDir(),
                        new BackupShelf(settings.dataDir()).newest().orElse(null));
            }
        }
        return null;
    }

    /** What to do, for the log. */
    String advice() {
        Shelved backup = newest;
        return backup == null
                ? "There is no backup in " + new BackupShelf(dataDir).folder() + ". With one from elsewhere: "
                        + command(Path.of("FILE")) + ". To begin with an empty database, move "
                        + dataDir.resolve("postgres").resolve("cluster") + " away"
                : "The newest backup is " + backup.file() + ", of " + backup.time()
                        + "; this puts it in place, and keeps what is there now beside it: " + command(backup.file());
    }

    private String command(Path file) {
        List<String> launcher = Launcher.command();
        return (launcher == null ? "gaveurs-console" : quoted(launcher.getLast())) + " restore "
                + quoted(file.toString()) + " --data-dir " + quoted(dataDir.toString());
    }

    /** As a shell reads it, where it would not be taken as it is. */
    private static String quoted(String word) {
        if (word.matches("[\\w./:\\\\@%+=,-]+")) {
            return word;
        }
        return OperatingSystem.WINDOWS ? '"' + word + '"' : "'" + word.replace("'", "'\\''") + "'";
    }

    /**
     * The button of the window; null where there is no backup.
     *
     * @param done runs once the backup is in place, with the folder that holds what was there before
     */
    @Nullable
    Rescue rescue(Consumer<Path> done) {
        Shelved backup = newest;
        return backup == null ? null : new FromBackup(backup, done);
    }

    private final class FromBackup implements Rescue {
        private final Shelved backup;
        private final Consumer<Path> done;
        private volatile boolean cancelled;

        FromBackup(Shelved backup, Consumer<Path> done) {
            this.backup = backup;
            this.done = done;
        }

        @Override
        public String backup() {
            return backup.file().toString();
        }

        @Override
        public Instant made() {
            return backup.time();
        }

        @Override
        public String command() {
            return DamagedStart.this.command(backup.file());
        }

        @Override
        public CompletableFuture<String> run(IntConsumer percent) {
            cancelled = false;
            return CompletableFuture.supplyAsync(
                    () -> {
                        Path kept = restore(percent);
                        done.accept(kept);
                        return kept.toString();
                    },
                    task -> Thread.ofPlatform().name("restore").start(task));
        }

        private Path restore(IntConsumer percent) {
            try (BackupFile file =
                    BackupFile.open(backup.file(), step -> percent.accept(step.percent() / 4), () -> cancelled)) {
                return new Restore(
                                dataDir,
                                null,
                                AfterRestores.ALL,
                                step -> percent.accept(25 + step.percent() * 3 / 4),
                                () -> cancelled)
                        .run(file, Clock.systemUTC())
                        .aside();
            } catch (BackupException | IOException e) {
                throw new CompletionException(e);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
