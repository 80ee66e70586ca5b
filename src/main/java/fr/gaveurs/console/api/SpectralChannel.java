package fr.gaveurs.console.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** The ten counts (0–65535) of an AS7341, in the order in which arrays hold them. */
public enum SpectralChannel {
    F1("F1", 415),
    F2("F2", 445),
    F3("F3", 480),
    F4("F4", 515),
    F5("F5", 555),
    F6("F6", 590),
    F7("F7", 630),
    F8("F8", 680),
    /** No filter: the whole visible range. */
    CLEAR("Clear", 0),
    NIR("NIR", 910);

    private final String label;
    private final int nanometres;

    SpectralChannel(String label, int nanometres) {
        this.label = label;
        this.nanometres = nanometres;
    }

    /** The wire form: {@code F1} … {@code F8}, {@code Clear}, {@code NIR}. */
    @JsonValue
    public String label() {
        return label;
    }

    /** Centre wavelength in nm; 0 for Clear, which has none. */
    public int nanometres() {
        return nanometres;
    }
}
