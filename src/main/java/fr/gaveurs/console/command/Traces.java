package fr.gaveurs.console.command;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Stack traces as text, for whoever is asked for help. */
final class Traces {
    private Traces() {}

    static String of(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
