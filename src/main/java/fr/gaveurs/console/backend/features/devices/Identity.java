package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices.Claimant;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.backend.platform.security.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who may speak under one station's id: whether a person let it in, which board that person saw, its token, and every
 * other board that says the same id. Safe for use by several threads; durations by a monotonic clock.
 *
 * <p>An approval is bound to the board that was seen, by its MAC address, its address and its connection. The token goes
 * to that connection alone; once that is closed, to a board with the same two addresses. Until a token was shown, only
 * that board may speak; from then on, whoever shows the token.
 */
final class Identity {
    /** Boards that are remembered under one id; of more, those heard longest ago give way. */
    static final int MAX_CLAIMS = 8;
    /** How long another board is shown after its last word. */
    static final Duration SHOWN = Duration.ofMinutes(15);
    /** So long a board with an open connection counts as sending. */
    private static final Duration SENDING = Duration.ofSeconds(90);

    private final boolean enrollOpen;
    private final List<Claim> claims = new ArrayList<>();
    /** Connections that showed the token. */
    private final Set<Voice> proven = Collections.newSetFromMap(new WeakHashMap<>());

    private Enrollment enrollment;
    private byte @Nullable [] tokenHash;
    private boolean tokenSeen;
    private @Nullable String boundMac;
    private @Nullable String boundAddress;
    private @Nullable Voice boundVoice;
    private @Nullable Claim speaking;
    private boolean dirty;
    private long version;

    /** @param enrollOpen whether nobody decides who is let in: then an approval is bound to no board */
    Identity(Enrollment enrollment, boolean enrollOpen) {
        this.enrollment = enrollment;
        this.enrollOpen = enrollOpen;
    }

    /** What is kept of it. */
    record Kept(
            Enrollment enrollment,
            byte @Nullable [] tokenHash,
            boolean tokenSeen,
            @Nullable String boundMac,
            @Nullable String boundAddress) {}

    /** What a person chose by a claim's id names no board, or names it badly. */
    static final class NoSuchClaim extends Exception {
        private static final long serialVersionUID = 1L;

        NoSuchClaim(String message) {
            super(message, null, false, false);
        }
    }

    synchronized Enrollment enrollment() {
        return enrollment;
    }

    synchronized Kept kept() {
        return new Kept(enrollment, tokenHash, tokenSeen, boundMac, boundAddress);
    }

    /** Counts up with each change of what is kept. */
    synchronized long version() {
        return version;
    }

    /** Whether what is kept changed here since this was last asked. */
    synchronized boolean takeDirty() {
        boolean was = dirty;
        dirty = false;
        return was;
    }

    synchronized void markDirty() {
        dirty = true;
    }

    /** Takes what is stored, or what another console wrote. */
    synchronized void set(Kept kept) {
        if ((kept.tokenHash() == null && tokenHash != null) || kept.enrollment() == Enrollment.BLOCKED) {
            proven.clear();
        }
        enrollment = kept.enrollment();
        tokenHash = kept.tokenHash();
        tokenSeen = kept.tokenSeen();
        boolean same = Objects.equals(boundMac, kept.boundMac()) && Objects.equals(boundAddress, kept.boundAddress());
        boundMac = kept.boundMac();
        boundAddress = kept.boundAddress();
        boundVoice = same ? boundVoice : null;
    }

    /** Takes what another console wrote, unless something changed here that it cannot know. */
    synchronized void adopt(Kept kept, long versionThen) {
        if (!dirty && version == versionThen) {
            set(kept);
        }
    }

    private void changed() {
        dirty = true;
        version++;
    }

    /**
     * A connection said hello.
     *
     * @param token null if it showed none
     */
    synchronized Verdict hello(Voice voice, @Nullable String mac, @Nullable String token, Instant now, long nanos) {
        Claim claim = claim(voice, mac, now, nanos);
        if (!claim.greeted) {
            claim.greeted = true;
            // Who said it first is who said hello first.
            claims.remove(claim);
            claims.add(claim);
        }
        dropNameless(claim.address);
        if (enrollment == Enrollment.BLOCKED) {
            return put(Verdict.BLOCKED, claim, nanos);
        }
        if (!voice.local() && token != null && tokenHash != null) {
            if (!Secrets.matches(token, tokenHash)) {
                return put(Verdict.WRONG_TOKEN, claim, nanos);
            }
            proven.add(voice);
            if (!tokenSeen || !isBound(voice.address(), mac)) {
                tokenSeen = true;
                bind(voice, mac);
            }
        }
        return judge(voice, claim, nanos);
    }

