package fr.gaveurs.console.backend.platform.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells whether bytes are UTF-8, as RFC 6455 asks of text messages; fast where they are ASCII. */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    public static boolean isValid(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end) {
            if (i + Long.BYTES <= end && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
                i += Long.BYTES;
                continue;
            }
            int lead = bytes[i] & 0xFF;
            int size = lead < 0x80
                    ? 1
                    : lead >= 0xC2 && lead < 0xE0
                            ? 2
                            : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
            if (size == 0 || i + size > end || !continues(bytes, i, lead, size)) {
                return false;
            }
            i += size;
        }
        return true;
    }

    private static boolean continues(byte[] bytes, int at, int lead, int size) {
        for (int k = 1; k < size; k++) {
            if ((bytes[at + k] & 0xC0) != 0x80) {
                return false;
            }
        }
        // Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
        int second = size > 1 ? bytes[at + 1] & 0xFF : 0;
        return switch (lead) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second < 0xA0;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second < 0x90;
            default -> true;
        };
    }
}
