package fr.gaveurs.console.backend.features.quality;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PgArray;
import org.postgresql.jdbc.PreferQueryMode;

/** An array of one dimension for a parameter of a statement: a column of a batch. */
final class BinaryArray extends BinaryFields {
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

        int oid() {
            return oid;
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

    private final Type type;

    /** @param expected bytes of all its elements, about */
    BinaryArray(Type type, int expected) {
        super(ARRAY_HEADER, expected);
        this.type = type;
    }

    /** Gives it to a statement, which reads it as an array of this type; nothing may be added any more. */
    void bind(PreparedStatement statement, int parameter) throws SQLException {
        setArrayHeader(0, nulls(), type, count());
        BaseConnection connection = statement.getConnection().unwrap(BaseConnection.class);
        PgArray array = new PgArray(connection, type.arrayOid, Arrays.copyOf(bytes(), length()));
        if (connection.getPreferQueryMode() == PreferQueryMode.SIMPLE) {
            statement.setString(parameter, array.toString()); // then it takes text alone
        } else {
            statement.setArray(parameter, array);
        }
    }
}
