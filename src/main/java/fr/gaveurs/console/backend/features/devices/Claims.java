package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices.Claimant;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The boards that say one station's id, in the order in which they said hello. Under its {@link Identity}'s lock. */
final class Claims {
    /** Boards that are remembered under one id; of more, those heard longest ago give way. */
    static final int MOST = 8;
    /** How long another board is shown after its last word. */
    static final Duration SHOWN = Duration.ofMinutes(15);
    /** So long a board with an open connection counts as sending. */
    private static final Duration SENDING = Duration.ofSeconds(90);

    private final Supplier<Enrollment> enrollment;
    private final Predicate<Claim> bound;
    private final List<Claim> all = new ArrayList<>();
    /** The one that speaks for the station. */
    private @Nullable Claim speaking;
    /** The one that did last since a person chose one, and that people see, also where the station was put off meanwhile. */
    private @Nullable Claim spoke;

    /**
     * @param enrollment the station's
     * @param bound whether a board is the one that was let in
     */
    Claims(Supplier<Enrollment> enrollment, Predicate<Claim> bound) {
        this.enrollment = enrollment;
        this.bound = bound;
    }

    /** A connection said hello. */
    Claim greeted(Voice voice, @Nullable String mac, Instant now, long nanos) {
        Claim claim = claim(voice, mac, now, nanos);
        if (!claim.greeted) {
            claim.greeted = true;
            // Who said it first is who said hello first.
            all.remove(claim);
            all.add(claim);
        }
        dropNameless(claim.address);
        return claim;
    }

    /** A connection sent anything else; what its hello said, if it said any, is remembered. */
    Claim heard(Voice voice, Instant now, long nanos) {
        Claim claim = speakingBy(voice);
        if (claim == null) {
            claim = claim(voice, null, now, nanos);
        }
        claim.lastSeen = now;
        claim.heardNanos = nanos;
        return claim;
    }

    private Claim claim(Voice voice, @Nullable String mac, Instant now, long nanos) {
        all.forEach(each -> each.open.remove(voice));
        Claim found = all.stream()
                .filter(each -> each.is(voice.address(), mac))
                .findFirst()
                .orElse(null);
        if (found == null) {
            found = new Claim(voice.address(), mac, now, nanos);
            if (all.size() >= MOST) {
                makeRoom(nanos);
            }
            all.add(found);
        }
        found.open.add(voice);
        found.lastSeen = now;
        found.heardNanos = nanos;
        found.remembered = false;
        return found;
    }

    private void makeRoom(long nanos) {
        Claim primary = primary();
        Claim oldest = all.stream()
                .filter(each -> each != spoke && !bound.test(each) && each != primary)
                .min(Comparator.<Claim>comparingInt(each -> each.open.isEmpty() ? 0 : 1)
                        .thenComparingLong(each -> each.heardNanos - nanos))
                .orElse(all.getLast());
        all.remove(oldest);
    }

    /**
     * Where a board says hello it is also the one that sent something before its hello; only a connection that is still
     * open may be another board's.
     */
    private void dropNameless(String address) {
        boolean named = all.stream().anyMatch(each -> each.greeted && each.address.equals(address));
        if (named
                && all.removeIf(each -> !each.greeted && each.open.isEmpty() && each.address.equals(address))
                && spoke != null
                && !all.contains(spoke)) {
            silence(true);
        }
    }

    /** Takes a board that is only known by the station's row for the first one, until one is heard. */
    void remember(String address, @Nullable String mac, @Nullable Instant seen, long nanos) {
        if (all.stream().anyMatch(each -> !each.remembered)) {
            return;
        }
        all.clear();
        spoke = null;
        Claim claim = new Claim(address, mac, seen == null ? Instant.EPOCH : seen, nanos);
        claim.greeted = mac != null;
        claim.remembered = true;
        all.add(claim);
    }

    /** The board that a connection is of; null where it sent nothing yet. */
    @Nullable
    Claim speakingBy(Voice voice) {
        for (Claim each : all) {
            if (each.open.contains(voice)) {
                return each;
            }
        }
        return null;
    }

    /** For a sentence. */
    String named(Voice voice) {
        Claim claim = speakingBy(voice);
        return claim == null ? "a board at " + voice.address() : claim.named();
    }

    boolean saidHello(Voice voice) {
        Claim claim = speakingBy(voice);
        return claim != null && claim.greeted;
    }

    /** What the hello of a connection said of its board. */
    void told(Voice voice, @Nullable String saidAddress, @Nullable String location, @Nullable String firmware) {
        Claim claim = speakingBy(voice);
        if (claim != null) {
            claim.saidAddress = saidAddress;
            claim.location = location;
            claim.firmware = firmware;
        }
    }

