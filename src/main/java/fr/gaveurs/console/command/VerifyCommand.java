package fr.gaveurs.console.command;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.log.Log;
import fr.gaveurs.console.api.log.Log.Finding;
import fr.gaveurs.console.api.log.Log.Proof;
import fr.gaveurs.console.backend.LogCheck;
import fr.gaveurs.console.backend.features.log.LogCommandLine.Outcome;
import fr.gaveurs.console.backend.platform.backup.BackupException;
import fr.gaveurs.console.backend.platform.backup.BackupProgress;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.settings.SettingsException;
import fr.gaveurs.console.backend.platform.settings.SettingsLoader;
import fr.gaveurs.console.backend.platform.tlog.ProofCheck;
import fr.gaveurs.console.backend.platform.tlog.RecallStatement;
import fr.gaveurs.console.backend.platform.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;

/** {@code verify}: whether what is stored is as it was written; {@code verify FILE}: whether a proof holds. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies the log: makes each entry once more of the row that it is about, and compares it, the tree and the"
                    + " signed checkpoints, whether the console runs or not. Names what was changed by hand.",
            "With FILE, a proof that was downloaded, it checks that alone, on any computer."
        },
        footer = {"", "Exit codes: 0 all is as it was written; 9 it is not; 5 it could not be verified."})
public final class VerifyCommand implements Callable<Integer> {
    private static final int LONGEST = 1 << 20;
    /** Lines that a person reads. */
    private static final int TOLD = 50;

    @Mixin
    private final DataDirOption dataDir = new DataDirOption();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A proof, as /api/public/proof/ID and /api/log/proof give it.")
    private @Nullable Path file;

    @Option(
            names = "--since",
            paramLabel = "CHECKPOINT",
            description = "Compares only entries after it: a size, or a file with a checkpoint.")
    private @Nullable String since;

    @Option(
            names = "--witness",
            paramLabel = "FOLDER",
            description = "A folder in which a witness keeps checkpoints, such as on a stick, besides those of the"
                    + " settings.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "With FILE: the key that must have signed it, as /api/log tells it.")
    private @Nullable String key;

    private boolean altered;

    @Override
    public Integer call() {
        if (file != null) {
            return proof(file);
        }
        int code = Interruptible.run(this::verified);
        return code == Exit.OK && altered ? Exit.ALTERED : code;
    }

    private String verified(BackupProgress progress, BooleanSupplier cancelled)
            throws BackupException, SettingsException, IOException {
        Outcome outcome = LogCheck.verify(
                SettingsLoader.load(dataDir.path(), System.getenv(), Map.of()),
                since,
                folders,
                (entries, percent) -> progress.at(new BackupProgress.Step("entries of the log", entries, 0, percent)),
                cancelled);
        altered = outcome.result().found() > 0;
        StringBuilder said = new StringBuilder();
        outcome.silent()
                .forEach(witness ->
                        said.append("no word of the witness ").append(witness).append('\n'));
        List<Finding> findings = outcome.result().findings();
        findings.stream().limit(TOLD).forEach(finding -> said.append(
                        finding.kind().key())
                .append(": ")
                .append(finding.detail())
                .append('\n'));
        if (outcome.result().found() > TOLD) {
            said.append("and ").append(outcome.result().found() - TOLD).append(" more\n");
        }
        said.append(outcome.result().words());
        if (!outcome.silent().isEmpty() && !altered) { // what stands last is what is read
            said.append("\nBut this rests on fewer witnesses than are set: see above of which there is no word");
        }
        return said.toString();
    }

    private int proof(Path path) {
        VerifierKey wanted = key == null ? null : VerifierKey.parse(key);
        if (key != null && wanted == null) {
            System.err.println("--key is no key: it is such as NAME+1a2b3c4d+AQ…, as /api/log tells it");
            return Exit.USAGE;
        }
        Proof proof;
        try {
            if (Files.size(path) > LONGEST) {
                System.err.println(path + " is larger than any proof");
                return Exit.REFUSED;
            }
            proof = Json.MAPPER.readValue(Files.readAllBytes(path), Proof.class);
        } catch (IOException e) {
            System.err.println(path + " cannot be read: " + FileErrors.reason(e));
            return Exit.REFUSED;
        } catch (JacksonException e) {
            System.err.println(path + " is no proof: it is not the JSON that the console gives");
            return Exit.REFUSED;
        }
        if (!Log.PROOF_FORMAT.equals(proof.format())) {
            System.err.println(path + " is no proof of the format " + Log.PROOF_FORMAT);
            return Exit.REFUSED;
        }
        String fault = ProofCheck.fault(proof, wanted);
        if (fault != null) {
            System.out.println("the proof does not hold: " + fault);
            return Exit.ALTERED;
        }
        String recalls = RecallStatement.of(proof);
        System.out.println((recalls == null ? "" : recalls + "\n") + "the proof holds: this is entry " + proof.index()
                + " of the log " + proof.origin() + "\n"
                + proof.entry() + "\nsigned with the key " + proof.verifierKey()
                + (wanted == null
                        ? "\ncompare this key with one that you have from elsewhere, or give that one with --key"
                        : ""));
        return Exit.OK;
    }
}
