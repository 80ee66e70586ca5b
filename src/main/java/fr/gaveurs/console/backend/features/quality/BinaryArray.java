package fr.gaveurs.console.backend.features.quality;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgArray;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * An array of one dimension for a parameter of a statement, written element by element in the form in which PostgreSQL
 * takes it: a column of a batch costs no object for each of its values.
 */
final class BinaryArray {
    /** What its elements are. */
    enum Type {
        INT4(23, 1007),
        INT8(20, 1016),
        FLOAT8(701, 1022),
        BOOL(16, 1000),
        TEXT(25, 1009),
        BYTEA(17, 1001);

        /** Their number in PostgreSQL, and that of arrays of them. */
        private final int oid;

        private final int arrayOid;

        Type(int oid, int arrayOid) {
            this.oid = oid;
            this.arrayOid = arrayOid;
        }

        /** As SQL names it. */
        String sql() {
            return switch (this) {
                case INT4 -> "int4";
                case INT8 -> "int8";
                case FLOAT8 -> "float8";
                case BOOL -> "bool";
                case TEXT -> "text";
                case BYTEA -> "bytea";
            };
        }
    }

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    // Dimensions, whether there are nulls, type of the elements, how many, and the number of the first.
    private static final int HAS_NULLS = 4;
    private static final int COUNT = 12;
    private static final int HEADER = 20;
    private static final int NULL = -1;

    private final Type type;
    private byte[] bytes;
    private int at = HEADER;
    private int count;

    /** @param expected bytes of all its elements, about */
    BinaryArray(Type type, int expected) {
        this.type = type;
        bytes = new byte[HEADER + Math.max(64, expected)];
        INTS.set(bytes, 0, 1);
        INTS.set(bytes, 8, type.oid);
        INTS.set(bytes, 16, 1);
    }

    private void begin(int length) {
        int size = Math.max(0, length);
        if (bytes.length - at < Integer.BYTES + size) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + Integer.BYTES + size));
        }
        INTS.set(bytes, at, length);
        at += Integer.BYTES;
        count++;
    }

    void addNull() {
        begin(NULL);
        INTS.set(bytes, HAS_NULLS, 1);
    }

    void add(int value) {
        begin(Integer.BYTES);
        INTS.set(bytes, at, value);
        at += Integer.BYTES;
    }

    void add(long value) {
        begin(Long.BYTES);
        LONGS.set(bytes, at, value);
        at += Long.BYTES;
    }

    /** In microseconds since 1970. */
    void add(Instant time) {
        add(SampleColumn.micros(time));
    }

    void add(double value) {
        add(Double.doubleToRawLongBits(value));
    }

    /** NaN is SQL's NULL. */
    void addUnlessNaN(double value) {
        if (Double.isNaN(value)) {
            addNull();
        } else {
            add(value);
        }
    }

    void add(@Nullable Double value) {
        if (value == null) {
            addNull();
        } else {
            add(value.doubleValue());
        }
    }

    void add(boolean value) {
        begin(1);
        bytes[at++] = (byte) (value ? 1 : 0);
    }

    void add(@Nullable Boolean value) {
        if (value == null) {
            addNull();
        } else {
            add(value.booleanValue());
        }
    }

    void add(@Nullable String text) {
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

    void add(byte[] value) {
        begin(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        at += value.length;
    }

    /** One element of bytes: big-endian float32. */
    void addFloats(double[] values) {
        begin(Float.BYTES * values.length);
        for (double value : values) {
            INTS.set(bytes, at, Float.floatToIntBits((float) value));
            at += Float.BYTES;
        }
    }

    /** One element of bytes: the lowest eight bits of each. */
    void addBytes(int[] values) {
        begin(values.length);
        for (int value : values) {
            bytes[at++] = (byte) value;
        }
    }

    /** Gives it to a statement, which reads it as an array of this type; nothing may be added any more. */
    void bind(PreparedStatement statement, int parameter) throws SQLException {
        INTS.set(bytes, COUNT, count);
        BaseConnection connection = statement.getConnection().unwrap(BaseConnection.class);
        PgArray array = new PgArray(connection, type.arrayOid, Arrays.copyOf(bytes, at));
        if (connection.getPreferQueryMode() == PreferQueryMode.SIMPLE) {
            statement.setString(parameter, array.toString()); // then it takes text alone
        } else {
            statement.setArray(parameter, array);
        }
    }
}
