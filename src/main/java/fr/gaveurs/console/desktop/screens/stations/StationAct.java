package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.devices.DeviceSettings.NewCalibration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that a person has done to a station, with all that it needs. */
sealed interface StationAct {
    ActKind kind();

    /** @param claim which of the boards that say its id */
    record Approve(@Nullable String claim) implements StationAct {
        @Override
        public ActKind kind() {
            return ActKind.APPROVE;
        }
    }

    record Unblock() implements StationAct {
        @Override
        public ActKind kind() {
            return ActKind.UNBLOCK;
        }
    }

    /** @param name empty takes it away */
    record Rename(String name) implements StationAct {
        @Override
        public ActKind kind() {
            return ActKind.RENAME;
        }
    }

    /**
     * @param line empty for none
     * @param siteCode two capitals, empty for the one that its id names, null to leave it
     */
    record Move(String line, @Nullable String siteCode) implements StationAct {
        @Override
        public ActKind kind() {
            return ActKind.MOVE;
        }
    }

    /** @param until when it ends by itself; null until a person ends it */
    record Maintain(String reason, @Nullable Instant until) implements StationAct {
        @Override
        public ActKind kind() {
            return ActKind.MAINTAIN;
        }
    }

    record EndMaintenance() implements StationAct {
        @Override
        public ActKind kind() {
            return ActKind.END_MAINTENANCE;
        }
    }

    record Calibrate(NewCalibration calibration) implements StationAct {
        @Override
        public ActKind kind() {
            return ActKind.CALIBRATE;
        }
    }

    /** @param claim which of the boards that say its id gets the new one */
    record ResetToken(@Nullable String claim) implements StationAct {
        @Override
        public ActKind kind() {
            return ActKind.RESET_TOKEN;
        }
    }

    record Block() implements StationAct {
        @Override
        public ActKind kind() {
            return ActKind.BLOCK;
        }
    }

    /** @param samples whether its samples are deleted too */
    record Forget(boolean samples) implements StationAct {
        @Override
        public ActKind kind() {
            return ActKind.FORGET;
        }
    }
}
