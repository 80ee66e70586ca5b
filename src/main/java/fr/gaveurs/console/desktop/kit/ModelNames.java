package fr.gaveurs.console.desktop.kit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of models, as people gave them; the one that the console gives where nobody did, in the window's language. */
public final class ModelNames {
    private static final Pattern USUAL = Pattern.compile("data set (\\d{1,18})");

    private ModelNames() {}

    public static String of(String name, Messages messages) {
        Matcher usual = USUAL.matcher(name);
        return usual.matches() ? messages.get("models.name.usual", usual.group(1)) : name;
    }
}
