package fr.gaveurs.console.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --reason}: why, for the journal. */
final class ReasonOption {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why: the journal of who changed what keeps it.")
    @Nullable
    String text;
}
