package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.files.OperatingSystem;
import java.util.Locale;
import java.util.Map;

/** The language that the machine's settings ask for: what the window speaks until a person has chosen one. */
public final class SystemLanguage {
    /** By the start scripts: the locale that was set before they took another one for the sake of its encoding. */
    private static final String REPLACED = "GAVEURS_LOCALE";

    private SystemLanguage() {}

    /** That of this process. */
    public static Language get() {
        Locale java = Locale.getDefault(Locale.Category.DISPLAY);
        return OperatingSystem.WINDOWS || OperatingSystem.MAC ? Language.of(java) : of(System.getenv(), java);
    }

    /**
     * Where the environment says it, as everywhere but on Windows and macOS. Java reads the locale from there, yet takes
     * English for one whose files are missing, and knows nothing of {@code LANGUAGE}, the list of who reads several.
     *
     * @param java what Java found, or was told with {@code -Duser.language}, which goes over the environment
     */
    static Language of(Map<String, String> environment, Locale java) {
        String replaced = environment.getOrDefault(REPLACED, "");
        String locale = replaced.isEmpty() ? locale(environment) : replaced;
        String language = language(locale);
        if (language.isEmpty()) {
            return Language.of(java);
        }
        boolean unread = !replaced.isEmpty() && java.getLanguage().equals("en");
        if (!unread && !java.getLanguage().equals(language)) {
            return Language.of(java);
        }
        for (String wished : environment.getOrDefault("LANGUAGE", "").split(":", -1)) {
            switch (language(wished)) {
                case "fr" -> {
                    return Language.FR;
                }
                case "en" -> {
                    return Language.EN;
                }
                default -> {
                    // No text of this program's is in it: the next one of the list.
                }
            }
        }
        return language.equals("fr") ? Language.FR : Language.EN;
    }

    /** The locale of messages, by the system's own precedence; empty where none is set. */
    private static String locale(Map<String, String> environment) {
        for (String variable : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /** {@code fr} of {@code fr_FR.UTF-8@euro}; empty for the locales without a language, for which LANGUAGE does not count. */
    private static String language(String locale) {
        String name = locale.split("[_.@-]", 2)[0].toLowerCase(Locale.ROOT);
        return name.equals("c") || name.equals("posix") ? "" : name;
    }
}
