package fr.gaveurs.console.command;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.firmware.FirmwareStatement;
import fr.gaveurs.console.backend.features.firmware.image.FirmwareImage;
import fr.gaveurs.console.backend.features.firmware.image.ImageException;
import fr.gaveurs.console.backend.features.firmware.image.ImageReader;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.files.AtomicFile;
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
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
            Signature signer = Signature.getInstance(FirmwareStatement.jdkName(maker.algorithm()));
            signer.initSign(maker.key());
            signer.update(statement.bytes());
            byte[] signature = signer.sign();
            if (!statement.isSignedBy(maker.open(), signature)) {
                System.err.println(key + " and its .pub do not belong together");
                return Exit.REFUSED;
            }
            Map<String, Object> written = new LinkedHashMap<>();
            written.put("project", statement.project());
            written.put("version", statement.version());
            written.put("sha256", statement.sha256());
            written.put("alg", maker.algorithm());
            written.put("key_id", FirmwareStatement.keyId(maker.open()));
            written.put("signature", Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
            Path target = image.resolveSibling(image.getFileName() + ".sig");
            return write(target, (Json.MAPPER.writeValueAsString(written) + "\n").getBytes(StandardCharsets.UTF_8));
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
            description = "Checks an image to its last byte, and prints what it is.")
    int inspect(@Parameters(paramLabel = "IMAGE") Path file) {
        try {
            FirmwareImage image = image(file);
            print("project", image.isArduino() ? "not known (built by Arduino)" : image.project());
            print("version", image.version());
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
            return Exit.OK;
        } catch (ImageException e) {
            System.err.println(e.getMessage());
            return Exit.REFUSED;
        } catch (IOException e) {
            return refused(e);
        }
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
