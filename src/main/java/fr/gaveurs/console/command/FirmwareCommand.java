package fr.gaveurs.console.command;

import fr.gaveurs.console.api.firmware.FirmwareStatement;
import fr.gaveurs.console.api.firmware.SignatureFile;
import fr.gaveurs.console.backend.features.firmware.image.FirmwareImage;
import fr.gaveurs.console.backend.features.firmware.image.ImageException;
import fr.gaveurs.console.backend.features.firmware.image.ImageReader;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.files.AtomicFile;
import fr.gaveurs.console.simulator.firmware.MadeImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code firmware keygen|sign|inspect}: what a maker of firmware does on a computer of their own, without a console. */
@Command(
        name = "firmware",
        mixinStandardHelpOptions = true,
        description = "Keys, signatures and contents of firmware images; needs no console.")
public final class FirmwareCommand {
    /** Bytes of a sample, about. */
    private static final int SAMPLE = 1_000_000;

    @Command(
            name = "keygen",
            mixinStandardHelpOptions = true,
            description = "Makes a key: FILE stays with the maker, FILE.pub goes to consoles.")
    int keygen(
            @Parameters(paramLabel = "FILE", description = "Where the private key goes, such as maker.pem.") Path file,
            @Option(names = "--ed25519", description = "Ed25519 instead of ECDSA P-256, which mbedTLS verifies.")
                    boolean edwards)
            throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(edwards ? "Ed25519" : "EC");
        if (!edwards) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        KeyPair pair = generator.generateKeyPair();
        Path open = file.resolveSibling(file.getFileName() + ".pub");
        try {
            for (Path each : new Path[] {file, open}) {
                if (Files.exists(each)) {
                    throw new FileAlreadyExistsException(each.toString());
                }
            }
            AtomicFile.writePrivate(
                    file, MakerKey.pem(MakerKey.PRIVATE, pair.getPrivate().getEncoded()));
            AtomicFile.write(
                    open,
                    MakerKey.pem(MakerKey.PUBLIC, pair.getPublic().getEncoded()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return refused(e);
        }
        System.out.println("key " + FirmwareStatement.keyId(pair.getPublic()));
        System.err.println(file + " signs: keep it to yourself, and keep a copy. Add " + open
                + " to the console, on the screen Firmware.");
        return Exit.OK;
    }

    @Command(
            name = "sign",
            mixinStandardHelpOptions = true,
            description = "Signs an image: writes IMAGE.sig, which is uploaded with it.")
    int sign(
            @Parameters(paramLabel = "IMAGE", description = "Application image, such as build/PROJECT.bin.") Path image,
            @Option(names = "--key", required = true, paramLabel = "FILE", description = "The private key.") Path key,
            @Option(names = "--project", paramLabel = "NAME", description = "For an image that Arduino built.")
                    @Nullable
                    String project,
            @Option(names = "--image-version", paramLabel = "V", description = "For an image that Arduino built.")
                    @Nullable
                    String version)
            throws GeneralSecurityException {
        try {
            FirmwareImage read = image(image);
            MakerKey maker = MakerKey.read(key);
            if (read.isArduino() && (project == null || version == null)) {
                System.err.println("Arduino built this image, which does not know its own name: give --project and"
                        + " --image-version");
                return Exit.USAGE;
            }
            if (!read.isArduino() && (other(project, read.project()) || other(version, read.version()))) {
                System.err.println("this image knows its own name, " + read.project() + " " + read.version()
                        + ": leave --project and --image-version out");
                return Exit.USAGE;
            }
            FirmwareStatement statement = read.statement(
                    read.isArduino() && project != null ? project : read.project(),
                    read.isArduino() && version != null ? version : read.version());
            SignatureFile signature = new SignatureFile(
                    statement.project(),
                    statement.version(),
                    statement.sha256(),
                    maker.algorithm(),
                    FirmwareStatement.keyId(maker.open()),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(maker.sign(statement.bytes())));
            return write(SignatureFile.beside(image), signature.bytes());
        } catch (ImageException e) {
            System.err.println(e.getMessage());
            return Exit.REFUSED;
        } catch (IOException e) {
            return refused(e);
        }
    }

    private static FirmwareImage image(Path file) throws ImageException, IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder: name the image in it");
        }
        return ImageReader.read(file);
    }

    /** The file is meant that somebody asked for, not the unfinished one that takes its place. */
    private static int write(Path target, byte[] bytes) {
        try {
            AtomicFile.write(target, bytes);
            System.out.println(target);
            return Exit.OK;
        } catch (IOException e) {
            String why = e instanceof FileSystemException file && file.getReason() != null
                    ? file.getReason()
                    : e instanceof AccessDeniedException ? "this user may not write there" : FileErrors.reason(e);
            System.err.println("cannot write " + target + ": " + why);
            return Exit.REFUSED;
        }
    }

    private static boolean other(@Nullable String given, String own) {
        return given != null && !given.equals(own);
    }

    @Command(
            name = "inspect",
            mixinStandardHelpOptions = true,
            description = "Checks an image to its last byte, and the signature beside it, and prints what it is.")
    int inspect(
            @Parameters(paramLabel = "IMAGE") Path file,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            description = "The public key (FILE.pub) whose signature IMAGE.sig shall be.")
                    @Nullable
                    Path key) {
        try {
            FirmwareImage image = image(file);
            print("project", image.isArduino() ? "not known (built by Arduino)" : image.project());
            print("version", image.version().isEmpty() ? "not known" : image.version());
            print("chip", image.chip().label());
            print("revisions", revisions(image));
            print("flash", image.flashSizeMb() == 0 ? "any" : image.flashSizeMb() + " MB");
            print("size", image.size() + " bytes");
            print("ESP-IDF", image.idfVersion());
            print("built", image.built());
            print("secure version", Long.toString(image.secureVersion()));
            print("secure boot", image.secureBoot() ? "v2 block, checked by the chip" : "no block");
            print("program", image.elfSha256());
            print("file", image.sha256());
            print("signature", signature(image, SignatureFile.beside(file), key));
            return Exit.OK;
        } catch (ImageException e) {
            System.err.println(e.getMessage());
            return Exit.REFUSED;
        } catch (IOException e) {
            return refused(e);
        }
    }

    /**
     * What is to be said of the signature beside an image.
     *
     * @throws IOException if it is not of this image, or not by this key
     */
    private static String signature(FirmwareImage image, Path file, @Nullable Path key) throws IOException {
        if (!Files.exists(file)) {
            if (key != null) {
                throw new IOException("there is no " + file + ": gaveurs-console firmware sign writes it");
            }
            return "none beside it";
        }
        SignatureFile read = SignatureFile.read(file)
                .orElseThrow(
                        () -> new IOException(file + " is no signature as gaveurs-console firmware sign writes it"));
        if (!read.sha256().equals(image.sha256())) {
            throw new IOException(file + " is of another file: sign this image again");
        }
        String by = "by key " + read.keyId();
        if (key == null) {
            return by + ", by its own words (--key=FILE.pub checks it)";
        }
        PublicKey open = MakerKey.readPublic(key);
        if (!read.keyId().equals(FirmwareStatement.keyId(open))) {
            throw new IOException(file + " is " + by + ", and " + key + " is key " + FirmwareStatement.keyId(open));
        }
        String project = image.isArduino() ? read.project() : image.project();
        String version = image.isArduino() ? read.version() : image.version();
        if (!image.statement(project, version).isSignedBy(open, decoded(read.signature()))) {
            throw new IOException(file + " does not hold what this key signed: sign the image again");
        }
        return by + ", of this image" + (image.isArduino() ? " as " + project + " " + version : "");
    }

    /** Nothing of what is no base64, which no key signed. */
    private static byte[] decoded(String signature) {
        try {
            return Base64.getUrlDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    @Command(
            name = "sample",
            mixinStandardHelpOptions = true,
            description = "Writes an image to try updates with: the boards of simulate --firmware take it, no chip can"
                    + " run it.")
    int sample(
            @Parameters(paramLabel = "FILE", description = "Where it goes, such as sample.bin.") Path file,
            @Option(
                            names = "--image-version",
                            paramLabel = "V",
                            defaultValue = "1.1.0",
                            description = "Its version (${DEFAULT-VALUE}). One that ends with -crash or -blind is bad.")
                    String version) {
        if (!version.matches("[A-Za-z0-9][A-Za-z0-9.+_-]{0,30}")) {
            System.err.println("a version has 1 to 31 letters, digits, '.', '+', '-', '_'");
            return Exit.USAGE;
        }
        if (Files.exists(file)) {
            return refused(new FileAlreadyExistsException(file.toString()));
        }
        return write(file, MadeImage.forSimulated(version, SAMPLE));
    }

    private static String revisions(FirmwareImage image) {
        String least = "from " + image.minRevision() / 100 + "." + image.minRevision() % 100;
        int most = image.maxRevision();
        return most == 0 || most == 0xFFFF ? least : least + " to " + most / 100 + "." + most % 100;
    }

    private static void print(String name, String value) {
        System.out.printf(Locale.ROOT, "%-16s%s%n", name, value);
    }

    private static int refused(IOException e) {
        System.err.println(FileErrors.reason(e));
        return Exit.REFUSED;
    }
}
