package fr.gaveurs.console.backend.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.Mutations;
import fr.gaveurs.console.backend.platform.store.MemoryFolder;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in DATABASE_URL and in PostgreSQL's own file. */
class StorePropertiesTest {
    @Provide
    Arbitrary<byte[]> urls() {
        return Mutations.of(
                "postgresql://user:s%40cret@host.example:5432/base?sslmode=require&connect_timeout=3"
                        .getBytes(StandardCharsets.UTF_8),
                "postgres://user@[::1]:5432/base".getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 3_000)
    void aUrlIsReadOrRefused(@ForAll("urls") byte[] bytes) {
        try {
            ConnectionInfo info = ConnectionInfo.parse(new String(bytes, StandardCharsets.UTF_8));
            assertThat(info.port()).isBetween(1, 65_535);
            assertThat(info.jdbcUrl()).startsWith("jdbc:postgresql://");
            assertThat(info.properties()).isNotEmpty();
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining("postgresql://user:password@host:port/database");
        }
    }

    @Provide
    Arbitrary<byte[]> postmasters() {
        return Mutations.of("4711\n/data/cluster\n1700000000\n5432\n\n127.0.0.1\n  5432001    12345\nready   \n"
                .getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void aPostmastersFileIsReadOrPassedOver(@ForAll("postmasters") byte[] bytes) throws IOException {
        Path folder = MemoryFolder.make("postmaster-");
        try {
            Files.write(PostmasterFile.in(folder), bytes);
            assertThat(PostmasterFile.read(folder)).isNotNull();
            PostmasterFile.disown(folder);
            if (Files.exists(PostmasterFile.in(folder))) {
                // The other lines stay as they are, readable or not.
                assertThat(Files.readAllLines(PostmasterFile.in(folder), StandardCharsets.ISO_8859_1))
                        .first()
                        .isEqualTo(Long.toString(ProcessHandle.current().pid()));
            }
        } finally {
            Files.deleteIfExists(PostmasterFile.in(folder));
            Files.delete(folder);
        }
    }
}