    void closed(Voice voice) {
        all.forEach(each -> each.open.remove(voice));
        dropNameless(voice.address());
    }

    /** A board that may speak does, unless another one is sending at this moment. */
    Verdict speak(Voice voice, Claim claim, long nanos) {
        Claim other = speaking;
        if (other != null
                && other != claim
                && other.mac != null
                && claim.mac != null
                && !other.mac.equals(claim.mac)
                && !other.open.isEmpty()
                && nanos - other.heardNanos < SENDING.toNanos()) {
            return refuse(Verdict.SECOND_BOARD, claim, nanos);
        }
        speaking = claim;
        spoke = claim;
        claim.spoke(voice, nanos);
        claim.refusedNanos = 0;
        return Verdict.TAKEN;
    }

    /**
     * Whoever spoke last does not any more.
     *
     * @param another whether a person chose which board the station is: else the one that spoke is still what people see
     */
    void silence(boolean another) {
        speaking = null;
        spoke = another ? null : spoke;
    }

    static Verdict refuse(Verdict off, Claim claim, long nanos) {
        claim.refusedNanos = nanos == 0 ? 1 : nanos;
        claim.refused++;
        return off;
    }

    /** The board that was let in counts as never refused. */
    void pardonBound() {
        all.stream().filter(each -> each == spoke || bound.test(each)).forEach(each -> each.refusedNanos = 0);
    }

    /**
     * The board that a person sees: the one that was let in or that sends, or did until the station was put off; of a
     * station that waits the first one that said hello, whether it is connected now or not. Null if none was heard.
     */
    @Nullable
    Claim primary() {
        if (spoke != null) {
            return spoke;
        }
        Claim letIn = all.stream().filter(bound).findFirst().orElse(null);
        if (letIn != null || enrollment.get() == Enrollment.APPROVED) {
            return letIn;
        }
        return all.stream()
                .filter(each -> each.greeted)
                .findFirst()
                .or(() -> all.stream().findFirst())
                .orElse(null);
    }

    /** Boards that say the same id and are not the station, as long as they are shown. */
    List<Claimant> others(long nanos) {
        Claim first = primary();
        return all.stream()
                .filter(each -> each == first
                        ? each.twice(nanos)
                        : recent(each, nanos)
                                && !isNameless(each)
                                && (enrollment.get() == Enrollment.PENDING || each.refusedNanos != 0))
                .map(Claim::shown)
                .toList();
    }

    /** Whether it said no hello, while a board with its address did: most likely it is that one. */
    private boolean isNameless(Claim claim) {
        return !claim.greeted && all.stream().anyMatch(each -> each.greeted && each.address.equals(claim.address));
    }

    private static boolean recent(Claim claim, long nanos) {
        return !claim.open.isEmpty() || nanos - claim.heardNanos < SHOWN.toNanos();
    }

    /** The board of a station that waits which a person can only have meant; null if none was heard. */
    @Nullable
    Claim onlyOneToApprove(long nanos) throws NoSuchClaim {
        Claim first = primary();
        List<Claim> candidates = all.stream()
                .filter(each -> each.greeted && (each == first || recent(each, nanos)))
                .toList();
        if (candidates.size() > 1) {
            throw several(candidates);
        }
        return first;
    }

    /** The board that a person can only have meant, of those that were lately heard; null if none was. */
    @Nullable
    Claim onlyOne(long nanos) throws NoSuchClaim {
        List<Claim> heard = all.stream()
                .filter(each -> recent(each, nanos) && !isNameless(each))
                .toList();
        List<Claim> open = heard.stream().filter(each -> !each.open.isEmpty()).toList();
        List<Claim> candidates = open.isEmpty() ? heard : open;
        if (candidates.stream().map(each -> each.mac).distinct().count() > 1) {
            throw several(candidates);
        }
        return candidates.stream()
                .max(Comparator.comparingLong(each -> each.heardNanos))
                .orElse(null);
    }

    /** The board that a person chose by its claim's id. */
    Claim find(String id) throws NoSuchClaim {
        return all.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchClaim("no board with the claim " + id
                        + " is heard any more: look again at which boards say this id, and choose"));
    }

    /** @param claim null where no board was heard at all */
    static NoSuchClaim noHello(@Nullable Claim claim) {
        return new NoSuchClaim("this station cannot be approved yet: no esp32_hello of it was heard"
                + (claim == null ? "" : " from " + claim.address)
                + ", so it is not known which board it is; it says hello when it connects, so restart the board");
    }

    private static NoSuchClaim several(List<Claim> boards) {
        return new NoSuchClaim("several boards say this id, choose one by its claim: "
                + String.join(
                        ", ",
                        boards.stream()
                                .map(each -> each.id() + " (" + each.named() + ")")
                                .toList()));
    }
}
