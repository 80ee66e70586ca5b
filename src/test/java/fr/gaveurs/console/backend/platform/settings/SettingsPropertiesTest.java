package fr.gaveurs.console.backend.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.Mutations;
import fr.gaveurs.console.backend.platform.store.MemoryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/** Whatever stands in the files of the data folder: settings, or a refusal that names what to mend. */
class SettingsPropertiesTest {
    private final Path folder;
    private final byte[] defaults;

    SettingsPropertiesTest() throws IOException {
        folder = MemoryFolder.make("settings-");
        try (InputStream in = SettingsLoader.class.getResourceAsStream(SettingsLoader.FILE)) {
            defaults = Objects.requireNonNull(in).readAllBytes();
        }
    }

    @AfterProperty
    void delete() throws IOException {
        Files.deleteIfExists(folder.resolve(SettingsLoader.FILE));
        Files.deleteIfExists(folder.resolve("instance.json"));
        Files.delete(folder);
    }

    @Provide
    Arbitrary<byte[]> files() {
        return Mutations.of(
                defaults,
                "port=8000\nbind=127.0.0.1\ntime.zone=Europe/Paris\ndatabase.url=postgresql://a:b@c/d\n"
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 500)
    void settingsAreReadOrRefused(@ForAll("files") byte[] bytes) throws IOException {
        Files.write(folder.resolve(SettingsLoader.FILE), bytes);
        try {
            assertThat(SettingsLoader.load(folder, Map.of(), Map.of())).isNotNull();
        } catch (SettingsException e) {
            assertThat(e).hasMessageContaining("settings.properties");
        }
    }

    @Provide
    Arbitrary<byte[]> addresses() {
        return Mutations.of(
                "rediss://user:s%40cret@host.example:6379/3".getBytes(StandardCharsets.UTF_8),
                "redis://[::1]".getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 3_000)
    void anAddressOfRedisIsReadOrRefusedWithoutRepeatingIt(@ForAll("addresses") byte[] bytes) {
        try {
            RedisAddress address = RedisAddress.parse(new String(bytes, StandardCharsets.UTF_8));
            assertThat(address.port()).isBetween(0, 65_535);
            assertThat(address.database()).isNotNegative();
            assertThat(address.host()).isNotEmpty();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessage(null);
        }
    }

    @Provide
    Arbitrary<byte[]> announcements() {
        return Mutations.of("{\"pid\":17,\"url\":\"http://127.0.0.1:8000\",\"started_at\":\"2026-11-23T12:31:17Z\"}"
                .getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 500)
    void anAnnouncementThatCannotBeReadIsNone(@ForAll("announcements") byte[] bytes) throws IOException {
        Files.write(folder.resolve("instance.json"), bytes);
        var announced = DataFolder.announced(folder);
        if (announced != null) {
            assertThat(announced.url()).isNotNull();
        }
    }
}
