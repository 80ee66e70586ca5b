package fr.gaveurs.console.backend.features.models.registry;

import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.api.models.ModelFault.Code;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.backend.features.models.learning.LearningException;
import fr.gaveurs.console.backend.features.models.learning.ModelFiles;
import fr.gaveurs.console.backend.features.models.learning.ModelUnavailableException;
import fr.gaveurs.console.backend.features.models.learning.Predictor;
import fr.gaveurs.console.backend.features.models.onnx.OnnxCheck;
import fr.gaveurs.console.backend.features.models.onnx.OnnxException;
import fr.gaveurs.console.backend.features.models.onnx.OnnxFile;
import fr.gaveurs.console.backend.features.models.onnx.process.OnnxRunner;
import fr.gaveurs.console.backend.features.models.onnx.process.OnnxRunners;
import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that have a role, in this console's memory: read, with their golden rows checked, when it starts and whenever
 * another version got the role. One whose file or golden rows are wrong is not used. Thread-safe.
 */
public final class LoadedModels {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedModels.class);

    private final Database database;
    private final OnnxRunners runners;
    private final Jdbi reads;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile Map<Role, Loaded> loaded = Map.of();
    private volatile Runnable activeChanged = () -> {};

    /** @param runners run the versions that are ONNX files */
    public LoadedModels(Database database, OnnxRunners runners) {
        this.database = database;
        this.runners = runners;
        this.reads = database.jdbi();
    }

    /**
     * A version that has a role.
     *
     * @param name what people call it
     * @param predictor null where {@code fault} says why it is not used
     */
    public record Loaded(
            long versionId,
            String name,
            String sha256,
            @Nullable Predictor predictor,
            @Nullable ModelFault fault) {
        /** Also what is wrong at present with one that runs in a process of its own, and may pass. */
        @Override
        public @Nullable ModelFault fault() {
            return fault != null || predictor == null ? fault : predictor.fault();
        }

        /** The same in words. */
        public String faultText() {
            ModelFault now = fault();
            return now == null ? "" : now.text();
        }
    }

    /** Looks at who has which role now, and reads what is not in memory yet. */
    public void refresh() {
        loading.lock();
        try {
            Map<Role, Loaded> next = new EnumMap<>(Role.class);
            database.read(LoadedModels::roles).forEach((role, id) -> next.put(role, of(id)));
            Loaded before = loaded.get(Role.ACTIVE);
            loaded = next;
            if (!Objects.equals(before, next.get(Role.ACTIVE))) {
                activeChanged.run();
            }
        } catch (SQLException e) {
            throw new ConnectionException(e);
        } finally {
            loading.unlock();
        }
    }

    /** Sets who hears, on the thread that found it out, that another version is active, or none; must return at once. */
    public void onActiveChanged(Runnable told) {
        activeChanged = told;
    }

    private static Map<Role, Long> roles(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT DISTINCT ON (role) role, version_id FROM model_assignments ORDER BY role, id DESC");
                ResultSet row = select.executeQuery()) {
            Map<Role, Long> roles = new EnumMap<>(Role.class);
            while (row.next()) {
                long id = row.getLong(2);
                if (!row.wasNull()) {
                    roles.put(Role.valueOf(row.getString(1).toUpperCase(Locale.ROOT)), id);
                }
            }
            return roles;
        }
    }

    private Loaded of(long id) {
        for (Loaded known : loaded.values()) {
            if (known.versionId() == id) {
                return known;
            }
        }
        Loaded read = read(id);
        ModelFault fault = read.fault();
        if (fault == null) {
            LOG.info("the model {} is ready: its golden rows are right", id);
        } else {
            LOG.warn("the model {} is not used: {}", id, fault.text());
        }
        return read;
    }

    /** Reads a version, whatever its role. */
    public Loaded read(long id) {
        record Stored(String name, byte[] file, String sha256, byte @Nullable [] companion) {}
        Optional<Stored> stored = reads.withHandle(handle -> handle.createQuery(
                        "SELECT name, artefact, sha256, companion FROM model_versions WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new Stored(row.getString(1), row.getBytes(2), row.getString(3), row.getBytes(4)))
                .findOne());
        if (stored.isEmpty()) {
            return new Loaded(id, "", "", null, ModelFault.of(Code.FILE_GONE));
        }
        String name = stored.get().name();
        String sha256 = stored.get().sha256();
        if (!ModelFiles.sha256(stored.get().file()).equals(sha256)) {
            return new Loaded(id, name, sha256, null, ModelFault.of(Code.FILE_CHANGED));
        }
        byte[] companion = stored.get().companion();
        try {
            if (companion != null) {
                return outside(id, name, stored.get().file(), companion);
            }
            Predictor predictor = new Predictor(ModelFiles.read(stored.get().file()));
            ModelFault fault = predictor.goldenFault();
            return new Loaded(id, name, sha256, fault == null ? predictor : null, fault);
        } catch (LearningException e) {
            ModelFault wrong = ModelFault.of(Code.FILE_UNREADABLE, String.valueOf(e.getMessage()));
            return new Loaded(id, name, sha256, null, wrong);
        } catch (OnnxException e) {
            ModelFault wrong = ModelFault.of(Code.ONNX_REFUSED, e.reason().problem(), String.valueOf(e.getMessage()));
            return new Loaded(id, name, sha256, null, wrong);
        }
    }

    /** A version that runs in a process of its own: what is wrong with that may pass, and it is asked again. */
    private Loaded outside(long id, String name, byte[] file, byte[] companion)
            throws LearningException, OnnxException {
        runners.check();
        OnnxFile onnx = OnnxCheck.check(file);
        OnnxRunner runner = runners.of(onnx);
        Predictor predictor = new Predictor(ModelFiles.read(companion), runner);
        ModelFault wrong = null;
        try {
            wrong = predictor.goldenFault();
        } catch (ModelUnavailableException e) {
            LOG.warn("the model {} does not answer now, and is asked again: {}", id, e.getMessage());
        }
        return new Loaded(id, name, onnx.sha256(), wrong == null ? predictor : null, wrong);
    }

    /** The version of a role; null where none has it. */
    public @Nullable Loaded of(Role role) {
        return loaded.get(role);
    }

    /** Whether any model is used. */
    public boolean any() {
        return loaded.values().stream().anyMatch(each -> each.predictor() != null);
    }

    /** Why a version is not used although it has a role; null for nothing. */
    public @Nullable ModelFault fault(long versionId) {
        for (Loaded known : loaded.values()) {
            if (known.versionId() == versionId) {
                return known.fault();
            }
        }
        return null;
    }
}
