package fr.gaveurs.console.backend.features.quality;

import java.util.List;

/** The fields of one object that are read: of two of one name, which one counts would be a guess. */
final class KnownFields {
    private final JsonFigures figures;
    private final String object;
    private final List<String> names;
    private long met;

    /**
     * @param object path of the object with a dot, empty for the message itself
     * @param names at most 64
     */
    KnownFields(JsonFigures figures, String object, List<String> names) {
        this.figures = figures;
        this.object = object;
        this.names = names;
    }

    /** Notes a field as met. */
    void met(String name) {
        met |= bit(name);
    }

    /**
     * Whether a field that is read was met before. Then it is refused, and its value, on which the parser stands, is
     * passed over.
     */
    boolean again(String name) {
        long bit = bit(name);
        if ((met & bit) == 0) {
            met |= bit;
            return false;
        }
        figures.error(object + name, "is given twice");
        figures.json().skipChildren();
        return true;
    }

    private long bit(String name) {
        int at = names.indexOf(name);
        return at < 0 ? 0 : 1L << at;
    }
}