    /** A connection sent anything else for this station; what its hello said, if it said any, is remembered. */
    synchronized Verdict word(Voice voice, Instant now, long nanos) {
        Claim claim = claims.stream()
                .filter(each -> each.open.contains(voice))
                .findFirst()
                .orElse(null);
        if (claim == null) {
            claim = claim(voice, null, now, nanos);
        }
        claim.lastSeen = now;
        claim.heardNanos = nanos;
        return enrollment == Enrollment.BLOCKED ? put(Verdict.BLOCKED, claim, nanos) : judge(voice, claim, nanos);
    }

    private Verdict judge(Voice voice, Claim claim, long nanos) {
        if (!voice.local()) {
            if (tokenSeen && !proven.contains(voice)) {
                return put(Verdict.TOKEN_NEEDED, claim, nanos);
            }
            if (enrollment == Enrollment.PENDING) {
                Claim first = primary();
                boolean same =
                        claim == first || (first != null && !claim.greeted && claim.address.equals(first.address));
                return same ? Verdict.PENDING : put(Verdict.ANOTHER, claim, nanos);
            }
            if (!proven.contains(voice) && !enrollOpen) {
                if (boundAddress == null) {
                    bind(voice, claim.mac); // let in by an older version, which did not note whom
                } else if (voice != boundVoice && !fits(voice.address(), claim.mac)) {
                    return put(Verdict.ANOTHER, claim, nanos);
                } else if (boundMac == null && claim.mac != null && (boundVoice == null || boundVoice == voice)) {
                    bind(voice, claim.mac); // from now on it is this board alone
                }
            }
        }
        Claim other = speaking;
        if (other != null
                && other != claim
                && other.mac != null
                && claim.mac != null
                && !other.mac.equals(claim.mac)
                && !other.open.isEmpty()
                && nanos - other.heardNanos < SENDING.toNanos()) {
            return put(Verdict.SECOND_BOARD, claim, nanos);
        }
        speaking = claim;
        claim.spoke(voice, nanos);
        claim.refusedNanos = 0;
        return Verdict.TAKEN;
    }

    private static Verdict put(Verdict off, Claim claim, long nanos) {
        claim.refusedNanos = nanos == 0 ? 1 : nanos;
        claim.refused++;
        return off;
    }

    /** Firmware that says no hello on each connection is known by where it comes from alone. */
    private boolean fits(String address, @Nullable String mac) {
        return address.equals(boundAddress) && (mac == null || boundMac == null || mac.equals(boundMac));
    }

    private boolean isBound(String address, @Nullable String mac) {
        return address.equals(boundAddress) && Objects.equals(mac, boundMac);
    }

    private void bind(Voice voice, @Nullable String mac) {
        boundAddress = voice.address();
        boundMac = mac;
        boundVoice = voice;
        changed();
    }

    private Claim claim(Voice voice, @Nullable String mac, Instant now, long nanos) {
        claims.forEach(each -> each.open.remove(voice));
        Claim found = claims.stream()
                .filter(each -> each.is(voice.address(), mac))
                .findFirst()
                .orElse(null);
        if (found == null) {
            found = new Claim(voice.address(), mac, now, nanos);
            if (claims.size() >= MAX_CLAIMS) {
                Claim oldest = claims.stream()
                        .filter(each -> each != speaking && !isBound(each.address, each.mac) && each != primary())
                        .min(Comparator.<Claim>comparingInt(each -> each.open.isEmpty() ? 0 : 1)
                                .thenComparingLong(each -> each.heardNanos - nanos))
                        .orElse(claims.getLast());
                claims.remove(oldest);
            }
            claims.add(found);
        }
        found.open.add(voice);
        found.lastSeen = now;
        found.heardNanos = nanos;
        found.remembered = false;
        return found;
    }

    /**
     * Where a board says hello it is also the one that sent something before its hello; only a connection that is still
     * open may be another board's.
     */
    private void dropNameless(String address) {
        boolean named = claims.stream().anyMatch(each -> each.greeted && each.address.equals(address));
        if (named
                && claims.removeIf(each -> !each.greeted && each.open.isEmpty() && each.address.equals(address))
                && speaking != null
                && !claims.contains(speaking)) {
            speaking = null;
        }
    }

    /**
     * Takes the board that the station's row shows for the first one that said the id, until one is heard that did. Only
     * where nobody is let in: who is let in is kept otherwise.
     *
     * @param mac null if none is known: then it has to say hello before it can be let in
     */
    synchronized void remember(@Nullable String address, @Nullable String mac, @Nullable Instant seen, long nanos) {
        if (enrollment == Enrollment.APPROVED
                || address == null
                || claims.stream().anyMatch(each -> !each.remembered)) {
            return;
        }
        claims.clear();
        Claim claim = new Claim(address, mac, seen == null ? Instant.EPOCH : seen, nanos);
        claim.greeted = mac != null;
        claim.remembered = true;
        claims.add(claim);
    }

