package fr.gaveurs.console.backend.platform.tlog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text and who signed it (C2SP signed-note).
 *
 * @param text ends with a line feed
 */
public record SignedNote(String text, List<Line> signatures) {
    private static final String DASH = "\u2014 ";
    private static final int LONGEST = 64 << 10;
    private static final int MOST_SIGNATURES = 100;

    /**
     * A signature.
     *
     * @param bytes key id and signature
     */
    public record Line(String name, byte[] bytes) {}

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /** Signs a text that ends with a line feed. */
    static SignedNote sign(String text, VerifierKey verifier, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] signed = signature.sign();
            byte[] bytes = Arrays.copyOf(verifier.id(), 4 + signed.length);
            System.arraycopy(signed, 0, bytes, 4, signed.length);
            return new SignedNote(text, List.of(new Line(verifier.name(), bytes)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /** Reads a note; null where it is none. Whether its signatures are good is another question. */
    public static @Nullable SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (note.length() > LONGEST || end < 0 || !note.endsWith("\n")) {
            return null;
        }
        String text = note.substring(0, end + 1);
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            return null;
        }
        List<Line> lines = new ArrayList<>();
        for (String line : note.substring(end + 2, note.length() - 1).split("\n", -1)) {
            String[] parts =
                    line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
            if (parts.length != 2 || parts[0].isEmpty() || parts[0].contains("+") || lines.size() == MOST_SIGNATURES) {
                return null;
            }
            try {
                byte[] bytes = Base64.getDecoder().decode(parts[1]);
                if (bytes.length < 5
                        || !Base64.getEncoder().encodeToString(bytes).equals(parts[1])) {
                    return null;
                }
                lines.add(new Line(parts[0], bytes));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return new SignedNote(text, lines);
    }

    /** Whether the holder of a key signed it. */
    public boolean signedBy(VerifierKey key) {
        byte[] id = key.id();
        return signatures.stream()
                .anyMatch(line -> line.name().equals(key.name())
                        && Arrays.equals(line.bytes(), 0, 4, id, 0, 4)
                        && key.verifies(
                                text.getBytes(StandardCharsets.UTF_8),
                                Arrays.copyOfRange(line.bytes(), 4, line.bytes().length)));
    }

    /** As it goes over the wire. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(line -> note.append(DASH)
                .append(line.name())
                .append(' ')
                .append(Base64.getEncoder().encodeToString(line.bytes()))
                .append('\n'));
        return note.toString();
    }
}
