package fr.gaveurs.console.command;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.backend.features.models.learning.LearningException;
import fr.gaveurs.console.backend.features.models.learning.LinearForm;
import fr.gaveurs.console.backend.features.models.learning.ModelFiles;
import fr.gaveurs.console.backend.features.models.onnx.OnnxCheck;
import fr.gaveurs.console.backend.features.models.onnx.OnnxException;
import fr.gaveurs.console.backend.features.models.onnx.OnnxExport;
import fr.gaveurs.console.backend.features.models.onnx.OnnxFile;
import fr.gaveurs.console.backend.features.models.onnx.OnnxSchema;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model onnx check|export}: ONNX files on a computer without a console. */
@Command(
        name = "onnx",
        mixinStandardHelpOptions = true,
        description = "Looks at ONNX files as a console does that shall take one in, and writes linear models as ONNX.")
public final class ModelOnnxCommand {
    private interface Work {
        int run() throws IOException, LearningException, OnnxException;
    }

    private static int saying(Work work) {
        try {
            return work.run();
        } catch (LearningException | OnnxException e) {
            System.err.println(e.getMessage());
            return Exit.REFUSED;
        } catch (IOException e) {
            System.err.println(FileErrors.reason(e));
            return Exit.REFUSED;
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Says whether a console would take a file, as far as can be told without running it.")
    int check(@Parameters(paramLabel = "FILE") Path file) {
        return saying(() -> {
            if (Files.size(file) > OnnxCheck.MOST_BYTES) {
                System.err.println("an ONNX file has " + (OnnxCheck.MOST_BYTES >> 20) + " MiB at most");
                return Exit.REFUSED;
            }
            OnnxFile found = OnnxCheck.check(Files.readAllBytes(file));
            ModelCommand.say("%s  %s", found.sha256(), file);
            ModelCommand.say(
                    "features: %s",
                    found.schema().features().stream().map(Keyed::key).collect(Collectors.joining(",")));
            ModelCommand.say(
                    "targets: %s",
                    found.schema().columns().stream()
                            .map(each -> each.target().key() + (each.low() < 0 ? "" : " with bounds"))
                            .collect(Collectors.joining(",")));
            List<String> learnt = found.schema().trainedOn();
            ModelCommand.say(
                    "golden rows: %d; learnt from: %s",
                    found.schema().goldenInputs().length,
                    learnt == null
                            ? "it does not say (" + OnnxSchema.TRAINED_ON + "), so its intervals will not be assured"
                            : String.join(",", learnt));
            return Exit.OK;
        });
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes a linear model of the console as ONNX.")
    int export(
            @Parameters(paramLabel = "MODEL", description = "As model train writes it.") Path model,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the ONNX file goes.")
                    Path out) {
        return saying(() -> {
            byte[] file = OnnxExport.write(LinearForm.of(ModelFiles.read(Files.readAllBytes(model))));
            AtomicFile.write(out, file);
            System.out.println(ModelFiles.sha256(file) + "  " + out);
            return Exit.OK;
        });
    }
}
