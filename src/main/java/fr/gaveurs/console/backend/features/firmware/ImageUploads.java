package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.FileName;
import fr.gaveurs.console.api.FileUpload;
import fr.gaveurs.console.api.firmware.Firmware.UploadQuery;
import fr.gaveurs.console.backend.features.firmware.ImageStore.Added;
import fr.gaveurs.console.backend.features.firmware.ImageStore.Signature;
import fr.gaveurs.console.backend.features.firmware.ImageStore.Taken;
import fr.gaveurs.console.backend.features.firmware.download.ImageFiles;
import fr.gaveurs.console.backend.features.firmware.image.FirmwareImage;
import fr.gaveurs.console.backend.features.firmware.image.ImageException;
import fr.gaveurs.console.backend.features.firmware.image.ImageException.Reason;
import fr.gaveurs.console.backend.features.firmware.image.ImageReader;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes images in: to the disk as they come, then checked, then kept. */
final class ImageUploads {
    private final ImageFiles files;
    private final ImageStore store;
    private final MakerKeys keys;
    private final boolean unsignedAdmitted;

    ImageUploads(ImageFiles files, ImageStore store, MakerKeys keys, boolean unsignedAdmitted) {
        this.files = files;
        this.store = store;
        this.keys = keys;
        this.unsignedAdmitted = unsignedAdmitted;
    }

    /** @throws ProblemException 400 with a sentence that says what to upload instead */
    Added take(UploadQuery query, FileUpload body, Act act) throws IOException {
        if ((query.signature() == null) != (query.keyId() == null)) {
            throw refused("signature", "and key_id belong together: send both, as firmware sign wrote them");
        }
        Path upload = files.receive(body.bytes());
        try {
            FirmwareImage image = ImageReader.read(upload);
            String project = named(image.isArduino(), image.project(), query.project(), "project");
            String version = named(image.isArduino(), image.version(), query.version(), "version");
            Signature signature = signature(query, image, project, version);
            return store.add(
                    new Taken(
                            image,
                            project,
                            version,
                            signature,
                            query.notes() == null ? "" : query.notes().strip(),
                            FileName.clean(query.fileName())),
                    upload,
                    act);
        } catch (ImageException e) {
            throw ProblemException.refusedFile(
                    "firmware-" + e.reason().key().replace('_', '-'), String.valueOf(e.getMessage()));
        } finally {
            files.drop(upload);
        }
    }

    /** An image knows its own name, unless Arduino made it. */
    private static String named(boolean arduino, String own, @Nullable String given, String field)
            throws ImageException {
        if (arduino) {
            if (given == null) {
                throw refused(
                        field, "is needed: an image that Arduino built does not know its own project and version");
            }
            return given;
        }
        if (own.isEmpty()) {
            throw new ImageException(
                    Reason.NAMELESS,
                    "the image says no " + field + ": set PROJECT_VER and the project's name, and build it again");
        }
        if (given != null && !given.equals(own)) {
            throw new ImageException(
                    Reason.OTHER_NAME,
                    "the " + field + " is " + own + " in the image, and not " + given
                            + ": leave it out, or upload the image that you mean");
        }
        return own;
    }

    private @Nullable Signature signature(UploadQuery query, FirmwareImage image, String project, String version)
            throws ImageException {
        String keyId = query.keyId();
        String value = query.signature();
        if (keyId == null || value == null) {
            if (unsignedAdmitted) {
                return null;
            }
            throw new ImageException(
                    Reason.UNSIGNED,
                    "the image is not signed: sign it with gaveurs-console firmware sign, and upload it with the .sig"
                            + " file that this writes");
        }
        PublicKey key = keys.inForce(keyId)
                .orElseThrow(
                        () -> new ImageException(
                                Reason.KEY,
                                "the image is signed with the key " + keyId
                                        + ", which this console does not know, or which was revoked: add the public key first"));
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw new ImageException(
                    Reason.SIGNATURE, "the signature is no base64url: send it as firmware sign wrote it");
        }
        if (!image.statement(project, version).isSignedBy(key, bytes)) {
            throw new ImageException(
                    Reason.SIGNATURE,
                    "the signature is not of this image with this key: sign exactly this file (project " + project
                            + ", version " + version + ") again");
        }
        return new Signature(keyId, key.getAlgorithm().equals("EC") ? "ecdsa-p256-sha256" : "ed25519", bytes);
    }

    private static ProblemException refused(String field, String message) {
        return ProblemException.validation(
                "the image was not taken: " + field + " " + message, List.of(new FieldError(field, message)));
    }
}
