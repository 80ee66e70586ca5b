package fr.gaveurs.console;

import fr.gaveurs.console.command.ConsoleCommand;

/** The command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(ConsoleCommand.program().execute(args));
    }
}