    /** What the hello of a connection said of its board. */
    synchronized void told(
            Voice voice, @Nullable String saidAddress, @Nullable String location, @Nullable String firmware) {
        for (Claim claim : claims) {
            if (claim.open.contains(voice)) {
                claim.saidAddress = saidAddress;
                claim.location = location;
                claim.firmware = firmware;
            }
        }
    }

    /** The connection is closed. */
    synchronized void closed(Voice voice) {
        claims.forEach(each -> each.open.remove(voice));
        dropNameless(voice.address());
        proven.remove(voice);
        boundVoice = voice == boundVoice ? null : boundVoice;
    }

    /**
     * The board that a person sees: the one that was let in or that sends; of a station that waits the first one that
     * said hello, whether it is connected now or not. Null if none was heard.
     */
    synchronized @Nullable Claim primary() {
        if (enrollment == Enrollment.APPROVED) {
            return speaking != null
                    ? speaking
                    : claims.stream()
                            .filter(each -> isBound(each.address, each.mac))
                            .findFirst()
                            .orElse(null);
        }
        return claims.stream()
                .filter(each -> each.greeted)
                .findFirst()
                .or(() -> claims.stream().findFirst())
                .orElse(null);
    }

    /** Boards that say the same id and are not the station, as long as they are shown. */
    synchronized List<Claimant> others(long nanos) {
        Claim first = primary();
        return claims.stream()
                .filter(each -> each == first
                        ? each.twice(nanos)
                        : recent(each, nanos)
                                && !isNameless(each)
                                && (enrollment == Enrollment.PENDING || each.refusedNanos != 0))
                .map(Claim::shown)
                .toList();
    }

    /** Whether it said no hello, while a board with its address did: most likely it is that one. */
    private boolean isNameless(Claim claim) {
        return !claim.greeted && claims.stream().anyMatch(each -> each.greeted && each.address.equals(claim.address));
    }

    private static boolean recent(Claim claim, long nanos) {
        return !claim.open.isEmpty() || nanos - claim.heardNanos < SHOWN.toNanos();
    }

    /**
     * What a person decided, to be written before it counts.
     *
     * @param voice the connection that the token is for; null for none that is open
     */
    record Plan(Kept kept, @Nullable Voice voice) {}

    /**
     * To let in the board that a person saw: one that said hello, so that it is known which one it is.
     *
     * @param chosen the id of its claim; null where only one said the station's id
     * @return null if it is let in already
     */
    synchronized @Nullable Plan planApproval(@Nullable String chosen, long nanos) throws NoSuchClaim {
        if (enrollment == Enrollment.BLOCKED) {
            throw new NoSuchClaim("this station is blocked: unblock it first");
        }
        if (enrollment == Enrollment.APPROVED) {
            Claim wanted = chosen == null ? null : find(chosen);
            if (wanted != null && wanted != primary() && !isBound(wanted.address, wanted.mac)) {
                throw new NoSuchClaim("another board is approved under this id, with "
                        + Claim.named(boundMac, boundAddress) + ": make a new token for the one that you chose");
            }
            return null;
        }
        Claim claim = chosen == null ? onlyOneToApprove(nanos) : find(chosen);
        if (claim == null || !claim.greeted) {
            throw new NoSuchClaim("this station cannot be approved yet: no esp32_hello of it was heard"
                    + (claim == null ? "" : " from " + claim.address)
                    + ", so it is not known which board it is; it says hello when it connects, so restart the board");
        }
        return new Plan(new Kept(Enrollment.APPROVED, tokenHash, tokenSeen, claim.mac, claim.address), newest(claim));
    }

    private @Nullable Claim onlyOneToApprove(long nanos) throws NoSuchClaim {
        Claim first = primary();
        List<Claim> candidates = claims.stream()
                .filter(each -> each.greeted && (each == first || recent(each, nanos)))
                .toList();
        if (candidates.size() > 1) {
            throw several(candidates);
        }
        return first;
    }

    /** To put the station off, or back among those that wait. */
    synchronized Plan plan(Enrollment wanted) {
        return new Plan(new Kept(wanted, tokenHash, tokenSeen, boundMac, boundAddress), null);
    }

