package fr.gaveurs.console.command;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.api.models.Models.Flag;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Training.Contestant;
import fr.gaveurs.console.api.models.Training.Grouping;
import fr.gaveurs.console.api.models.Training.Remark;
import fr.gaveurs.console.api.models.Training.TargetReport;
import fr.gaveurs.console.backend.features.models.learning.Example;
import fr.gaveurs.console.backend.features.models.learning.ExampleCsv;
import fr.gaveurs.console.backend.features.models.learning.Feature;
import fr.gaveurs.console.backend.features.models.learning.LeakGuard;
import fr.gaveurs.console.backend.features.models.learning.LearningException;
import fr.gaveurs.console.backend.features.models.learning.ModelFile;
import fr.gaveurs.console.backend.features.models.learning.ModelFiles;
import fr.gaveurs.console.backend.features.models.learning.ModelInput;
import fr.gaveurs.console.backend.features.models.learning.Predictor;
import fr.gaveurs.console.backend.features.models.learning.Trainer;
import fr.gaveurs.console.backend.features.models.learning.Trainer.Plan;
import fr.gaveurs.console.backend.features.models.learning.Trainer.Trained;
import fr.gaveurs.console.backend.features.models.truth.RecordedTruth;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model train|inspect|predict}: models on a computer without a console and without a window. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Trains models, shows them and asks them; the console on a data folder takes them and uses them.",
        subcommands = {ModelConsoleCommand.class, ModelOnnxCommand.class})
public final class ModelCommand {
    private static final long SEED = 1;
    private static final List<Target> USUAL = List.of(Target.FRESHNESS, Target.FAT_QUALITY, Target.OXIDATION);

