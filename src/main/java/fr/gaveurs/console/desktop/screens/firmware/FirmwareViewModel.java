package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.firmware.Firmware;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.Firmware.StationFirmware;
import fr.gaveurs.console.api.firmware.Firmware.UploadQuery;
import fr.gaveurs.console.api.firmware.FirmwareApi;
import fr.gaveurs.console.api.firmware.Rollouts.Rollout;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The screen's rules, without controls. */
final class FirmwareViewModel {
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
        if (state.isUnderWay() || state == RolloutState.DONE || state == RolloutState.CANCELED) {
            if (rollout.stations() > 0) {
                acts.add(FirmwareApi.REVERT_ROLLOUT);
            }
        }
        return acts;
    }

    /** Where the signature of an image lies, as {@code firmware sign} writes it. */
    static Path signatureOf(Path image) {
        return image.resolveSibling(image.getFileName() + ".sig");
    }

    /**
     * What goes along with an image: what lies in the file beside it, if there is one.
     *
     * @param typed release notes; empty for none
     * @throws NoSignature if that file is none
     */
    static UploadQuery query(Path image, String typed) throws IOException, NoSignature {
        Path file = signatureOf(image);
        String name = String.valueOf(image.getFileName());
        String notes = typed.isEmpty() ? null : typed;
        if (!Files.exists(file)) {
            return new UploadQuery(name, null, null, notes, null, null);
        }
        try {
            JsonNode signature = Json.MAPPER.readTree(Files.readString(file));
            String value = signature.path("signature").asString("");
            String key = signature.path("key_id").asString("");
            if (value.isEmpty() || key.isEmpty()) {
                throw new NoSignature(file);
            }
            return new UploadQuery(
                    name,
                    signature.path("project").asString(""),
                    signature.path("version").asString(""),
                    notes,
                    value,
                    key);
        } catch (JacksonException e) {
            throw new NoSignature(file);
        }
    }
}
