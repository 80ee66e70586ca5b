package fr.gaveurs.console.backend.features.models;

import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.models.Versions.ImportQuery;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.backend.features.models.learning.LearningException;
import fr.gaveurs.console.backend.features.models.learning.ModelFile;
import fr.gaveurs.console.backend.features.models.learning.ModelFiles;
import fr.gaveurs.console.backend.features.models.learning.ModelUnavailableException;
import fr.gaveurs.console.backend.features.models.learning.Predictor;
import fr.gaveurs.console.backend.features.models.onnx.OnnxCheck;
import fr.gaveurs.console.backend.features.models.onnx.OnnxException;
import fr.gaveurs.console.backend.features.models.onnx.OnnxException.Reason;
import fr.gaveurs.console.backend.features.models.registry.VersionStore;
import fr.gaveurs.console.backend.features.models.registry.VersionStore.Added;
import fr.gaveurs.console.backend.features.models.registry.VersionStore.NewVersion;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.Reply;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;

/** The routes by which model files come and go. */
final class FileRoutes {
    private static final int SHOWN_DIGITS = 12;

    private final VersionStore versions;
    private final OnnxImports onnx;
    private final Jdbi changes;

    FileRoutes(VersionStore versions, OnnxImports onnx, Jdbi changes) {
        this.versions = versions;
        this.onnx = onnx;
        this.changes = changes;
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(ModelsApi.IMPORT_MODEL, this::take), new Endpoint(ModelsApi.MODEL_FILE, this::file));
    }

    private Reply take(Call call) {
        byte[] file = call.body(FileContent.class).bytes();
        ImportQuery query = call.query(ImportQuery.class);
        NewVersion made = OnnxCheck.isMeant(file) ? onnx(call, file, query) : own(call, file, query);
        String sha256 = ModelFiles.sha256(made.file());
        Added taken = changes.inTransaction(handle -> {
            Added added = VersionStore.add(handle, made);
            refuseOld(added, query);
            AuditLog.write(
                    handle,
                    call.act(),
                    AuditObject.of("model", Long.toString(added.id())),
                    null,
                    Map.of("name", made.name(), "sha256", sha256));
            return added;
        });
        return Reply.json(201, versions.need(taken.id()));
    }

    /** A version that is there already keeps its name, and a retired one its end: whoever wants otherwise is told. */
    private void refuseOld(Added added, ImportQuery query) {
        if (added.retired()) {
            throw ProblemException.conflict(
                    "this file is the model " + added.id() + ", which is retired and is not used any more");
        }
        if (added.known() && query.name() != null) {
            String name = versions.need(added.id()).name();
            if (!name.equals(query.name())) {
                throw ProblemException.conflict(
                        "this file is the model " + added.id() + " already, and is called \"" + name + "\"");
            }
        }
    }

    private NewVersion own(Call call, byte[] file, ImportQuery query) {
        if (query.datasetId() != null) {
            throw misjudged("a model of the console brings its own intervals: leave dataset_id out");
        }
        ModelFile model;
        try {
            model = ModelFiles.read(file);
            ModelFault fault = new Predictor(model).goldenFault();
            if (fault != null) {
                throw new LearningException("the model does not say what it should: " + fault.text());
            }
        } catch (LearningException e) {
            throw ProblemException.refusedFile("model-file", String.valueOf(e.getMessage()));
        }
        // Kept in the one form that there is, whatever spaces it came with.
        byte[] kept = ModelFiles.write(model);
        return new NewVersion(
                name(query, kept),
                false,
                model,
                kept,
                null,
                null,
                null,
                null,
                call.actor().called());
    }

    private static String name(ImportQuery query, byte[] kept) {
        return Objects.requireNonNullElse(query.name(), ModelFiles.sha256(kept).substring(0, SHOWN_DIGITS));
    }

    private NewVersion onnx(Call call, byte[] file, ImportQuery query) {
        try {
            OnnxImports.Judged judged = onnx.take(file, query.datasetId());
            return new NewVersion(
                    name(query, file),
                    judged.validated(),
                    judged.model(),
                    file,
                    ModelFiles.write(judged.model()),
                    query.datasetId(),
                    null,
                    judged.report(),
                    call.actor().called());
        } catch (OnnxException e) {
            throw refused(e);
        } catch (LearningException e) {
            throw misjudged(String.valueOf(e.getMessage()));
        } catch (ModelUnavailableException e) {
            throw refused(new OnnxException(
                    Reason.RUNTIME,
                    "ONNX Runtime cannot run it: " + e.getMessage()
                            + ". Try it with onnxruntime where it was made, then a smaller or simpler model"));
        }
    }

    private static ProblemException misjudged(String why) {
        return ProblemException.refusedFile("model-dataset", why);
    }

    private static ProblemException refused(OnnxException why) {
        return ProblemException.refusedFile(why.reason().problem(), String.valueOf(why.getMessage()));
    }

    private Reply file(Call call) {
        Version version = versions.need(Numbers.id(call));
        byte[] file = versions.file(version.id()).orElseThrow();
        String end = OnnxCheck.isMeant(file) ? ".onnx" : ".json";
        String digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(version.sha256()));
        return Reply.download("application/octet-stream", "model-" + version.id() + end, file)
                .with("Repr-Digest", "sha-256=:" + digest + ":");
    }
}
