package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.backend.platform.security.Secrets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How an id that is heard becomes a station: let in at once, put among those that wait for a person, or turned away. */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final DeviceRegistry registry;
    private final EnrollmentLimits limits;
    private final boolean enrollOpen;
    private final Clock clock;
    private final DeviceSync sync;

    /** @param enrollOpen whether unknown stations of other machines are let in without approval */
    Admission(DeviceRegistry registry, EnrollmentLimits limits, boolean enrollOpen, Clock clock, DeviceSync sync) {
        this.registry = registry;
        this.limits = limits;
        this.enrollOpen = enrollOpen;
        this.clock = clock;
        this.sync = sync;
    }

    /** See {@link DeviceRegistry#meet}. */
    @Nullable
    Station meet(String deviceId, String siteCode, @Nullable Voice voice) {
        Station known = registry.find(deviceId);
        if (known != null) {
            if (voice != null && voice.local() && known.identity().letIn(voice)) {
                registry.welcome(known);
                registry.changed(known);
                sync.writeSoon();
            }
            return known;
        }
        boolean in = voice == null || voice.local() || enrollOpen;
        String address = voice == null ? "" : voice.address();
        if (in ? !limits.room() : !limits.roomToWait(address)) {
            return null;
        }
        Station made = registry.newStation(deviceId, siteCode, in ? Enrollment.APPROVED : Enrollment.PENDING);
        if (!registry.add(made)) {
            return meet(deviceId, siteCode, voice); // another connection was faster
        }
        if (voice != null && voice.local()) {
            made.identity().bindHere(voice);
        }
        registry.welcome(made);
        LOG.info(
                "station {} is new: {}",
                deviceId,
                in ? "approved" : "it waits for approval" + (address.isEmpty() ? "" : ", from " + address));
        made.met(voice == null ? null : address, clock.instant());
        registry.changed(made);
        sync.writeSoon();
        return made;
    }

    /** See {@link DeviceRegistry#issueToken}. */
    @Nullable
    String issueToken(Station station, Voice voice) {
        String token = Secrets.newToken();
        if (!station.identity().takeToken(voice, Secrets.sha256(token))) {
            return null;
        }
        sync.writeSoon();
        return token;
    }
}
