package fr.gaveurs.console.backend.platform.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedNoteTest {
    /** A checkpoint and its key as another program wrote them. */
    private static final String NOTE = """
            sigsum.org:testonly
            23
            HSt6W8ve4/36xAIf04qDOqaKLaKqSOUqKxLNrkK74+g=

            \u2014 sigsum.org:testonly jeLFS4WQDEeTavbiYArHzCQUPXbQ1Y/V8/dKJlBxqOAY4eLhSh3uWNJ8YXp1vs/zR4SDNHI+6UybLmHmFlg/VSf5OAs=
            """;

    private static final String KEY = "sigsum.org:testonly+8de2c54b+AYzzrIWq3UKJHFrprvJyRMsqVGojEvgAIKrT8q4a9zMU";

    @TempDir
    Path folder;

    @Test
    void readsAndChecksTheNoteOfAnotherProgram() {
        SignedNote note = Objects.requireNonNull(SignedNote.parse(NOTE));
        VerifierKey key = Objects.requireNonNull(VerifierKey.parse(KEY));
        assertThat(note.signedBy(key)).isTrue();
        assertThat(note.toString()).isEqualTo(NOTE);
        assertThat(key.toString()).isEqualTo(KEY);
        Checkpoint checkpoint = Objects.requireNonNull(Checkpoint.parse(note.text()));
        assertThat(checkpoint.size()).isEqualTo(23);
        assertThat(checkpoint.text()).isEqualTo(note.text());
        SignedNote more = Objects.requireNonNull(SignedNote.parse(NOTE.replace("\n23\n", "\n24\n")));
        assertThat(more.signedBy(key)).isFalse();
    }

    @Test
    void signsWithAKeyThatStaysInItsFile() throws IOException {
        SigningKey key = SigningKey.of(folder);
        Checkpoint checkpoint = new Checkpoint("gaveurs-console/1", 7, new byte[32]);
        SignedNote note = key.sign(checkpoint);

        VerifierKey verifier = SigningKey.of(folder).verifier("gaveurs-console/1");
        assertThat(Objects.requireNonNull(SignedNote.parse(note.toString())).signedBy(verifier))
                .isTrue();
        assertThat(note.signedBy(SigningKey.of(folder.resolve("another")).verifier("gaveurs-console/1")))
                .isFalse();
        assertThat(note.signedBy(key.verifier("gaveurs-console/2"))).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(SigningKey.FILE))))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyThatIsNoneIsNotReplaced() throws IOException {
        Files.writeString(folder.resolve(SigningKey.FILE), "half a li");
        assertThatThrownBy(() -> SigningKey.of(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no key of this program");
    }

    @Property(tries = 500)
    void noByteOfANoteCanBeAnother(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder altered = new StringBuilder(NOTE);
        int at = random.nextInt(NOTE.length());
        char other = (char) (33 + random.nextInt(94));
        if (altered.charAt(at) == other) {
            return;
        }
        altered.setCharAt(at, other);
        SignedNote note = SignedNote.parse(altered.toString());
        assertThat(note != null && note.signedBy(Objects.requireNonNull(VerifierKey.parse(KEY))))
                .isFalse();
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        SignedNote note = SignedNote.parse(text);
        VerifierKey key = VerifierKey.parse(text);
        assertThat(note == null || note.toString().equals(text)).isTrue();
        assertThat(key == null || key.toString().equals(text.strip())).isTrue();
    }
}
