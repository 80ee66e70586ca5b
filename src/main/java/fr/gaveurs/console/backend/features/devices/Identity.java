package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.devices.Devices.Claimant;
import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.backend.platform.security.Secrets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
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
public final class Identity {
    private final boolean enrollOpen;
    private final Claims claims;
    /** Connections that showed the token. */
    private final Set<Voice> proven = Collections.newSetFromMap(new WeakHashMap<>());

    private Enrollment enrollment;
    private byte @Nullable [] tokenHash;
    private boolean tokenSeen;
    private final BoardBinding bound = new BoardBinding();
    private boolean dirty;
    private long version;

    /** @param enrollOpen whether nobody decides who is let in: then an approval is bound to no board */
    Identity(Enrollment enrollment, boolean enrollOpen) {
        this.enrollment = enrollment;
        this.enrollOpen = enrollOpen;
        this.claims = new Claims(() -> this.enrollment, bound::is);
    }

    /** What is kept of it. */
    record Kept(
            Enrollment enrollment,
            byte @Nullable [] tokenHash,
            boolean tokenSeen,
            @Nullable String boundMac,
            @Nullable String boundAddress) {}

    synchronized Enrollment enrollment() {
        return enrollment;
    }

    synchronized Kept kept() {
        return new Kept(enrollment, tokenHash, tokenSeen, bound.mac(), bound.address());
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
        take(kept);
        bound.to(kept.boundAddress(), kept.boundMac());
    }

    private void take(Kept kept) {
        enrollment = kept.enrollment();
        tokenHash = kept.tokenHash();
        tokenSeen = kept.tokenSeen();
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
        Claim claim = claims.greeted(voice, mac, now, nanos);
        if (enrollment == Enrollment.BLOCKED) {
            return Claims.refuse(Verdict.BLOCKED, claim, nanos);
        }
        if (!voice.local() && token != null && tokenHash != null) {
            if (!Secrets.matches(token, tokenHash)) {
                return Claims.refuse(Verdict.WRONG_TOKEN, claim, nanos);
            }
            proven.add(voice);
            if (!tokenSeen || !bound.is(voice.address(), mac)) {
                tokenSeen = true;
                bind(voice, mac);
            }
        }
        return judge(voice, claim, nanos);
    }

    /** A connection sent anything else for this station; what its hello said, if it said any, is remembered. */
    synchronized Verdict word(Voice voice, Instant now, long nanos) {
        Claim claim = claims.heard(voice, now, nanos);
        return enrollment == Enrollment.BLOCKED
                ? Claims.refuse(Verdict.BLOCKED, claim, nanos)
                : judge(voice, claim, nanos);
    }

    private Verdict judge(Voice voice, Claim claim, long nanos) {
        if (!voice.local()) {
            if (tokenSeen && !proven.contains(voice)) {
                return Claims.refuse(Verdict.TOKEN_NEEDED, claim, nanos);
            }
            if (enrollment == Enrollment.PENDING) {
                Claim first = claims.primary();
                boolean same =
                        claim == first || (first != null && !claim.greeted && claim.address.equals(first.address));
                return same ? Verdict.PENDING : Claims.refuse(Verdict.ANOTHER, claim, nanos);
            }
            if (!proven.contains(voice) && !enrollOpen) {
                if (bound.address() == null) {
                    bind(voice, claim.mac); // let in by an older version, which did not note whom
                } else if (!bound.isTo(voice) && !bound.fits(voice.address(), claim.mac)) {
                    return Claims.refuse(Verdict.ANOTHER, claim, nanos);
                } else if (bound.mac() == null && claim.mac != null && (!bound.isToConnection() || bound.isTo(voice))) {
                    bind(voice, claim.mac); // from now on it is this board alone
                }
            }
        }
        return claims.speak(voice, claim, nanos);
    }

    private void bind(Voice voice, @Nullable String mac) {
        bound.to(voice, mac);
        changed();
    }

    /**
     * Takes the board that the station's row shows for the first one that said the id, until one is heard that did. Only
     * where nobody is let in: who is let in is kept otherwise.
     *
     * @param mac null if none is known: then it has to say hello before it can be let in
     */
    synchronized void remember(@Nullable String address, @Nullable String mac, @Nullable Instant seen, long nanos) {
        if (enrollment != Enrollment.APPROVED && address != null) {
            claims.remember(address, mac, seen, nanos);
        }
    }

