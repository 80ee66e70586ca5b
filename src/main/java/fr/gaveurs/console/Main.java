package fr.gaveurs.console;

import fr.gaveurs.console.command.ConsoleCommand;
import picocli.CommandLine;

/** The command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new ConsoleCommand()).execute(args));
    }
}
