package fr.gaveurs.console.desktop.kit.canvas;

/**
 * The round numbers of an axis: {@code low}, {@code low + step} … {@code high}, the step being 1, 2 or 5 times a power
 * of ten.
 *
 * @param low first tick
 * @param high last tick, greater than {@code low}
 * @param step distance of two ticks, positive
 * @param decimals digits after the point that tell two ticks apart
 */
public record Ticks(double low, double high, double step, int decimals) {

    /**
     * Ticks that enclose {@code min} and {@code max}, about {@code intervals} steps.
     *
     * @throws IllegalArgumentException if a bound is not finite, they are swapped, or {@code intervals} is below 1
     */
    public static Ticks covering(double min, double max, int intervals) {
        if (!Double.isFinite(min) || !Double.isFinite(max) || min > max || intervals < 1) {
            throw new IllegalArgumentException("no ticks from " + min + " to " + max + " in " + intervals);
        }
        // A span too small to be told apart at this magnitude would give a step that adds nothing.
        double least = Math.max(1e-9, Math.max(Math.abs(min), Math.abs(max)) * 1e-6);
        double raw = Math.max(max - min, least) / intervals;
        int exponent = (int) Math.floor(Math.log10(raw));
        double mantissa = raw / Math.pow(10, exponent);
        double digit = mantissa <= 1.0000001 ? 1 : mantissa <= 2.0000001 ? 2 : mantissa <= 5.0000001 ? 5 : 10;
        if (digit == 10) {
            digit = 1;
            exponent++;
        }
        double power = Math.pow(10, Math.abs(exponent));
        double step = exponent >= 0 ? digit * power : digit / power;
        double first = Math.floor(min / step + 1e-9);
        double last = Math.max(Math.ceil(max / step - 1e-9), first + 1);
        return new Ticks(first * step, last * step, step, Math.max(0, -exponent));
    }

    public int count() {
        return (int) Math.round((high - low) / step) + 1;
    }

    /** The tick at {@code index}, 0 to {@code count() - 1}. */
    public double value(int index) {
        return low + index * step;
    }

    /** Where {@code value} lies between the first tick (0) and the last (1); outside of them below 0 or over 1. */
    public double fraction(double value) {
        return (value - low) / (high - low);
    }
}
