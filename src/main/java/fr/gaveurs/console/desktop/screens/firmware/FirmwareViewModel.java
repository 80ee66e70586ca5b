package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.firmware.Firmware;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.Firmware.StationFirmware;
import fr.gaveurs.console.api.firmware.Firmware.UploadQuery;
import fr.gaveurs.console.api.firmware.FirmwareApi;
import fr.gaveurs.console.api.firmware.Rollouts.Rollout;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import fr.gaveurs.console.api.firmware.SignatureFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The screen's rules, without controls. */
final class FirmwareViewModel {
    /** What Arduino calls whatever it builds, and where an image says it. */
    static final String ARDUINO = "arduino-lib-builder";

    private static final int PROJECT_AT = 80;

    /** Everything that the lists show. */
    record Everything(
            List<Rollout> rollouts, List<Image> images, List<StationFirmware> stations, List<Firmware.Key> keys) {}

    /** A file that is no signature of ours. */
    static final class NoSignature extends Exception {
        private static final long serialVersionUID = 1;

        NoSignature(Path file) {
            super(file.getFileName() + "", null, false, false);
        }
    }

    private FirmwareViewModel() {}

    /** What may be done with a rollout, in the order of the buttons. */
    static List<Route> acts(Rollout rollout) {
        RolloutState state = rollout.state();
        List<Route> acts = new ArrayList<>();
        if (state == RolloutState.DRAFT) {
            acts.add(FirmwareApi.APPROVE_ROLLOUT);
        }
        if (state == RolloutState.PAUSED) {
            acts.add(FirmwareApi.RESUME_ROLLOUT);
        } else if (state.isUnderWay()) {
            acts.add(FirmwareApi.PAUSE_ROLLOUT);
        }
        if (state.isUnderWay() || state == RolloutState.DRAFT) {
            acts.add(FirmwareApi.CANCEL_ROLLOUT);
        }
        if (rollout.revertible() > 0) {
            acts.add(FirmwareApi.REVERT_ROLLOUT);
        }
        return acts;
    }

    /** Whether Arduino built an image, which then does not know its own name. */
    static boolean isArduino(Path image) throws IOException {
        try (InputStream in = Files.newInputStream(image)) {
            in.skipNBytes(PROJECT_AT);
            return new String(in.readNBytes(ARDUINO.length()), StandardCharsets.US_ASCII).equals(ARDUINO);
        } catch (EOFException e) {
            return false; // what it is instead the backend says
        }
    }

    /** The same under a name that somebody typed. */
    static UploadQuery named(UploadQuery query, String project, String version) {
        return new UploadQuery(query.fileName(), project, version, query.notes(), query.signature(), query.keyId());
    }

    /** Whether the backend takes it for the name of a project or a version. */
    static boolean isName(String typed) {
        return typed.matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,31}");
    }

    /**
     * What goes along with an image: what lies in the file beside it, if there is one.
     *
     * @param typed release notes; empty for none
     * @throws NoSignature if that file is none
     */
    static UploadQuery query(Path image, String typed) throws IOException, NoSignature {
        Path file = SignatureFile.beside(image);
        String name = String.valueOf(image.getFileName());
        String notes = typed.isEmpty() ? null : typed;
        if (!Files.exists(file)) {
            return new UploadQuery(name, null, null, notes, null, null);
        }
        SignatureFile signature = SignatureFile.read(file).orElseThrow(() -> new NoSignature(file));
        return new UploadQuery(
                name, signature.project(), signature.version(), notes, signature.signature(), signature.keyId());
    }
}
