package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.security.Allowances;
import fr.gaveurs.console.backend.platform.security.Allowances.RateLimitStatus;
import fr.gaveurs.console.backend.platform.security.Rejections;
import io.micrometer.core.instrument.Counter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many messages of each kind may come a minute: of a station whose word counts, and of an address for whoever is
 * not known to be one. A stranger can use up neither a station's share nor that of another address. Samples of stations
 * have their own allowance, which is set.
 */
final class MessageRates {
    /** This machine's own programs speak for a hall of stations, and are trusted. */
    private static final int LOCAL_FACTOR = 100;

    enum Kind {
        HELLO(30, 300),
        HEARTBEAT(60, 120),
        ERROR_REPORT(10, 10),
        FIRMWARE(120, 240),
        PING(120, 600),
        /** Samples of stations that may not deliver any. */
        REFUSED_SAMPLE(600, 600),
        /** What is no message, or none of the protocol's. */
        GARBAGE(300, 300),
        /** Lines of the log about strangers. */
        LOG_LINE(10, 10);

        private final int ofStation;
        private final int ofAddress;

        Kind(int ofStation, int ofAddress) {
            this.ofStation = ofStation;
            this.ofAddress = ofAddress;
        }

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private final Map<Kind, Allowances> stations = new EnumMap<>(Kind.class);
    private final Map<Kind, Allowances> addresses = new EnumMap<>(Kind.class);
    private final Map<Kind, Allowances> local = new EnumMap<>(Kind.class);
    private final Counter rejections;

    MessageRates(Metrics metrics) {
        for (Kind kind : Kind.values()) {
            stations.put(kind, new Allowances(kind.ofStation));
            addresses.put(kind, new Allowances(kind.ofAddress));
            local.put(kind, new Allowances(LOCAL_FACTOR * kind.ofAddress));
        }
        rejections = Rejections.MESSAGE.counter(metrics);
    }

    /** Takes one of a station's; null if there was one, else how long to wait. */
    @Nullable
    RateLimitStatus ofStation(Kind kind, String deviceId) {
        return refusal(stations.get(kind), deviceId);
    }

    /** Takes one of an address's; null if there was one, else how long to wait. */
    @Nullable
    RateLimitStatus ofAddress(Kind kind, String address, boolean here) {
        return refusal((here ? local : addresses).get(kind), address);
    }

    private @Nullable RateLimitStatus refusal(@Nullable Allowances allowances, String account) {
        RateLimitStatus status = allowances == null ? null : allowances.take(account);
        if (status == null || status.granted()) {
            return null;
        }
        rejections.increment();
        return status;
    }
}
