package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL reads of it; also where the driver was told to send nothing but text. */
class BinaryArrayTest {
    private static final ConnectionInfo INFO = TestDatabase.freshInfo();

    private static @Nullable String read(String mode, BinaryArray.Type type, Consumer<BinaryArray> fill)
            throws SQLException {
        BinaryArray array = new BinaryArray(type, 0);
        fill.accept(array);
        ConnectionInfo info = new ConnectionInfo(
                INFO.host(),
                INFO.port(),
                INFO.database(),
                INFO.user(),
                INFO.password(),
                Map.of("preferQueryMode", mode));
        try (Connection connection = Connections.open(info, Connections.Kind.READER);
                PreparedStatement query = connection.prepareStatement("SELECT (?::" + type.sql() + "[])::text")) {
            array.bind(query, 1);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"extended", "simple"})
    void eachTypeIsReadAsItWasAdded(String mode) throws SQLException {
        assertThat(read(mode, BinaryArray.Type.INT4, a -> {
                    a.add(7);
                    a.addNull();
                    a.add(Integer.MIN_VALUE);
                }))
                .isEqualTo("{7,NULL,-2147483648}");
        assertThat(read(mode, BinaryArray.Type.INT8, a -> {
                    a.add(Long.MAX_VALUE);
                    a.add(Instant.parse("1970-01-01T00:00:01.000002Z"));
                }))
                .isEqualTo("{9223372036854775807,1000002}");
        assertThat(read(mode, BinaryArray.Type.FLOAT8, a -> {
                    a.add(0.1);
                    a.add((Double) null);
                    a.addUnlessNaN(Double.NaN);
                    a.add(Double.NaN);
                    a.add(-1e300);
                }))
                .isEqualTo("{0.1,NULL,NULL,NaN,-1e+300}");
        assertThat(read(mode, BinaryArray.Type.BOOL, a -> {
                    a.add(true);
                    a.add((Boolean) null);
                    a.add(Boolean.FALSE);
                }))
                .isEqualTo("{t,NULL,f}");
        assertThat(read(mode, BinaryArray.Type.BYTEA, a -> {
                    a.add(new byte[] {1, (byte) 0xFF});
                    a.addBytes(new int[] {255, 0});
                    a.addFloats(new double[] {1, -2});
                    a.add(new byte[0]);
                }))
                .isEqualTo("{\"\\\\x01ff\",\"\\\\xff00\",\"\\\\x3f800000c0000000\",\"\\\\x\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"extended", "simple"})
    void textIsUtf8WhereverItStopsBeingAscii(String mode) throws SQLException {
        assertThat(read(mode, BinaryArray.Type.TEXT, a -> {
                    a.add("plain");
                    a.add((String) null);
                    a.add("plain, then é and 😀");
                    a.add("");
                    a.add("x".repeat(5_000));
                }))
                .isEqualTo("{plain,NULL,\"plain, then é and 😀\",\"\"," + "x".repeat(5_000) + "}");
    }
}