    @Command(
            name = "train",
            mixinStandardHelpOptions = true,
            description =
                    "Trains a model on a data set (CSV) or a recording, prints how it did, and writes it. The same"
                            + " file and seed give the same bytes.")
    int train(
            @Parameters(
                            paramLabel = "FILE",
                            description = "Rows of a data set as the console gives them, or a recording whose messages"
                                    + " say how their livers really were.")
                    Path file,
            @Option(names = "--out", required = true, paramLabel = "MODEL", description = "Where the model goes.")
                    Path out,
            @Option(names = "--seed", paramLabel = "N", description = "Of all that is drawn by chance (1).") @Nullable
                    Long seed,
            @Option(
                            names = "--target",
                            paramLabel = "T",
                            description = "freshness, fat_quality, oxidation or weight; may be repeated (the first"
                                    + " three).")
                    @Nullable
                    List<Target> targets,
            @Option(
                            names = "--features",
                            split = ",",
                            paramLabel = "F",
                            description = "Such as log_f1,log_f2 (log_f1 to log_f8).")
                    @Nullable
                    List<String> features) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            List<Example> examples =
                    isText(bytes) ? ExampleCsv.read(new String(bytes, StandardCharsets.UTF_8)) : recorded(bytes);
            Trained trained = Trainer.train(
                    examples,
                    new Plan(
                            seed == null ? SEED : seed,
                            targets == null ? USUAL : targets,
                            features == null ? Feature.SPECTRAL : LeakGuard.features(features),
                            Version.text(),
                            ModelFiles.sha256(ExampleCsv.write(examples).getBytes(StandardCharsets.UTF_8))),
                    share -> {});
            byte[] model = ModelFiles.write(trained.model());
            AtomicFile.write(out, model);
            trained.report().targets().forEach(ModelCommand::print);
            trained.report().skipped().forEach((target, why) -> System.err.println(target.key() + " left out: " + why));
            System.out.println(ModelFiles.sha256(model) + "  " + out);
            return Exit.OK;
        } catch (LearningException e) {
            System.err.println(e.getMessage());
            return Exit.REFUSED;
        } catch (IOException e) {
            System.err.println(FileErrors.reason(e));
            return Exit.REFUSED;
        }
    }

    /** A data set begins with the name of its first column; a recording with a brace, or as gzip does. */
    private static boolean isText(byte[] bytes) {
        return bytes.length > 0 && bytes[0] != '{' && bytes[0] != 0x1F;
    }

    private static List<Example> recorded(byte[] bytes) throws IOException {
        List<Example> examples = new ArrayList<>();
        int[] impossible = {0};
        int without = RecordedTruth.read(bytes, each -> {
            impossible[0] += each.faults().size();
            examples.add(new Example(
                    each.deviceId(),
                    each.sampleId(),
                    each.time(),
                    each.lot(),
                    each.time().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
                    ModelInput.ofSpectrum(each.counts(), each.gain(), each.integrationTimeMs()),
                    each.truth()));
        });
        if (impossible[0] > 0) {
            System.err.println(
                    impossible[0] + " truths of the recording cannot be, such as an oxidation above 1: left out");
        }
        if (without > 0) {
            System.err.println(without + " samples of the recording do not say how they really were: left out");
        }
        return examples;
    }

    private static void print(TargetReport report) {
        say("%s: %s won, by %s (%d groups)", report.target(), report.method(), report.grouping(), report.groups());
        say(
                "  error on groups that it did not learn from %.5f; on the newest, from %s on, %.5f, of the formula %.5f",
                report.validated().mae(),
                report.heldOutFrom(),
                report.heldOut().mae(),
                report.formulaHeldOut().mae());
        say(
                "  against the formula %.5f, p = %.4f; 90 %% interval ± %.5f%s",
                report.againstFormula().difference(),
                report.againstFormula().p(),
                report.interval().radius(),
                report.interval().assured()
                        ? ""
                        : report.grouping() == Grouping.TIME
                                ? ", not assured: nothing but time to divide by"
                                : ", not assured: fewer than four groups");
        for (Contestant contestant : report.leaderboard()) {
            say(
                    "    %-22s %.5f  (%.5f to %.5f)",
                    contestant.method().key(), contestant.mae(), contestant.low(), contestant.high());
        }
        for (Remark remark : report.remarks()) {
            say("  note: %s %s", remark.caution().key(), remark.detail());
        }
    }

    static void say(String format, Object... values) {
        Object[] plain = Arrays.stream(values)
                .map(value -> value instanceof Keyed keyed ? keyed.key() : value)
                .toArray();
        System.out.println(String.format(Locale.ROOT, format, plain).stripTrailing());
    }

    @Command(
            name = "inspect",
            mixinStandardHelpOptions = true,
            description = "Checks a model, its golden rows too, and prints what it is.")
    int inspect(@Parameters(paramLabel = "MODEL") Path file) {
        return with(file, predictor -> {
            ModelFile model = predictor.model();
            say(
                    "trained by version %s, seed %d, on %d samples (%s)",
                    model.codeVersion(), model.seed(), model.datasetSamples(), model.datasetSha256());
            for (ModelFile.Head head : model.heads()) {
                say(
                        "%s: %s of %s, learnt from %d samples; 90 %% interval ± %.5f%s",
                        head.target(),
                        head.regression().method(),
                        String.join(
                                ", ", head.features().stream().map(Feature::key).toList()),
                        head.learnt(),
                        head.interval().radius(),
                        head.interval().assured() ? "" : ", not assured");
            }
            return Exit.OK;
        });
    }

    @Command(name = "predict", mixinStandardHelpOptions = true, description = "What a model says of one spectrum.")
    int predict(
            @Parameters(paramLabel = "MODEL", index = "0") Path file,
            @Parameters(
                            paramLabel = "COUNT",
                            index = "1",
                            arity = "10",
                            description = "The counts of F1 to F8, Clear and NIR.")
                    double[] counts) {
        return with(file, predictor -> {
            var figures = predictor.predict(ModelInput.ofSpectrum(counts, Double.NaN, Double.NaN), Set.of());
            figures.forEach(
                    (target, figure) -> print(target, figure.value(), figure.low(), figure.high(), figure.flags()));
            if (figures.isEmpty()) {
                System.err.println("nothing can be told: a count that it needs is missing or 0");
                return Exit.REFUSED;
            }
            return Exit.OK;
        });
    }

    /** What is said of one target. */
    static void print(Target target, double value, double low, double high, Collection<Flag> flags) {
        say(
                "%-12s %.4f  (%.4f to %.4f) %s",
                target, value, low, high, flags.stream().map(Flag::key).sorted().collect(Collectors.joining(", ")));
    }

    private interface Work {
        int of(Predictor predictor);
    }

    private static int with(Path file, Work work) {
        try {
            Predictor predictor = new Predictor(ModelFiles.read(Files.readAllBytes(file)));
            ModelFault fault = predictor.goldenFault();
            if (fault != null) {
                System.err.println("this model is not to be used: " + fault.text());
                return Exit.REFUSED;
            }
            return work.of(predictor);
        } catch (LearningException e) {
            System.err.println(e.getMessage());
            return Exit.REFUSED;
        } catch (IOException e) {
            System.err.println(FileErrors.reason(e));
            return Exit.REFUSED;
        }
    }
}
