package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices.Claimant;
import fr.gaveurs.console.backend.platform.security.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A board that speaks under a station's id, told by its MAC address and by where it comes from. Under its owner's lock. */
final class Claim {
    private static final long TWICE_NANOS = Duration.ofMinutes(1).toNanos();

    private static final Pattern MAC = Pattern.compile("(?!00(:00){5}|FF(:FF){5})[0-9A-F]{2}(:[0-9A-F]{2}){5}");

    final String address;
    final @Nullable String mac;
    /** Whether it said hello: of one that only sends samples or heartbeats nobody knows which board it is. */
    boolean greeted;
    /** Whether it is only known by the station's row: no word of it was heard by this run of this console. */
    boolean remembered;
    /** Its open connections, the newest last. */
    final SequencedSet<Voice> open = new LinkedHashSet<>();

    @Nullable
    String saidAddress;

    @Nullable
    String location;

    @Nullable
    String firmware;

    Instant lastSeen;
    long heardNanos;
    /** When it was last put off for not being the station; 0 if it never was. */
    long refusedNanos;

    long refused;
    /** Its last two connections that spoke, and when the one before spoke again. */
    private @Nullable Voice last;

    private @Nullable Voice beforeLast;
    private long twiceNanos;
    /** Made when it is first shown: a digest for each question about a station would cost more than the answer. */
    private @Nullable String id;

    Claim(String address, @Nullable String mac, Instant now, long nanos) {
        this.address = address;
        this.mac = mac;
        this.lastSeen = now;
        this.heardNanos = nanos;
    }

    /** What a person who saw it names it by: the same as long as both addresses are. */
    String id() {
        if (id == null) {
            id = HexFormat.of().formatHex(Secrets.sha256(address + '\n' + (mac == null ? "" : mac)), 0, 4);
        }
        return id;
    }

    /**
     * One of its connections spoke. A board that comes back leaves the old connection for good; where the old one speaks
     * again there are two boards, or two programs, that say the same of themselves.
     */
    void spoke(Voice voice, long nanos) {
        if (voice != last) {
            if (voice == beforeLast && last != null && open.contains(last)) {
                twiceNanos = nanos == 0 ? 1 : nanos;
            }
            beforeLast = last;
            last = voice;
        }
    }

    /** Whether two connections lately spoke by turns. */
    boolean twice(long nanos) {
        return twiceNanos != 0 && open.size() > 1 && nanos - twiceNanos < TWICE_NANOS;
    }

    boolean is(String otherAddress, @Nullable String otherMac) {
        return address.equals(otherAddress) && Objects.equals(mac, otherMac);
    }

    /** Whether it said a MAC address that is one: else its address and its connection alone tell it from others. */
    boolean namesMac() {
        return mac != null && MAC.matcher(mac).matches();
    }

    /** For a sentence. */
    String named() {
        return named(mac, address);
    }

    static String named(@Nullable String mac, @Nullable String address) {
        return (mac == null ? "no MAC address" : "MAC " + mac) + " at "
                + (address == null ? "an unknown address" : address);
    }

    /** Null where none is open. */
    @Nullable
    Voice newestConnection() {
        return open.isEmpty() ? null : open.getLast();
    }

    Claimant shown() {
        return new Claimant(id(), mac, address, saidAddress, firmware, !open.isEmpty(), lastSeen, refused);
    }
}
