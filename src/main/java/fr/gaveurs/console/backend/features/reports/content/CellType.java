package fr.gaveurs.console.backend.features.reports.content;

/** What stands in a cell, and of which class its value is; a null value is an empty cell. */
public enum CellType {
    /** {@link String}. */
    TEXT,
    /** {@link Long}. */
    COUNT,
    /** {@link Double}, with one decimal. */
    DECIMAL,
    /** {@link Double} such as a score or an index, with two decimals. */
    SCORE,
    /** {@link Double} from 0 to 100, with one decimal. */
    PERCENT,
    /** {@link java.time.Instant}. */
    TIME,
    /** {@link java.time.LocalDate}. */
    DAY,
    /** {@link Double}: seconds. */
    DURATION;

    /** Whether it is aligned to the right. */
    public boolean isFigure() {
        return this != TEXT && this != TIME && this != DAY;
    }

    /** Decimals of a number. */
    public int decimals() {
        return switch (this) {
            case SCORE -> 2;
            case DECIMAL, PERCENT -> 1;
            default -> 0;
        };
    }
}
