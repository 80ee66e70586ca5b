package fr.gaveurs.console.backend.features.quality;

import java.math.BigInteger;

/**
 * Turns decimal digits into the nearest double: exactly, by one multiplication of 64 by 128 bits with a power of five,
 * after Lemire, "Number parsing at a gigabyte per second" (2021). What that leaves open is said to be open.
 */
final class Decimals {
    /** The powers of ten that are there; what sensors write needs no others. */
    private static final int MOST = 27;

    private static final long LARGEST_EXACT = 1L << 53;
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    /** 5^q from q = -27 on, its first 128 bits, of which the first is set: the upper and the lower half. */
    private static final long[] UPPER = new long[2 * MOST + 1];

    private static final long[] LOWER = new long[2 * MOST + 1];

    static {
        for (int q = -MOST; q <= MOST; q++) {
            BigInteger five = BigInteger.valueOf(5).pow(Math.abs(q));
            int size = five.bitLength();
            // Cut where it is a power, rounded up where it is a fraction, which has no end.
            BigInteger bits = q >= 0
                    ? five.shiftLeft(128 - size)
                    : BigInteger.ONE.shiftLeft(127 + size).divide(five).add(BigInteger.ONE);
            UPPER[q + MOST] = bits.shiftRight(64).longValue();
            LOWER[q + MOST] = bits.longValue();
        }
    }

    private Decimals() {}

    /**
     * {@code digits} × 10^{@code power}, the nearest double, of two as near the even one.
     *
     * @param digits 64 bits without a sign
     * @return NaN where it is not known: it has to be found in another way
     */
    static double value(long digits, int power) {
        if (digits >= 0 && digits <= LARGEST_EXACT && power >= -22 && power <= 22) {
            // Both are exact, so that one operation rounds once.
            return power < 0 ? digits / TENS[-power] : digits * TENS[power];
        }
        if (digits == 0) {
            return 0;
        }
        return power < -MOST || power > MOST ? Double.NaN : product(digits, power);
    }

    private static double product(long digits, int power) {
        int zeros = Long.numberOfLeadingZeros(digits);
        long w = digits << zeros;
        long five = UPPER[power + MOST];
        long low = w * five;
        long high = Math.unsignedMultiplyHigh(w, five);
        if ((high & 0x1FF) == 0x1FF) {
            // The lower half of the power may carry into the bits that decide.
            long more = Math.unsignedMultiplyHigh(w, LOWER[power + MOST]);
            low += more;
            if (Long.compareUnsigned(low, more) < 0) {
                high++;
            }
            if (low == -1) {
                return Double.NaN;
            }
        }
        int upper = (int) (high >>> 63);
        long mantissa = high >>> (upper + 9);
        if (Long.compareUnsigned(low, 1) <= 0 && (mantissa & 3) == 1 && mantissa << (upper + 9) == high) {
            return Double.NaN; // halfway between two, or close by
        }
        mantissa = (mantissa + (mantissa & 1)) >>> 1;
        int exponent = ((217_706 * power) >> 16) + 63 + upper - zeros; // ⌊power × log2(10)⌋
        if (mantissa == LARGEST_EXACT) {
            mantissa = LARGEST_EXACT >>> 1;
            exponent++;
        }
        long fraction = mantissa & ((LARGEST_EXACT >>> 1) - 1);
        return Double.longBitsToDouble(((long) (exponent + Double.MAX_EXPONENT) << 52) | fraction);
    }
}
