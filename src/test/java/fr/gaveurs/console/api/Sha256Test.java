package fr.gaveurs.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
    /** What FIPS 180-2 gives for "abc". */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void aKnownOne() {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        assertThat(Sha256.hex(abc)).isEqualTo(ABC);
        assertThat(Sha256.of("abc")).isEqualTo(HexFormat.of().parseHex(ABC));
    }

    @Test
    void aFileOfSeveralPiecesAndWhatComesPieceByPiece(@TempDir Path folder) throws Exception {
        byte[] bytes = new byte[200_001];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Path file = Files.write(folder.resolve("some"), bytes);
        MessageDigest digest = Sha256.digest();
        digest.update(bytes, 0, 100_000);
        digest.update(bytes, 100_000, 100_001);
        assertThat(Sha256.hex(file)).isEqualTo(Sha256.hex(bytes)).isEqualTo(Sha256.hex(digest));
        assertThat(Sha256.hex(Files.write(folder.resolve("none"), new byte[0]))).isEqualTo(Sha256.hex(new byte[0]));
    }
}
