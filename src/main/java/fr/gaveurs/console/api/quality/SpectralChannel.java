package fr.gaveurs.console.api.quality;

import com.fasterxml.jackson.annotation.JsonValue;

/** The ten counts (0–65535) of an AS7341, in the order in which arrays hold them. */
public enum SpectralChannel {
    F1(0, "F1", 415),
    F2(1, "F2", 445),
    F3(2, "F3", 480),
    F4(3, "F4", 515),
    F5(4, "F5", 555),
    F6(5, "F6", 590),
    F7(6, "F7", 630),
    F8(7, "F8", 680),
    /** No filter: the whole visible range. */
    CLEAR(8, "Clear", 0),
    NIR(9, "NIR", 910);

    private final int index;
    private final String label;
    private final int nanometres;

    SpectralChannel(int index, String label, int nanometres) {
        this.index = index;
        this.label = label;
        this.nanometres = nanometres;
    }

    /** Its place (0–9) in arrays of counts. */
    public int index() {
        return index;
    }

    /** The wire form: {@code F1} … {@code F8}, {@code Clear}, {@code NIR}. */
    @JsonValue
    public String label() {
        return label;
    }

    /** As devices usually name its count: {@code F1_415nm} … {@code F8_680nm}, {@code Clear}, {@code NIR}. */
    public String deviceKey() {
        return this == CLEAR || this == NIR ? label : label + "_" + nanometres + "nm";
    }

    /** Centre wavelength in nm; 0 for Clear, which has none. */
    public int nanometres() {
        return nanometres;
    }
}
