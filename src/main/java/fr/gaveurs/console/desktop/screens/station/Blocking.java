package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Whether the station in view is blocked, of which nothing is heard live, and who blocked it. For the FX thread alone. */
final class Blocking {
    /**
     * A blocked station.
     *
     * @param act by which it was blocked; null while, or where, that is not known
     */
    record Blocked(Device device, @Nullable AuditEntry act) {}

    private final SampleSource source;
    private final Answers answers;
    private final ReadOnlyObjectWrapper<@Nullable Blocked> now = new ReadOnlyObjectWrapper<>();
    private @Nullable String deviceId;

    /** @param fx runs its tasks on the FX thread */
    Blocking(SampleSource source, Executor fx) {
        this.source = source;
        this.answers = new Answers(fx);
    }

    /** Null while it is not blocked, or nobody knows. */
    ReadOnlyObjectProperty<@Nullable Blocked> now() {
        return now.getReadOnlyProperty();
    }

    /**
     * Another station is in view.
     *
     * @param heard whether it is heard live, as no blocked one is
     */
    void open(String id, boolean heard) {
        close();
        deviceId = id;
        if (!heard) {
            answers.hand(source.known(id), this::known, failure -> {
                // The page itself says what does not answer.
            });
        }
    }

    void close() {
        answers.forget();
        deviceId = null;
        now.set(null);
    }

    /** The backend said how a station is. */
    void known(Device device) {
        String id = device.deviceId();
        if (!id.equals(deviceId)) {
            return;
        }
        Blocked before = now.get();
        if (device.enrollment() != Enrollment.BLOCKED) {
            now.set(null);
        } else if (before != null) {
            now.set(new Blocked(device, before.act()));
        } else {
            now.set(new Blocked(device, null));
            answers.hand(
                    source.blockings(id),
                    acts -> {
                        Blocked asked = now.get();
                        if (asked != null && id.equals(deviceId)) {
                            acts.stream()
                                    .filter(act -> id.equals(act.objectId()))
                                    .findFirst()
                                    .ifPresent(act -> now.set(new Blocked(asked.device(), act)));
                        }
                    },
                    failure -> {
                        // Who may not read the journal still sees that it is blocked.
                    });
        }
    }
}
