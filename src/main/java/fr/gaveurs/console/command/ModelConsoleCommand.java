package fr.gaveurs.console.command;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.models.Datasets.Dataset;
import fr.gaveurs.console.api.models.Datasets.NewDataset;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.models.Truth.ImportResult;
import fr.gaveurs.console.api.models.Versions.Assignment;
import fr.gaveurs.console.api.models.Versions.AssignmentQuery;
import fr.gaveurs.console.api.models.Versions.ImportQuery;
import fr.gaveurs.console.api.models.Versions.NewTraining;
import fr.gaveurs.console.api.models.Versions.Prediction;
import fr.gaveurs.console.api.models.Versions.PredictionRequest;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.models.Versions.TrainingRun;
import fr.gaveurs.console.api.models.Versions.TrainingState;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.backend.features.models.learning.ModelFiles;
import fr.gaveurs.console.client.ModelClient;
import fr.gaveurs.console.files.AtomicFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code model console labels|freeze|rows|train|list|import|download|predict|use|back}: models of the console that runs on
 * a data folder.
 */
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        description = "Labels, data sets, trainings and versions of the console that runs.")
public final class ModelConsoleCommand {
    private static final long LOOK_MILLIS = 500;

    /** What may be done with a version. */
    enum Use {
        SHADOW(ModelsApi.SHADOW_MODEL),
        ACTIVATE(ModelsApi.ACTIVATE_MODEL),
        DEACTIVATE(ModelsApi.DEACTIVATE_MODEL),
        RETIRE(ModelsApi.RETIRE_MODEL);

        private final Route route;

        Use(Route route) {
            this.route = route;
        }
    }

    /** What is asked of a console. */
    private interface Task {
        int run(ModelClient models) throws Exception;
    }

    @Command(
            name = "labels",
            mixinStandardHelpOptions = true,
            description = "Takes labels from a CSV file, or from a recording. Where anything of it was left out, it is"
                    + " named, and the exit code is 5.")
    int labels(
            @Mixin DataDirOption dataDir,
            @Mixin ReasonOption reason,
            @Parameters(paramLabel = "FILE", description = "A name that ends with .csv is a CSV file.") Path file)
            throws Exception {
        return on(dataDir, reason, models -> {
            boolean csv = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
            ImportResult result = models.labels(csv ? ModelsApi.IMPORT_TRUTH : ModelsApi.IMPORT_RECORDING, file)
                    .join();
            System.out.printf(
                    Locale.ROOT,
                    "%d added, %d corrected, %d there already%n",
                    result.added(),
                    result.corrected(),
                    result.unchanged());
            if (result.unknownSamples() > 0) {
                System.err.println(result.unknownSamples() + " samples are not stored here: "
                        + String.join(", ", result.unknown().stream().limit(10).toList()));
            }
            result.faults().forEach(System.err::println);
            return result.faults().isEmpty() ? Exit.OK : Exit.REFUSED;
        });
    }

    @Command(
            name = "freeze",
            mixinStandardHelpOptions = true,
            description = "Makes a data set of all labelled samples.")
    int freeze(
            @Mixin DataDirOption dataDir,
            @Mixin ReasonOption reason,
            @Parameters(paramLabel = "NAME", description = "What it is called.") String name)
            throws Exception {
        return on(dataDir, reason, models -> {
            Dataset made = models.freeze(new NewDataset(name, null, null, null, null, null))
                    .join();
            System.out.printf(
                    Locale.ROOT, "%d  %s  %d samples  %s%n", made.id(), made.name(), made.samples(), made.sha256());
            return Exit.OK;
        });
    }

