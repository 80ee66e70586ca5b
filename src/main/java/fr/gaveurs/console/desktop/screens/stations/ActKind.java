package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.api.devices.Devices.TokenState;
import java.util.Arrays;
import java.util.List;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/** What a person may do with a station, in the order of the buttons. */
enum ActKind {
    APPROVE("approve", MaterialDesignC.CHECK),
    UNBLOCK("unblock", MaterialDesignL.LOCK_OPEN_OUTLINE),
    RENAME("rename", MaterialDesignR.RENAME_BOX),
    MOVE("move", MaterialDesignM.MAP_MARKER_OUTLINE),
    MAINTAIN("maintain", MaterialDesignW.WRENCH),
    END_MAINTENANCE("end_maintenance", MaterialDesignP.PLAY),
    CALIBRATE("calibrate", MaterialDesignT.TUNE),
    RESET_TOKEN("reset_token", MaterialDesignK.KEY_CHANGE),
    BLOCK("block", MaterialDesignC.CANCEL),
    FORGET("forget", MaterialDesignT.TRASH_CAN_OUTLINE);

    private final String key;
    private final Ikon icon;

    ActKind(String key, Ikon icon) {
        this.key = key;
        this.icon = icon;
    }

    /** The end of its messages' keys. */
    String key() {
        return key;
    }

    Ikon icon() {
        return icon;
    }

    /** Whether something is lost by it, so that its button looks like that. */
    boolean destroys() {
        return this == BLOCK || this == FORGET;
    }

    /** Whether it is not done without saying why: where something is lost by it. */
    boolean needsReason() {
        return destroys();
    }

    private boolean fits(Device device) {
        boolean waits = device.enrollment() == Enrollment.PENDING;
        boolean blocked = device.enrollment() == Enrollment.BLOCKED;
        return switch (this) {
            // Where several boards say its id, the person chooses one of them by its own button.
            case APPROVE ->
                waits
                        && device.board().claim() != null
                        && device.board().others().isEmpty();
            case UNBLOCK -> blocked;
            case RENAME, MOVE, FORGET -> true;
            case MAINTAIN -> !waits && !blocked && device.maintenance() == null;
            case END_MAINTENANCE -> device.maintenance() != null;
            case CALIBRATE -> !waits && !blocked;
            case RESET_TOKEN ->
                !waits
                        && !blocked
                        && (device.board().token() != TokenState.NONE
                                || !device.board().others().isEmpty());
            case BLOCK -> !blocked;
        };
    }

    /** What can be done with a station as it is. */
    static List<ActKind> of(Device device) {
        return Arrays.stream(values()).filter(kind -> kind.fits(device)).toList();
    }
}
