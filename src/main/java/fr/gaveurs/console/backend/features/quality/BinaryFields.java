package fr.gaveurs.console.backend.features.quality;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values one after another in the form in which PostgreSQL takes them, each behind its length: what a batch brings costs
 * no object for each of its values.
 */
abstract sealed class BinaryFields permits BinaryArray, CopiedRows {
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int NULL = -1;
    /** Of PostgreSQL's clock, which begins with 2000, µs since 1970. */
    private static final long BEGIN_2000 = 946_684_800_000_000L;

    /** Of an array: dimensions, whether there are nulls, type of the elements, how many, and the number of the first. */
    static final int ARRAY_HEADER = 5 * Integer.BYTES;

    private static final byte JSONB_VERSION = 1;

    private byte[] bytes;
    private int at;
    private int count;
    private boolean nulls;

    /**
     * @param header bytes that stand before all values
     * @param expected bytes of all values, about
     */
    BinaryFields(int header, int expected) {
        bytes = new byte[header + Math.max(64, expected)];
        at = header;
    }

    /** Values that were added. */
    final int count() {
        return count;
    }

    /** Whether one of them is null. */
    final boolean nulls() {
        return nulls;
    }

    /** The bytes so far, in an array that may be longer. */
    final byte[] bytes() {
        return bytes;
    }

    final int length() {
        return at;
    }

    /** Begins again, without a header, in the same array. */
    final void clear() {
        at = 0;
    }

    /** Writes the header of an array where room was left for it. */
    final void setArrayHeader(int place, boolean someNull, BinaryArray.Type type, int elements) {
        INTS.set(bytes, place, 1);
        INTS.set(bytes, place + Integer.BYTES, someNull ? 1 : 0);
        INTS.set(bytes, place + 2 * Integer.BYTES, type.oid());
        INTS.set(bytes, place + 3 * Integer.BYTES, elements);
        INTS.set(bytes, place + 4 * Integer.BYTES, 1);
    }

    private void room(int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + more));
        }
    }

    /** Writes what is no value: it has no length before it. */
    final void putShort(int value) {
        room(Short.BYTES);
        SHORTS.set(bytes, at, (short) value);
        at += Short.BYTES;
    }

    private void putInt(int value) {
        INTS.set(bytes, at, value);
        at += Integer.BYTES;
    }

    private void putLong(long value) {
        LONGS.set(bytes, at, value);
        at += Long.BYTES;
    }

    private void begin(int length) {
        int size = Math.max(0, length);
        room(Integer.BYTES + size);
        putInt(length);
        count++;
    }

    final void addNull() {
        begin(NULL);
        nulls = true;
    }

    final void add(int value) {
        begin(Integer.BYTES);
        putInt(value);
    }

    final void add(long value) {
        begin(Long.BYTES);
        putLong(value);
    }

    /** In microseconds since 1970. */
    final void add(Instant time) {
        add(SampleColumn.micros(time));
    }

    final void add(double value) {
        add(Double.doubleToRawLongBits(value));
    }

    /** NaN is SQL's NULL. */
    final void addUnlessNaN(double value) {
        if (Double.isNaN(value)) {
            addNull();
        } else {
            add(value);
        }
    }

    final void add(@Nullable Double value) {
        if (value == null) {
            addNull();
        } else {
            add(value.doubleValue());
        }
    }

    final void add(boolean value) {
        begin(1);
        bytes[at++] = (byte) (value ? 1 : 0);
    }

    final void add(@Nullable Boolean value) {
        if (value == null) {
            addNull();
        } else {
            add(value.booleanValue());
        }
    }

    final void add(@Nullable String text) {
        if (text == null) {
            addNull();
            return;
        }
        int length = text.length();
        begin(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                at -= Integer.BYTES + i;
                count--;
                add(text.getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[at++] = (byte) c;
        }
    }

    final void add(byte[] value) {
        begin(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        at += value.length;
    }

    /** One element of bytes: big-endian float32. */
    final void addFloats(double[] values) {
        begin(Float.BYTES * values.length);
        for (double value : values) {
            putInt(Float.floatToIntBits((float) value));
        }
    }

    /** One element of bytes: the lowest eight bits of each. */
    final void addBytes(int[] values) {
        begin(values.length);
        for (int value : values) {
            bytes[at++] = (byte) value;
        }
    }

    /** As a smallint. */
    final void addShort(int value) {
        begin(Short.BYTES);
        putShort(value);
    }

    /** As a real. */
    final void addFloat(@Nullable Double value) {
        if (value == null) {
            addNull();
        } else {
            add(Float.floatToIntBits(value.floatValue()));
        }
    }

    /** As a timestamptz, cut to the microsecond. */
    final void addTimestamp(Instant time) {
        add(SampleColumn.micros(time) - BEGIN_2000);
    }

    /** As a float8[], in which NaN is SQL's NULL. */
    final void addFigures(double @Nullable [] figures) {
        if (figures == null) {
            addNull();
            return;
        }
        int missing = 0;
        for (double figure : figures) {
            missing += Double.isNaN(figure) ? 1 : 0;
        }
        begin(ARRAY_HEADER + Integer.BYTES * figures.length + Long.BYTES * (figures.length - missing));
        arrayHeader(missing > 0, BinaryArray.Type.FLOAT8, figures.length);
        for (double figure : figures) {
            if (Double.isNaN(figure)) {
                putInt(NULL);
            } else {
                putInt(Long.BYTES);
                putLong(Double.doubleToRawLongBits(figure));
            }
        }
    }

    private void arrayHeader(boolean someNull, BinaryArray.Type type, int elements) {
        setArrayHeader(at, someNull, type, elements);
        at += ARRAY_HEADER;
    }

    /** As a text[]. */
    final void addTexts(List<String> texts) {
        if (texts.isEmpty()) {
            begin(3 * Integer.BYTES);
            putInt(0);
            putInt(0);
            putInt(BinaryArray.Type.TEXT.oid());
            return;
        }
        byte[][] encoded = new byte[texts.size()][];
        int length = ARRAY_HEADER;
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = texts.get(i).getBytes(StandardCharsets.UTF_8);
            length += Integer.BYTES + encoded[i].length;
        }
        begin(length);
        arrayHeader(false, BinaryArray.Type.TEXT, encoded.length);
        for (byte[] text : encoded) {
            putInt(text.length);
            System.arraycopy(text, 0, bytes, at, text.length);
            at += text.length;
        }
    }

    /** As a jsonb. */
    final void addJson(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        begin(1 + text.length);
        bytes[at++] = JSONB_VERSION;
        System.arraycopy(text, 0, bytes, at, text.length);
        at += text.length;
    }
}
