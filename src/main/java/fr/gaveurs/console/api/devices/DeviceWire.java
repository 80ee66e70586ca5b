package fr.gaveurs.console.api.devices;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.quality.Grade;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The console's answers on {@code /ws/sensors/}. What devices send is parsed as a stream, not bound to records. */
public final class DeviceWire {
    private DeviceWire() {}

    /** Any answer; {@code type} names it. */
    public sealed interface Answer {
        @JsonProperty
        String type();
    }

    public record ConnectionEstablished(Instant timestamp, String message) implements Answer {
        @Override
        public String type() {
            return "connection_established";
        }
    }

    /** {@code token} is given once, after a person approved the device; it identifies it from then on. */
    public record HelloAck(
            Instant timestamp, String message, @Nullable String token) implements Answer {
        @Override
        public String type() {
            return "hello_ack";
        }
    }

    /** How a sample was kept when its ack was sent. */
    public enum Kept {
        /** Committed to PostgreSQL with its durability settings on. */
        @JsonProperty("saved")
        SAVED,
        /** Fsynced to the disk spool because the database is away. */
        @JsonProperty("spooled")
        SPOOLED
    }

    public record Ack(
            String sampleId,
            Instant timestamp,
            Kept status,
            @Nullable Double fusionScore,
            Grade fusionGrade) implements Answer {
        @Override
        public String type() {
            return "ack";
        }
    }

    public record ValidationError(@Nullable String sampleId, String message, List<FieldError> errors)
            implements Answer {
        @Override
        public String type() {
            return "validation_error";
        }
    }

    /** Not stored: send it again after {@code retryAfterSeconds}. {@code usage} reads such as {@code 100/100 per 60 s}. */
    public record RateLimitExceeded(@Nullable String sampleId, String message, String usage, double retryAfterSeconds)
            implements Answer {
        @Override
        public String type() {
            return "rate_limit_exceeded";
        }
    }

    /** Not stored, for a reason that is not the sample's own. Never holds the payload. */
    public record Failure(@Nullable String sampleId, String message) implements Answer {
        @Override
        public String type() {
            return "error";
        }
    }

    public record Pong(Instant timestamp) implements Answer {
        @Override
        public String type() {
            return "pong";
        }
    }

    public record Ping(Instant timestamp) implements Answer {
        @Override
        public String type() {
            return "ping";
        }
    }

    /** How an offered image is signed; {@code value} is base64. */
    public record OfferSignature(String alg, String keyId, String value) {}

    /**
     * An image for this station.
     *
     * @param sha256 of the file; the device computes it of what it wrote
     * @param url a path of this console, to be asked with the station's token
     * @param deadlineSeconds after which the device goes back by itself, if it was not confirmed
     */
    public record FirmwareOffer(
            String offerId,
            String project,
            String version,
            long size,
            String sha256,
            int chipId,
            long secureVersion,
            @Nullable OfferSignature signature,
            String url,
            long deadlineSeconds)
            implements Answer {
        @Override
        public String type() {
            return "firmware_offer";
        }
    }

    /** A {@code firmware_status} is written down. {@code known} is false of an offer that stands no more: give it up. */
    public record FirmwareStatusAck(String offerId, String state, boolean known) implements Answer {
        @Override
        public String type() {
            return "firmware_status_ack";
        }
    }

    /** The console found the image good: mark it valid, and say hello again. */
    public record FirmwareConfirm(String offerId) implements Answer {
        @Override
        public String type() {
            return "firmware_confirm";
        }
    }

    /** Give the offer up; where its image runs, go back to the one before. */
    public record FirmwareRevert(String offerId) implements Answer {
        @Override
        public String type() {
            return "firmware_revert";
        }
    }

    public record ServerShutdown(String message, Instant timestamp) implements Answer {
        @Override
        public String type() {
            return "server_shutdown";
        }
    }
}