    /**
     * To make the token void; the board that is chosen gets another one at its next hello.
     *
     * @param chosen the id of its claim; null where only one can be meant
     */
    synchronized Plan planReset(@Nullable String chosen, long nanos) throws NoSuchClaim {
        Claim claim = chosen == null ? onlyOne(nanos) : find(chosen);
        return claim == null
                ? new Plan(new Kept(enrollment, null, false, boundMac, boundAddress), null)
                : new Plan(new Kept(enrollment, null, false, claim.mac, claim.address), newest(claim));
    }

    /** It is written: from here on it counts. */
    synchronized void apply(Plan plan) {
        Kept kept = plan.kept();
        boolean newToken = tokenHash != null && kept.tokenHash() == null;
        if (newToken || kept.enrollment() != enrollment) {
            speaking = null;
        }
        if (newToken || kept.enrollment() != Enrollment.APPROVED) {
            proven.clear();
        }
        enrollment = kept.enrollment();
        tokenHash = kept.tokenHash();
        tokenSeen = kept.tokenSeen();
        boundMac = kept.boundMac();
        boundAddress = kept.boundAddress();
        boundVoice = plan.voice();
        dirty = false;
        version++;
        claims.stream().filter(each -> isBound(each.address, each.mac)).forEach(each -> each.refusedNanos = 0);
    }

    /**
     * Lets a station of this machine in, which waits for nobody.
     *
     * @return whether it was not in before
     */
    synchronized boolean letIn(Voice voice) {
        if (enrollment != Enrollment.PENDING) {
            return false;
        }
        enrollment = Enrollment.APPROVED;
        bind(voice, null);
        return true;
    }

    /** A new station of this machine: whoever says its id elsewhere is another one. */
    synchronized void bindHere(Voice voice) {
        bind(voice, null);
    }

    private static @Nullable Voice newest(Claim claim) {
        return claim.open.isEmpty() ? null : claim.open.getLast();
    }

    private Claim find(String id) throws NoSuchClaim {
        return claims.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchClaim("no board with the claim " + id
                        + " is heard any more: look again at which boards say this id, and choose"));
    }

    private @Nullable Claim onlyOne(long nanos) throws NoSuchClaim {
        List<Claim> heard = claims.stream()
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

    private static NoSuchClaim several(List<Claim> boards) {
        return new NoSuchClaim("several boards say this id, choose one by its claim: "
                + String.join(
                        ", ",
                        boards.stream()
                                .map(each -> each.id() + " (" + each.named() + ")")
                                .toList()));
    }

    /** Whether the hello of a connection was heard. */
    synchronized boolean saidHello(Voice voice) {
        return claims.stream().anyMatch(each -> each.greeted && each.open.contains(voice));
    }

    /**
     * Who a connection is, why its message does not count, and who holds the id, in words for the log.
     *
     * @param did such as {@code said hello as ESP32_LL_01}
     */
    synchronized String refusal(Voice voice, Verdict verdict, String did) {
        String who = claims.stream()
                .filter(each -> each.open.contains(voice))
                .findFirst()
                .map(Claim::named)
                .orElse("a board at " + voice.address());
        Claim first = primary();
        String holder = first == null ? Claim.named(boundMac, boundAddress) : first.named();
        return who + " " + did
                + switch (verdict) {
                    case TAKEN -> "";
                    case PENDING -> ": the station waits for approval";
                    case BLOCKED -> " and was refused: a person blocked this station";
                    case ANOTHER ->
                        " and was refused: "
                                + (enrollment == Enrollment.APPROVED
                                        ? "the board that was approved has " + Claim.named(boundMac, boundAddress)
                                        : "the board that said this id first has " + holder);
                    case SECOND_BOARD -> " and was refused: the board that is sending under this id has " + holder;
                    case TOKEN_NEEDED ->
                        " and was refused without the station's token; the board that showed it has " + holder;
                    case WRONG_TOKEN ->
                        " and was refused with a token that is not the station's; the board let in has " + holder;
                };
    }

    /** Takes a new token's hash if it is to be told to this connection. */
    synchronized boolean takeToken(Voice voice, byte[] hash) {
        Claim claim = claims.stream()
                .filter(each -> each.open.contains(voice))
                .findFirst()
                .orElse(null);
        boolean meant = enrollOpen
                || voice == boundVoice
                || (boundVoice == null && claim != null && isBound(claim.address, claim.mac));
        if (enrollment != Enrollment.APPROVED || tokenHash != null || voice.local() || !meant) {
            return false;
        }
        tokenHash = hash;
        changed();
        return true;
    }

    synchronized boolean hasProven(Voice voice) {
        return proven.contains(voice);
    }

    synchronized boolean tokenGiven() {
        return tokenHash != null;
    }

    synchronized boolean tokenSeen() {
        return tokenSeen;
    }
}
