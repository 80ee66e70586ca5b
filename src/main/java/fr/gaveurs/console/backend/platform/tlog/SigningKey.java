package fr.gaveurs.console.backend.platform.tlog;

import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a console signs checkpoints with. It is in a file of the data folder that its owner alone can read, and neither
 * in the database nor in a backup: who may change rows, or has a copy of them, can sign nothing.
 */
public final class SigningKey {
    /** Its file in the data folder. */
    public static final String FILE = "log-key";

    private final PrivateKey key;
    private final PublicKey publicKey;

    private SigningKey(PrivateKey key, PublicKey publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    /**
     * The key of a data folder; made where there is none.
     *
     * @throws IOException where the file cannot be read or written, or is none of ours
     */
    public static SigningKey of(Path dataDir) throws IOException {
        Path file = dataDir.resolve(FILE);
        try {
            if (Files.exists(file)) {
                return read(file);
            }
            KeyPair made = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            String text = encode(made.getPrivate().getEncoded()) + "\n"
                    + encode(made.getPublic().getEncoded()) + "\n";
            AtomicFile.writePrivate(file, text.getBytes(StandardCharsets.US_ASCII));
            return new SigningKey(made.getPrivate(), made.getPublic());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    file + " is no key of this program: put back the one that was there, or move it away for a new one",
                    e);
        }
    }

    /** The key of a data folder; null where there is none. */
    public static @Nullable SigningKey find(Path dataDir) throws IOException {
        return Files.exists(dataDir.resolve(FILE)) ? of(dataDir) : null;
    }

    private static SigningKey read(Path file) throws IOException, GeneralSecurityException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        if (lines.size() < 2) {
            throw new IllegalArgumentException("two lines are wanted");
        }
        KeyFactory keys = KeyFactory.getInstance("Ed25519");
        return new SigningKey(
                keys.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0)))),
                keys.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(lines.get(1)))));
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What its signatures on checkpoints of a log are checked with. */
    public VerifierKey verifier(String origin) {
        return VerifierKey.of(origin, publicKey);
    }

    public SignedNote sign(Checkpoint checkpoint) {
        return SignedNote.sign(checkpoint.text(), verifier(checkpoint.origin()), key);
    }
}
