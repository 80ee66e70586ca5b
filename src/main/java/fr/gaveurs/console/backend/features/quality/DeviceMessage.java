package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.firmware.FirmwareReport;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One message of a device, parsed and validated. */
public sealed interface DeviceMessage {
    /**
     * {@code esp32_hello}.
     *
     * @param token what {@code hello_ack} gave after enrolment; null if the device has none
     * @param firmware what it runs; null if it does not say so, or not enough of it to be updated
     */
    record Hello(
            String deviceId,
            @Nullable String macAddress,
            @Nullable String location,
            @Nullable String ipAddress,
            @Nullable String firmwareVersion,
            @Nullable String token,
            @Nullable FirmwareReport firmware)
            implements DeviceMessage {
        /** Without the token, which must not reach a log. */
        @Override
        public String toString() {
            return "Hello[deviceId=" + deviceId + ", firmwareVersion=" + firmwareVersion + "]";
        }
    }

    /** {@code sensor_data} that may be graded and kept. */
    record SensorData(Measurement measurement) implements DeviceMessage {}

    /**
     * {@code sensor_data} with which nothing is wrong but that it lies more than 5 min ahead of the console's clock: it
     * is taken only where that clock is the one that is wrong.
     */
    record Ahead(Measurement measurement, Refused refusal) implements DeviceMessage {
        /** Whether it lies so far ahead of another clock, too. */
        public boolean of(Instant clock) {
            return FieldRules.isAhead(measurement.deviceTime(), clock);
        }
    }

    /**
     * {@code heartbeat}.
     *
     * @param deviceId null if it names none: the socket's hello did
     * @param uptimeSeconds s since the device started
     * @param bufferSize samples that it holds back
     * @param error what is wrong with it, in its own words, where its status is {@code error}; else null. May have
     *     several lines, but no other control characters
     * @param leftOut fields that cannot be right, such as an uptime below zero: they are null here
     */
    record Heartbeat(
            @Nullable String deviceId,
            @Nullable Long uptimeSeconds,
            @Nullable Integer bufferSize,
            @Nullable String error,
            List<String> leftOut)
            implements DeviceMessage {}

    /**
     * {@code firmware_status}.
     *
     * @param deviceId null if it names none: the socket's hello did
     * @param state in small letters, one of the protocol's
     * @param bytes that the device has of the image; 0 if it does not say
     * @param errorCode a word in small letters such as {@code bad_signature}; null for none
     */
    record FirmwareStatus(
            @Nullable String deviceId,
            String offerId,
            String state,
            long bytes,
            @Nullable String errorCode) implements DeviceMessage {}

    record Ping() implements DeviceMessage {}

    record Pong() implements DeviceMessage {}

    /**
     * A message that was refused; nothing of it may be stored. No part of the payload is in it but the sample id.
     *
     * @param sampleId the sample's id where it could be read and is one
     * @param message one sentence for a person, with what to do
     * @param errors the fields that are wrong, at most {@value DeviceMessages#MAX_ERRORS}; empty where the message as a
     *     whole is
     */
    record Refused(@Nullable String sampleId, String message, List<FieldError> errors) implements DeviceMessage {
        private static final int SUMMED_UP = 3;

        /** What is wrong, for whoever does not see the list of fields: the first of them by name, else the sentence. */
        public String summary() {
            if (errors.isEmpty()) {
                return message;
            }
            String named = errors.stream()
                    .limit(SUMMED_UP)
                    .map(error -> error.field() + " " + error.message())
                    .collect(Collectors.joining("; "));
            return errors.size() > SUMMED_UP ? named + "; …" : named;
        }
    }

    /** A well-formed object whose {@code type} is none of the protocol's. */
    record Unknown() implements DeviceMessage {}
}
