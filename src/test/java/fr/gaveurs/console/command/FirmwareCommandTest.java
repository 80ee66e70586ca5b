package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.firmware.FirmwareStatement;
import fr.gaveurs.console.backend.features.firmware.image.ImageBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code firmware keygen}, {@code sign} and {@code inspect}, as on a maker's computer without a console. */
class FirmwareCommandTest {
    @TempDir
    private Path folder;

    private Path image(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("station.bin"), bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--ed25519"})
    void whatIsSignedIsOfTheKeyAndOfTheWholeStatement(String kind) throws Exception {
        Path key = folder.resolve("maker.pem");
        CommandRun made = kind.isEmpty()
                ? CommandRun.run("firmware", "keygen", key.toString())
                : CommandRun.run("firmware", "keygen", kind, key.toString());
        assertThat(made.code()).as(made.err()).isEqualTo(Exit.OK);
        assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
        byte[] bytes = ImageBuilder.seeded(1)
                .named("hall-station", "2.0.1")
                .secureVersion(3)
                .build();
        Path image = image(bytes);

        CommandRun signed = CommandRun.run("firmware", "sign", "--key=" + key, image.toString());

        assertThat(signed.code()).as(signed.err()).isEqualTo(Exit.OK);
        assertThat(signed.out().strip()).isEqualTo(image + ".sig");
        JsonNode written = Json.MAPPER.readTree(Files.readString(folder.resolve("station.bin.sig")));
        assertThat(made.out()).contains(written.path("key_id").asString());
        var open = MakerKey.readPublic(folder.resolve("maker.pem.pub"));
        FirmwareStatement statement = ImageBuilder.read(bytes).statement("hall-station", "2.0.1");
        byte[] signature =
                Base64.getUrlDecoder().decode(written.path("signature").asString());
        assertThat(statement.isSignedBy(open, signature)).isTrue();
        assertThat(new FirmwareStatement(
                                statement.project(),
                                statement.version(),
                                statement.chipId(),
                                statement.size(),
                                statement.sha256(),
                                4)
                        .isSignedBy(open, signature))
                .as("an old image cannot pass as a new one")
                .isFalse();
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] flipped = signature.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(statement.isSignedBy(open, flipped)).as("bit %d", bit).isFalse();
        }
        assertThat(CommandRun.run("firmware", "keygen", key.toString()).code())
                .as("no key is written over")
                .isEqualTo(Exit.REFUSED);
    }

    @Test
    void inspectSaysWhatAnImageIsOrWhatToUploadInstead() throws Exception {
        Path image = image(ImageBuilder.seeded(2).named("hall-station", "2.0.1").build());
        CommandRun whole = CommandRun.run("firmware", "inspect", image.toString());
        assertThat(whole.code()).isEqualTo(Exit.OK);
        assertThat(whole.out())
                .contains("hall-station")
                .contains("2.0.1")
                .contains("ESP32")
                .contains("v5.3.1");

        CommandRun elf = CommandRun.run(
                "firmware",
                "inspect",
                image(new byte[] {0x7F, 'E', 'L', 'F', 1, 1}).toString());
        assertThat(elf.code()).isEqualTo(Exit.REFUSED);
        assertThat(elf.err()).contains("ELF").contains(".bin");

        CommandRun missing = CommandRun.run(
                "firmware", "inspect", folder.resolve("nothing.bin").toString());
        assertThat(missing.code()).isEqualTo(Exit.REFUSED);
        assertThat(missing.err()).contains("nothing.bin");
    }

    @Test
    void anImageOfArduinoIsSignedUnderTheNameThatIsGiven() throws Exception {
        Path key = folder.resolve("maker.pem");
        CommandRun.run("firmware", "keygen", key.toString());
        Path image = image(
                ImageBuilder.seeded(3).named("arduino-lib-builder", "esp32").build());

        assertThat(CommandRun.run("firmware", "sign", "--key=" + key, image.toString())
                        .code())
                .isEqualTo(Exit.USAGE);
        CommandRun signed = CommandRun.run(
                "firmware",
                "sign",
                "--key=" + key,
                "--project=hall-station",
                "--image-version=2.1.0",
                image.toString());

        assertThat(signed.code()).as(signed.err()).isEqualTo(Exit.OK);
        JsonNode written = Json.MAPPER.readTree(Files.readString(folder.resolve("station.bin.sig")));
        assertThat(written.path("project").asString()).isEqualTo("hall-station");
        assertThat(written.path("version").asString()).isEqualTo("2.1.0");
    }

    @Test
    void aPublicKeySignsNothingAndAnImageKeepsItsOwnName() throws Exception {
        Path key = folder.resolve("maker.pem");
        CommandRun.run("firmware", "keygen", key.toString());
        Path image = image(ImageBuilder.seeded(4).named("hall-station", "2.0.1").build());

        CommandRun open = CommandRun.run("firmware", "sign", "--key=" + key + ".pub", image.toString());
        assertThat(open.code()).isEqualTo(Exit.REFUSED);
        assertThat(open.err()).contains("is a public key: sign with the private one, maker.pem");

        CommandRun renamed = CommandRun.run("firmware", "sign", "--key=" + key, "--project=other", image.toString());
        assertThat(renamed.code()).isEqualTo(Exit.USAGE);
        assertThat(renamed.err()).contains("knows its own name, hall-station 2.0.1");
        assertThat(folder.resolve("station.bin.sig")).doesNotExist();
        assertThat(CommandRun.run("firmware", "sign", "--key=" + key, "--project=hall-station", image.toString())
                        .code())
                .as("its own name may be said")
                .isEqualTo(Exit.OK);
    }

    @Test
    void saysWhichFileIsWrongAndWhy() throws Exception {
        Path key = folder.resolve("maker.pem");
        CommandRun.run("firmware", "keygen", key.toString());
        Path image = image(ImageBuilder.seeded(5).build());
        Path words = Files.writeString(folder.resolve("words.txt"), "root:x:0:0:root");

        refused("is a folder, not a key", "sign", "--key=" + folder, image.toString());
        refused("words.txt holds no private key in PEM", "sign", "--key=" + words, image.toString());
        refused("there is no file", "sign", "--key=" + folder.resolve("none.pem"), image.toString());
        refused("is a folder: name the image in it", "inspect", folder.toString());
        Files.createDirectory(folder.resolve("station.bin.sig"));
        Files.writeString(folder.resolve("station.bin.sig").resolve("x"), "x");
        refused("cannot write " + image + ".sig: ", "sign", "--key=" + key, image.toString());
        Files.delete(folder.resolve("maker.pem.pub"));
        refused("there is no maker.pem.pub beside", "sign", "--key=" + key, image.toString());
    }

    @Test
    void aPublicKeyThatIsOfAnotherPairIsNamed() throws Exception {
        Path key = folder.resolve("maker.pem");
        CommandRun.run("firmware", "keygen", key.toString());
        Path image = image(ImageBuilder.seeded(6).build());
        for (String[] kind : new String[][] {{"--ed25519"}, {}}) {
            Path other = folder.resolve("other" + kind.length + ".pem");
            CommandRun.run(
                    kind.length == 0
                            ? new String[] {"firmware", "keygen", other.toString()}
                            : new String[] {"firmware", "keygen", kind[0], other.toString()});
            Files.copy(Path.of(other + ".pub"), folder.resolve("maker.pem.pub"), StandardCopyOption.REPLACE_EXISTING);
            refused("maker.pem.pub is not the public half of " + key, "sign", "--key=" + key, image.toString());
        }
        assertThat(folder.resolve("station.bin.sig")).doesNotExist();
    }

    @Test
    void inspectSaysWhoseSignatureLiesBesideAnImage() throws Exception {
        Path key = folder.resolve("maker.pem");
        String made = CommandRun.run("firmware", "keygen", key.toString()).out();
        String id = made.strip().substring("key ".length());
        Path open = folder.resolve("maker.pem.pub");
        Path image = image(ImageBuilder.seeded(7).build());
        assertThat(CommandRun.run("firmware", "inspect", image.toString()).out())
                .contains("none beside it");
        refused("there is no " + image + ".sig", "inspect", "--key=" + open, image.toString());

        CommandRun.run("firmware", "sign", "--key=" + key, image.toString());
        CommandRun beside = CommandRun.run("firmware", "inspect", image.toString());
        assertThat(beside.code()).isEqualTo(Exit.OK);
        assertThat(beside.out()).contains("by key " + id + ", by its own words");
        CommandRun checked = CommandRun.run("firmware", "inspect", "--key=" + open, image.toString());
        assertThat(checked.code()).as(checked.err()).isEqualTo(Exit.OK);
        assertThat(checked.out()).contains("by key " + id + ", of this image");

        CommandRun.run("firmware", "keygen", folder.resolve("other.pem").toString());
        refused("is by key " + id, "inspect", "--key=" + folder.resolve("other.pem.pub"), image.toString());
        Path sig = folder.resolve("station.bin.sig");
        String written = Files.readString(sig);
        Files.writeString(sig, written.replaceFirst("\"signature\":\"..", "\"signature\":\"__"));
        refused("does not hold what this key signed", "inspect", "--key=" + open, image.toString());
        Files.writeString(sig, "not json");
        refused("is no signature", "inspect", image.toString());
        Files.writeString(sig, written);
        image(ImageBuilder.seeded(8).build());
        refused("is of another file", "inspect", image.toString());
    }

    @Test
    void aSampleIsAnImageForSimulatedBoards() throws Exception {
        Path file = folder.resolve("sample.bin");
        CommandRun made = CommandRun.run("firmware", "sample", "--image-version=1.3.0-blind", file.toString());
        assertThat(made.code()).as(made.err()).isEqualTo(Exit.OK);
        CommandRun inspected = CommandRun.run("firmware", "inspect", file.toString());
        assertThat(inspected.code()).as(inspected.err()).isEqualTo(Exit.OK);
        assertThat(inspected.out()).contains("gaveurs-station").contains("1.3.0-blind");

        refused("exists already", "sample", file.toString());
        CommandRun odd = CommandRun.run(
                "firmware",
                "sample",
                "--image-version=é",
                folder.resolve("b.bin").toString());
        assertThat(odd.code()).isEqualTo(Exit.USAGE);
        assertThat(folder.resolve("b.bin")).doesNotExist();
    }

    private static void refused(String words, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "firmware";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandRun run = CommandRun.run(all);
        assertThat(run.code()).as(run.err()).isEqualTo(Exit.REFUSED);
        assertThat(run.err()).contains(words).doesNotContain(".part");
    }
}
