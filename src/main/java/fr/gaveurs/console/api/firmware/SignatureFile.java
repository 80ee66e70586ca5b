package fr.gaveurs.console.api.firmware;

import fr.gaveurs.console.api.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What {@code firmware sign} writes beside an image, and what is uploaded with it.
 *
 * @param sha256 of the image; empty where the file does not say it
 * @param signature base64url without padding
 */
public record SignatureFile(String project, String version, String sha256, String alg, String keyId, String signature) {
    /** Bytes of such a file; one of ours has some hundred. */
    private static final long MOST = 10_000;

    /** Where the signature of an image lies. */
    public static Path beside(Path image) {
        return image.resolveSibling(image.getFileName() + ".sig");
    }

    /**
     * What a file holds; empty if that is no signature.
     *
     * @throws IOException if it cannot be read
     */
    public static Optional<SignatureFile> read(Path file) throws IOException {
        if (Files.size(file) > MOST) {
            return Optional.empty();
        }
        try {
            JsonNode json = Json.MAPPER.readTree(Files.readString(file));
            SignatureFile read = new SignatureFile(
                    json.path("project").asString(""),
                    json.path("version").asString(""),
                    json.path("sha256").asString(""),
                    json.path("alg").asString(""),
                    json.path("key_id").asString(""),
                    json.path("signature").asString(""));
            return read.signature.isEmpty() || read.keyId.isEmpty() ? Optional.empty() : Optional.of(read);
        } catch (JacksonException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The file's bytes. */
    public byte[] bytes() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("project", project);
        written.put("version", version);
        written.put("sha256", sha256);
        written.put("alg", alg);
        written.put("key_id", keyId);
        written.put("signature", signature);
        return (Json.MAPPER.writeValueAsString(written) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