    /** What the hello of a connection said of its board. */
    synchronized void told(
            Voice voice, @Nullable String saidAddress, @Nullable String location, @Nullable String firmware) {
        claims.told(voice, saidAddress, location, firmware);
    }

    /** The connection is closed. */
    synchronized void closed(Voice voice) {
        claims.closed(voice);
        proven.remove(voice);
        bound.closed(voice);
    }

    /**
     * The board that a person sees: the one that was let in or that sends; of a station that waits the first one that
     * said hello, whether it is connected now or not. Null if none was heard.
     */
    synchronized @Nullable Claim primary() {
        return claims.primary();
    }

    /** Boards that say the same id and are not the station, as long as they are shown. */
    synchronized List<Claimant> others(long nanos) {
        return claims.others(nanos);
    }

    /**
     * To let in the board that a person saw: one that said hello, so that it is known which one it is.
     *
     * @param chosen the id of its claim; null where only one said the station's id
     * @return null if it is let in already
     */
    synchronized @Nullable EnrollmentPlan planApproval(@Nullable String chosen, long nanos) throws NoSuchClaim {
        return EnrollmentPlan.approval(kept(), claims, bound, chosen, nanos);
    }

    /** To put the station off. */
    synchronized EnrollmentPlan planBlock() {
        return EnrollmentPlan.ofState(kept(), Enrollment.BLOCKED);
    }

    /** To end that: one of this machine, which waits for nobody, is in again; any other one waits. */
    synchronized EnrollmentPlan planUnblock() throws NoSuchClaim {
        return EnrollmentPlan.unblocking(kept(), isLocal());
    }

    /** Whether the board that it is bound to, or else the one that people see, is of this machine. */
    synchronized boolean isLocal() {
        Claim seen = claims.primary();
        String address = bound.address() != null ? bound.address() : seen == null ? null : seen.address;
        return Devices.Board.isLocal(address);
    }

    /**
     * To make the token void; the board that is chosen gets another one at its next hello.
     *
     * @param chosen the id of its claim; null where only one can be meant
     */
    synchronized EnrollmentPlan planReset(@Nullable String chosen, long nanos) throws NoSuchClaim {
        return EnrollmentPlan.newToken(kept(), claims, chosen, nanos);
    }

    /** It is written: from here on it counts. */
    synchronized void apply(EnrollmentPlan plan) {
        Kept kept = plan.kept();
        boolean newToken = tokenHash != null && kept.tokenHash() == null;
        if (newToken || kept.enrollment() != enrollment) {
            boolean approved = enrollment == Enrollment.PENDING && kept.enrollment() == Enrollment.APPROVED;
            claims.silence(newToken || approved);
        }
        if (newToken || kept.enrollment() != Enrollment.APPROVED) {
            proven.clear();
        }
        take(kept);
        bound.to(kept.boundAddress(), kept.boundMac(), plan.voice());
        dirty = false;
        version++;
        claims.pardonBound();
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

    /** Whether the hello of a connection was heard. */
    public synchronized boolean saidHello(Voice voice) {
        return claims.saidHello(voice);
    }

    /**
     * Who a connection is, why its message does not count, and who holds the id, in words for the log.
     *
     * @param did such as {@code said hello as ESP32_LL_01}
     */
    public synchronized String refusal(Voice voice, Verdict verdict, String did) {
        Claim first = claims.primary();
        String holder = bound.named();
        return claims.named(voice) + " " + did
                + verdict.words(enrollment == Enrollment.APPROVED, holder, first == null ? holder : first.named());
    }

    /** Takes a new token's hash if it is to be told to this connection. */
    synchronized boolean takeToken(Voice voice, byte[] hash) {
        Claim claim = claims.speakingBy(voice);
        boolean meant =
                enrollOpen || bound.isTo(voice) || (!bound.isToConnection() && claim != null && bound.is(claim));
        if (enrollment != Enrollment.APPROVED || tokenHash != null || voice.local() || !meant) {
            return false;
        }
        tokenHash = hash;
        changed();
        return true;
    }

    /** Whether a connection showed the station's token. */
    public synchronized boolean hasProven(Voice voice) {
        return proven.contains(voice);
    }

    /** Whether its token has this hash; in a time that does not tell how much of it fits. */
    synchronized boolean hasToken(byte[] hash) {
        return tokenHash != null && MessageDigest.isEqual(hash, tokenHash);
    }

    synchronized boolean tokenGiven() {
        return tokenHash != null;
    }

    synchronized boolean tokenSeen() {
        return tokenSeen;
    }
}
