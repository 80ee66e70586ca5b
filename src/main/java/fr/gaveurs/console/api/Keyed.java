package fr.gaveurs.console.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** An enum whose constants are written on the wire, in tables and in keys of texts as their names in lower case. */
public interface Keyed {
    /** The name of the constant in the source. */
    String name();

    /** The wire form, such as {@code in_progress}. */
    @JsonValue
    default String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