    @Command(
            name = "rows",
            mixinStandardHelpOptions = true,
            description =
                    "Writes the rows of a data set as CSV, as \"model train\" takes them, and prints their SHA-256.")
    int rows(
            @Mixin DataDirOption dataDir,
            @Parameters(paramLabel = "DATASET", description = "Its number, as freeze printed it.") long dataset,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where they go.") Path out)
            throws Exception {
        return on(dataDir, new ReasonOption(), models -> {
            models.rows(dataset, out).done().join();
            System.out.println(ModelFiles.sha256(Files.readAllBytes(out)) + "  " + out);
            return Exit.OK;
        });
    }

    @Command(
            name = "train",
            mixinStandardHelpOptions = true,
            description = "Trains a version on a data set of the console, and waits for it.")
    int train(
            @Mixin DataDirOption dataDir,
            @Mixin ReasonOption reason,
            @Parameters(paramLabel = "DATASET", description = "Its number, as freeze printed it.") long dataset,
            @Option(names = "--name", paramLabel = "N", description = "What the version is called.") @Nullable
                    String name,
            @Option(names = "--seed", paramLabel = "N", description = "Of all that is drawn by chance (1).") @Nullable
                    Long seed,
            @Option(names = "--target", paramLabel = "T", description = "May be repeated (the first three).") @Nullable
                    List<Target> targets)
            throws Exception {
        return on(dataDir, reason, models -> {
            TrainingRun run = models.train(new NewTraining(dataset, name, seed, targets, null))
                    .join();
            while (!run.state().isFinal()) {
                Thread.sleep(LOOK_MILLIS);
                run = models.training(run.id()).join();
            }
            if (run.state() != TrainingState.DONE) {
                System.err.println("the training " + run.id() + " came to nothing: "
                        + (run.error() == null ? run.state().key() : run.error()));
                return Exit.REFUSED;
            }
            System.out.println("version " + run.versionId()
                    + (run.knownVersion()
                            ? ", which was there already under its own name: the same data set, targets, features and"
                                    + " seed give the same model"
                            : ""));
            return Exit.OK;
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The versions, newest first.")
    int list(@Mixin DataDirOption dataDir) throws Exception {
        return on(dataDir, new ReasonOption(), models -> {
            models.versions().join().forEach(ModelConsoleCommand::print);
            return Exit.OK;
        });
    }

    @Command(
            name = "import",
            aliases = "take",
            mixinStandardHelpOptions = true,
            description = "Takes a model file in: of the console, or ONNX, which is judged on a data set.")
    int take(
            @Mixin DataDirOption dataDir,
            @Mixin ReasonOption reason,
            @Parameters(paramLabel = "MODEL") Path file,
            @Option(names = "--name", paramLabel = "N", description = "What the version is called.") @Nullable
                    String name,
            @Option(
                            names = "--dataset",
                            paramLabel = "DATASET",
                            description = "What an ONNX file is judged on, and gets its intervals from: samples that it"
                                    + " did not learn from.")
                    @Nullable
                    Long dataset)
            throws Exception {
        return on(dataDir, reason, models -> {
            print(models.take(file, new ImportQuery(name, dataset)).join());
            return Exit.OK;
        });
    }

    @Command(
            name = "download",
            mixinStandardHelpOptions = true,
            description = "Writes the file of a version, and prints its SHA-256.")
    int download(
            @Mixin DataDirOption dataDir,
            @Parameters(paramLabel = "VERSION", description = "Its number, as list prints it.") long version,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where it goes.") Path out)
            throws Exception {
        return on(dataDir, new ReasonOption(), models -> {
            byte[] file = models.file(version).join();
            AtomicFile.write(out, file);
            System.out.println(ModelFiles.sha256(file) + "  " + out);
            return Exit.OK;
        });
    }

    @Command(
            name = "predict",
            mixinStandardHelpOptions = true,
            description = "What a version of the console, also one that came as ONNX, says of one spectrum.")
    int predict(
            @Mixin DataDirOption dataDir,
            @Parameters(paramLabel = "COUNT", arity = "10", description = "The counts of F1 to F8, Clear and NIR.")
                    List<Double> counts,
            @Option(names = "--model", paramLabel = "V", description = "Its number (the active one).") @Nullable
                    Long version)
            throws Exception {
        return on(dataDir, new ReasonOption(), models -> {
            PredictionRequest measured = new PredictionRequest(version, counts, null, null, null, null, null);
            Prediction said = models.predict(measured).join();
            said.figures()
                    .forEach((target, figure) ->
                            ModelCommand.print(target, figure.value(), figure.low(), figure.high(), figure.flags()));
            return Exit.OK;
        });
    }

    @Command(
            name = "use",
            mixinStandardHelpOptions = true,
            description = "Gives a version a role, or takes it away. Without --reason one becomes active only where its"
                    + " gate is open.")
    int use(
            @Mixin DataDirOption dataDir,
            @Mixin ReasonOption reason,
            @Parameters(paramLabel = "USE", index = "0", description = "shadow, activate, deactivate or retire.")
                    Use use,
            @Parameters(paramLabel = "VERSION", index = "1", description = "Its number, as list prints it.")
                    long version)
            throws Exception {
        return on(dataDir, reason, models -> {
            print(models.act(use.route, version).join());
            if (use == Use.RETIRE || use == Use.DEACTIVATE) {
                sayWhetherNoneIsActive(models);
            }
            return Exit.OK;
        });
    }

    @Command(
            name = "back",
            mixinStandardHelpOptions = true,
            description = "Brings the version back that was active before; once more, the one before that.")
    int back(@Mixin DataDirOption dataDir, @Mixin ReasonOption reason) throws Exception {
        return on(dataDir, reason, models -> {
            print(models.rollBack().join());
            return Exit.OK;
        });
    }

    private static void sayWhetherNoneIsActive(ModelClient models) {
        List<Assignment> active =
                models.assignments(new AssignmentQuery(null, Role.ACTIVE)).join();
        if (active.isEmpty() || active.getFirst().versionId() == null) {
            System.out.println("no model is active now");
        }
    }

    private static void print(Version version) {
        Map<Target, String> methods = IntStream.range(0, version.targets().size())
                .boxed()
                .collect(Collectors.toMap(version.targets()::get, version.methods()::get, (a, b) -> a, TreeMap::new));
        System.out.printf(
                Locale.ROOT,
                "%4d  %-9s  %s  %s%s%n",
                version.id(),
                version.state().key(),
                version.name(),
                methods.entrySet().stream()
                        .map(each -> each.getKey().key() + ": " + each.getValue())
                        .collect(Collectors.joining(", ")),
                version.fault() == null ? "" : "  NOT USED: " + version.fault());
    }

    private static int on(DataDirOption dataDir, ReasonOption reason, Task task) throws Exception {
        return RunningConsole.ask(
                dataDir.path(),
                reason,
                refusal -> String.valueOf(refusal.getMessage()),
                client -> task.run(client.models()));
    }
}
