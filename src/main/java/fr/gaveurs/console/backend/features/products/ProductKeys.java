package fr.gaveurs.console.backend.features.products;

import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.conditions.Observation;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.settings.ProductPlan;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installation's key for product codes: of the settings, or in a file of the data folder that only its owner reads.
 * The database knows its fingerprint alone, from the first code on. A console with another key signs nothing and knows no
 * code: labels that the others do not know, or that nobody knows after a restore, would be worse.
 */
final class ProductKeys {
    /** Name of the file, in the data folder. */
    static final String FILE = "product-key";

    static final ConditionKind OTHER_KEY =
            ConditionKind.ofConsole("product_key_differs", Severity.CRITICAL, Duration.ZERO, Duration.ZERO);

    private static final Logger LOG = LoggerFactory.getLogger(ProductKeys.class);
    private static final String SOURCE = "products";
    private static final int BYTES = 32;
    private static final int MIN_CHARACTERS = 32;

    private final ProductCode code;
    private final Jdbi jdbi;
    private final ConditionBoard conditions;
    private volatile @Nullable Boolean ours;

    /** @param jdbi on connections of what is changed */
    ProductKeys(ProductPlan plan, Path dataDir, Jdbi jdbi, ConditionBoard conditions) throws IOException {
        String chosen = plan.key();
        String secret = chosen != null ? chosen : readOrMake(dataDir.resolve(FILE));
        this.code = new ProductCode(secret.getBytes(StandardCharsets.UTF_8), plan.publicBase());
        this.jdbi = jdbi;
        this.conditions = conditions;
    }

    private static String readOrMake(Path file) throws IOException {
        if (Files.exists(file)) {
            restrict(file);
            String known = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (known.length() < MIN_CHARACTERS) {
                throw new IOException(file + " is damaged: put back the one of a backup. Without it no label that was"
                        + " ever printed is known again");
            }
            return known;
        }
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        AtomicFile.writePrivate(file, (made + "\n").getBytes(StandardCharsets.US_ASCII));
        LOG.info(
                "made a key for product codes: {} (it is in backups; other consoles on the same database need it)",
                file);
        return made;
    }

    /** A copy or a restore may have left it open to others. */
    private static void restrict(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /**
     * Signs and verifies.
     *
     * @throws ProblemException 503 where this console has not the installation's key
     */
    ProductCode code() {
        ProductCode known = codeOrNull();
        if (known == null) {
            throw ProblemException.unavailable(
                    "this console has another key for product codes than the installation: copy the file " + FILE
                            + " of the console that printed the first label into this one's data folder, or set"
                            + " GAVEURS_PRODUCT_KEY, and start it again",
                    60);
        }
        return known;
    }

    /** As {@link #code()}; null where this console has not the installation's key. */
    @Nullable
    ProductCode codeOrNull() {
        Boolean known = ours;
        if (known == null) {
            known = isOurs();
            ours = known;
            conditions.observe(
                    OTHER_KEY,
                    SOURCE,
                    known
                            ? Observation.INACTIVE
                            : new Observation.Active(
                                    "this console has another key for product codes than the installation: it prints no"
                                            + " labels and knows no code",
                                    "copy the file " + FILE + " of the console that printed the first label into this"
                                            + " one's data folder, or set GAVEURS_PRODUCT_KEY, and start it again",
                                    Map.of()));
        }
        return known ? code : null;
    }

    /** Whether the database's products are signed with this key: the first one that asks makes it so. */
    private boolean isOurs() {
        byte[] fingerprint = code.fingerprint();
        byte[] known = jdbi.inTransaction(handle -> {
            handle.createUpdate("INSERT INTO product_keys (fingerprint) VALUES (:fingerprint) ON CONFLICT DO NOTHING")
                    .bind("fingerprint", fingerprint)
                    .execute();
            return handle.createQuery("SELECT fingerprint FROM product_keys")
                    .mapTo(byte[].class)
                    .one();
        });
        return MessageDigest.isEqual(fingerprint, known);
    }
}
