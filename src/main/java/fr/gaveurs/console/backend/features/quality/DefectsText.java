package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Samples.Defect;
import java.math.BigDecimal;
import java.util.List;

/**
 * Defects as PostgreSQL's jsonb gives them back, whatever form they came in: members by the length of their names, numbers
 * without an exponent, one blank behind commas and colons. What is sent so is what is stored, byte for byte.
 */
final class DefectsText {
    /** From it on, and below the other, Java writes a number without an exponent. */
    private static final double PLAIN_FROM = 1e-3;

    private static final double PLAIN_TO = 1e7;
    /** Characters of one, about. */
    private static final int LENGTH = 128;

    private DefectsText() {}

    static String of(List<Defect> defects) {
        if (defects.isEmpty()) {
            return "[]";
        }
        StringBuilder out = new StringBuilder(LENGTH * defects.size());
        String before = "[";
        for (Defect defect : defects) {
            out.append(before).append("{\"row\": ").append(defect.row());
            out.append(", \"type\": \"").append(defect.type().key());
            out.append("\", \"zones\": ").append(defect.zones());
            out.append(", \"column\": ").append(defect.column());
            number(out.append(", \"severity\": "), defect.severity());
            number(out.append(", \"extent_mm\": "), defect.extentMm());
            out.append('}');
            before = ", ";
        }
        return out.append(']').toString();
    }

    private static void number(StringBuilder out, double value) {
        double size = Math.abs(value);
        if (size >= PLAIN_FROM && size < PLAIN_TO) {
            out.append(value);
        } else {
            out.append(new BigDecimal(Double.toString(value)).toPlainString());
        }
    }
}
