package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.backend.features.log.LogVerifier.Request;
import fr.gaveurs.console.backend.features.log.LogVerifier.Result;
import fr.gaveurs.console.backend.features.log.LogVerifier.Witnessed;
import fr.gaveurs.console.backend.features.log.Witness.WitnessRefusedException;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LoggedFiles;
import fr.gaveurs.console.backend.platform.tlog.SignedNote;
import fr.gaveurs.console.backend.platform.tlog.SigningKey;
import fr.gaveurs.console.backend.platform.tlog.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** {@code gaveurs-console verify}: the log of a database, with what the data folder and witnesses know of it. */
public final class LogCommandLine {
    private static final int LONGEST = 64 << 10;

    private LogCommandLine() {}

    /** It could not be done; the message is for people. */
    public static final class NotVerifiedException extends Exception {
        private static final long serialVersionUID = 1L;

        NotVerifiedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * What came of it.
     *
     * @param silent witnesses that said nothing, and why
     */
    public record Outcome(Result result, List<String> silent) {}

    /**
     * Verifies.
     *
     * @param since a size, or a file with a checkpoint; null for everything
     * @param folders with checkpoints of witnesses, besides those that the settings name
     * @param files of the data folder that the log has the SHA-256 of
     */
    public static Outcome verify(
            ConnectionInfo info,
            Settings settings,
            List<LogSource> sources,
            List<LoggedFiles> files,
            @Nullable String since,
            List<Path> folders,
            LogVerifier.Progress progress,
            BooleanSupplier cancelled)
            throws NotVerifiedException {
        try (Connection connection = Connections.forMaintenance(info);
                Connection other = Connections.forMaintenance(info)) {
            String origin = LogIdentity.origin(connection);
            List<String> silent = new ArrayList<>();
            List<Witnessed> kept = new ArrayList<>(Witnesses.kept(Witnesses.of(settings), origin, silent));
            for (Path folder : folders) {
                kept.add(named(folder, origin));
            }
            long from = 0;
            if (since != null && since.matches("[0-9]{1,18}")) {
                from = Long.parseLong(since);
            } else if (since != null) {
                Checkpoint checkpoint = checkpoint(since, origin);
                from = checkpoint.size();
                kept.add(new Witnessed(since, checkpoint));
            }
            SigningKey key = SigningKey.find(settings.dataDir());
            List<VerifierKey> trusted = key == null ? List.of() : List.of(key.verifier(origin));
            Result result = new LogVerifier(sources, trusted)
                    .verify(List.of(connection, other), new Request(from, kept, files), progress, cancelled);
            return new Outcome(result, silent);
        } catch (SQLException e) {
            throw new NotVerifiedException(
                    "42P01".equals(e.getSQLState())
                            ? "this database has no log yet: it is made when the console is started the next time"
                            : "the database did not answer: " + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new NotVerifiedException(FileErrors.reason(e), e);
        } catch (UncheckedIOException e) {
            throw new NotVerifiedException(FileErrors.reason(e.getCause()), e);
        } catch (CancellationException e) {
            throw new NotVerifiedException("ended before it was through", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotVerifiedException("ended before it was through", e);
        }
    }

    /** Named by who asks: without its word nobody would be told what was asked. */
    private static Witnessed named(Path folder, String origin) throws NotVerifiedException {
        FolderWitness witness = new FolderWitness(folder);
        try {
            Checkpoint checkpoint = witness.newest(origin);
            if (checkpoint == null) {
                throw new NotVerifiedException(
                        "--witness: the folder " + folder + " keeps no checkpoint of this log, " + origin, null);
            }
            return new Witnessed(witness.name(), checkpoint);
        } catch (IOException | WitnessRefusedException e) {
            throw new NotVerifiedException("--witness: " + e.getMessage(), e);
        }
    }

    /** The checkpoint in a file: as it was signed, or as a witness keeps it, with the key in its first line. */
    private static Checkpoint checkpoint(String file, String origin) throws NotVerifiedException {
        try {
            Path path = Path.of(file);
            String text = Files.size(path) > LONGEST ? "" : Files.readString(path);
            String first = text.substring(0, Math.max(0, text.indexOf('\n')));
            String note = VerifierKey.parse(first) == null ? text : text.substring(first.length() + 1);
            SignedNote signed = SignedNote.parse(note);
            Checkpoint checkpoint = signed == null ? null : Checkpoint.parse(signed.text());
            if (checkpoint == null || !checkpoint.origin().equals(origin)) {
                throw new NotVerifiedException(file + " is no checkpoint of this log", null);
            }
            return checkpoint;
        } catch (InvalidPathException | IOException e) {
            throw new NotVerifiedException(
                    "--since needs the size of a checkpoint, or a file with one: " + file + " is neither", e);
        }
    }
}
