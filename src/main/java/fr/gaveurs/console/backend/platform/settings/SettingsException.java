package fr.gaveurs.console.backend.platform.settings;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settings, or the folder that they name, cannot be used. The message, in English, says of each which it is, from where, and
 * what to write; {@link #text} says so in another language.
 */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is at fault. */
    public enum Fault {
        /** A setting's value, or the file that holds it. */
        SETTING,
        /** The data folder cannot be made or written. */
        FOLDER,
        /** None is named, and the user has no home folder to make it in. */
        HOME,
        /** Its disk is full. */
        DISK
    }

    private final Fault fault;
    private final transient List<SettingFault> faults;

    public SettingsException(Fault fault, SettingFault what) {
        this(fault, List.of(what), null);
    }

    public SettingsException(Fault fault, SettingFault what, @Nullable Throwable cause) {
        this(fault, List.of(what), cause);
    }

    /** Several settings are wrong. */
    SettingsException(List<SettingFault> all) {
        this(Fault.SETTING, all, null);
    }

    private SettingsException(Fault fault, List<SettingFault> faults, @Nullable Throwable cause) {
        super(text(faults, Locale.ENGLISH), cause);
        this.fault = fault;
        this.faults = List.copyOf(faults);
    }

    public Fault fault() {
        return fault;
    }

    List<SettingFault> faults() {
        return faults;
    }

    /** All that is wrong, a line each. */
    public String text(Locale locale) {
        return text(faults, locale);
    }

    private static String text(List<SettingFault> faults, Locale locale) {
        return faults.stream().map(each -> each.text(locale)).collect(Collectors.joining("\n"));
    }
}
