package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.devices.DeviceWire;
import fr.gaveurs.console.api.firmware.FirmwareReport;
import org.jspecify.annotations.Nullable;

/** Hears what stations whose word counts say of their firmware. Keeps no socket waiting. */
public interface StationTalk {
    /** Hears nothing. */
    StationTalk NONE = new StationTalk() {
        @Override
        public void greeted(String deviceId, @Nullable FirmwareReport report, Channel channel) {}

        @Override
        public void status(
                String deviceId,
                String offerId,
                String state,
                long bytes,
                @Nullable String errorCode,
                Channel channel) {}

        @Override
        public void gone(Channel channel) {}
    };

    /** Whom something can be told. */
    @FunctionalInterface
    interface Channel {
        /** Returns at once. */
        void tell(DeviceWire.Answer answer);
    }

    /**
     * A station whose word counts said hello.
     *
     * @param report what it runs; null if it does not speak the protocol of updates
     */
    void greeted(String deviceId, @Nullable FirmwareReport report, Channel channel);

    /** A station said how it stands with an offer. It is acknowledged once that is written. */
    void status(String deviceId, String offerId, String state, long bytes, @Nullable String errorCode, Channel channel);

    /** A connection is closed, or its word counts no more. */
    void gone(Channel channel);
}
