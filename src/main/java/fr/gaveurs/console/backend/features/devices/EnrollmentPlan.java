package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.Devices.Enrollment;
import fr.gaveurs.console.backend.features.devices.Identity.Kept;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about who may speak for a station, to be written before it counts.
 *
 * @param voice the connection that the token is for; null for none that is open
 */
record EnrollmentPlan(Kept kept, @Nullable Voice voice) {
    /** Another state of the same board. */
    static EnrollmentPlan ofState(Kept now, Enrollment wanted) {
        return new EnrollmentPlan(
                new Kept(wanted, now.tokenHash(), now.tokenSeen(), now.boundMac(), now.boundAddress()), null);
    }

    /** @param local whether the station is of this machine */
    static EnrollmentPlan unblocking(Kept now, boolean local) throws NoSuchClaim {
        if (now.enrollment() != Enrollment.BLOCKED) {
            throw new NoSuchClaim("this station is not blocked");
        }
        return ofState(now, local ? Enrollment.APPROVED : Enrollment.PENDING);
    }

    /**
     * @param chosen the id of a claim; null where only one said the station's id
     * @return null if it is let in already
     */
    static @Nullable EnrollmentPlan approval(
            Kept now, Claims claims, BoardBinding bound, @Nullable String chosen, long nanos) throws NoSuchClaim {
        if (now.enrollment() == Enrollment.BLOCKED) {
            throw new NoSuchClaim("this station is blocked: unblock it first");
        }
        if (now.enrollment() == Enrollment.APPROVED) {
            Claim wanted = chosen == null ? null : claims.find(chosen);
            if (wanted != null && wanted != claims.primary() && !bound.is(wanted)) {
                throw new NoSuchClaim("another board is approved under this id, with " + bound.named()
                        + ": make a new token for the one that you chose");
            }
            return null;
        }
        Claim claim = chosen == null ? claims.onlyOneToApprove(nanos) : claims.find(chosen);
        if (claim == null || !claim.greeted) {
            throw Claims.noHello(claim);
        }
        return new EnrollmentPlan(
                new Kept(Enrollment.APPROVED, now.tokenHash(), now.tokenSeen(), claim.mac, claim.address),
                claim.newestConnection());
    }

    /** @param chosen the id of a claim; null where only one can be meant */
    static EnrollmentPlan newToken(Kept now, Claims claims, @Nullable String chosen, long nanos) throws NoSuchClaim {
        Claim claim = chosen == null ? claims.onlyOne(nanos) : claims.find(chosen);
        return claim == null
                ? new EnrollmentPlan(new Kept(now.enrollment(), null, false, now.boundMac(), now.boundAddress()), null)
                : new EnrollmentPlan(
                        new Kept(now.enrollment(), null, false, claim.mac, claim.address), claim.newestConnection());
    }
}
