package fr.gaveurs.console.backend.platform.settings;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What is wrong with a setting or its folder, which the program says in the language of whoever reads it.
 *
 * @param code of its sentence in {@code faults_en.properties} and {@code faults_fr.properties}
 * @param details what stands in the sentence: texts, or faults that are parts of it
 */
public record SettingFault(String code, List<Object> details) {
    public SettingFault {
        details = List.copyOf(details);
    }

    public static SettingFault of(String code, Object... details) {
        return new SettingFault(code, List.of(details));
    }

    /** In that language, or in English where the program does not speak it. */
    public String text(Locale locale) {
        ResourceBundle words = ResourceBundle.getBundle(
                "fr.gaveurs.console.backend.platform.settings.faults",
                locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Object[] said = details.stream()
                .map(detail -> detail instanceof SettingFault part ? part.text(locale) : detail.toString())
                .toArray();
        return new MessageFormat(words.getString(code), Locale.ROOT).format(said);
    }
}
