package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.Rollouts.NewRollout;
import fr.gaveurs.console.api.firmware.Rollouts.Plan;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import fr.gaveurs.console.backend.features.firmware.rollout.FirmwareDecisions;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutActs;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutActs.Target;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.Actor;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What people do with rollouts: each act in a transaction, with its line of the journal. */
final class RolloutDesk {
    private static final String KIND = "rollout";
    private static final int OPEN_DRAFTS = 50;

    private final Jdbi changes;
    private final RolloutActs acts;
    private final LongFunction<Optional<Image>> images;
    private final Targets targets;
    private final Supplier<Set<String>> administrators;
    private final boolean unsignedAdmitted;

    /** The stations that plans mean. */
    interface Targets {
        /** Those that can take the image. */
        List<Target> of(Image image, Plan plan);

        /** Stations and lines of the plan that there are not, in words. */
        List<String> unknown(Plan plan);
    }

    /**
     * @param administrators who may approve, by the names of their tokens
     */
    RolloutDesk(
            Jdbi changes,
            RolloutActs acts,
            LongFunction<Optional<Image>> images,
            Targets targets,
            Supplier<Set<String>> administrators,
            boolean unsignedAdmitted) {
        this.changes = changes;
        this.acts = acts;
        this.images = images;
        this.targets = targets;
        this.administrators = administrators;
        this.unsignedAdmitted = unsignedAdmitted;
    }

    /** Whether somebody else than who made it has to approve it. */
    boolean needsAnother() {
        return administrators.get().size() >= 2;
    }

    /** @throws ProblemException 404, 409 for an image that may not be given out, or that no station can take */
    long create(NewRollout asked, Act act) {
        Image image = images.apply(asked.versionId()).orElseThrow(() -> ImageStore.unknown(asked.versionId()));
        check(image);
        Plan plan = asked.plan() == null ? Plan.USUAL : asked.plan().whole();
        if ((plan.from() == null) != (plan.to() == null)) {
            throw ProblemException.conflict("a window has a beginning and an end: give both from and to, or neither");
        }
        if (plan.from() != null && plan.from().equals(plan.to())) {
            throw ProblemException.conflict("a window from " + plan.from() + " to " + plan.to()
                    + " has no minute in it: leave both out for the whole day");
        }
        List<String> unknown = targets.unknown(plan);
        if (!unknown.isEmpty()) {
            throw ProblemException.conflict("the plan names what is not known: " + String.join(", ", unknown));
        }
        if (targets.of(image, plan).isEmpty()) {
            throw ProblemException.conflict("no station that the plan names"
                    + (plan.deviceIds().isEmpty() || plan.lines().isEmpty() ? "" : ", at one of its lines,")
                    + " can take this image: GET /api/firmware/versions/" + image.id()
                    + "/stations says why");
        }
        return changes.inTransaction(handle -> {
            ImageStore.hold(handle, image.id());
            int drafts = handle.createQuery("SELECT count(*) FROM firmware_rollouts WHERE state = 'draft'")
                    .mapTo(Integer.class)
                    .one();
            if (drafts >= OPEN_DRAFTS) {
                throw ProblemException.conflict(OPEN_DRAFTS + " drafts wait already: cancel some of them");
            }
            long id = handle.createQuery("INSERT INTO firmware_rollouts (image_id, state, plan, created_by_kind,"
                            + " created_by) VALUES (:image, 'draft', CAST(:plan AS jsonb), :kind, :by) RETURNING id")
                    .bind("image", image.id())
                    .bind("plan", Json.MAPPER.writeValueAsString(plan))
                    .bind("kind", act.actor().kind().key())
                    .bind("by", act.actor().name())
                    .mapTo(Long.class)
                    .one();
            AuditLog.write(
                    handle,
                    act,
                    object(id),
                    null,
                    Map.of("state", "draft", "version", image.version(), "project", image.project()));
            return id;
        });
    }

    private void check(Image image) {
        if (image.keyRevoked()) {
            throw ProblemException.conflict("the key that signed this image was revoked: sign the image with another"
                    + " key, and upload it again");
        }
        if (!image.signed() && !unsignedAdmitted) {
            throw ProblemException.conflict("this image is not signed, and firmware.unsigned does not admit such");
        }
    }

    /** @throws ProblemException 404, 403 where somebody else has to, 409 if it is no draft */
    void approve(long id, Act act) {
        changes.useTransaction(handle -> {
            // Before the rollout, as who deletes the image locks them: it is given up, or stays while this is decided.
            handle.execute(
                    "SELECT m.id FROM firmware_images m JOIN firmware_rollouts r ON r.image_id = m.id"
                            + " WHERE r.id = ? FOR SHARE OF m",
                    id);
            RolloutState before = state(handle, id);
            if (before != RolloutState.DRAFT) {
                throw wrongState(id, before, "approved");
            }
            Maker maker = maker(handle, id);
            Set<String> may = administrators.get();
            if (may.size() >= 2 && (maker.is(act.actor()) || !isSomebody(act.actor(), may))) {
                throw ProblemException.anotherPerson("where two administrators have tokens, somebody else than who made"
                        + " a rollout approves it: with a token of that role, or in the window under their name");
            }
            Image image = images.apply(maker.imageId()).orElseThrow(() -> ImageStore.unknown(maker.imageId()));
            check(image);
            List<Target> stations = targets.of(image, maker.plan());
            if (stations.isEmpty()) {
                throw ProblemException.conflict("no station that the plan names can take this image any more");
            }
            List<String> taken = acts.begin(handle, id, stations);
            if (!taken.isEmpty()) {
                throw ProblemException.conflict("another rollout is at work on "
                        + String.join(", ", taken.subList(0, Math.min(5, taken.size())))
                        + (taken.size() > 5 ? " and " + (taken.size() - 5) + " more" : "")
                        + ": wait for its end, or cancel it");
            }
            handle.createUpdate("UPDATE firmware_rollouts SET approved_at = clock_timestamp(), approved_by = :by,"
                            + " approved_by_kind = :kind WHERE id = :id")
                    .bind("by", act.actor().name())
                    .bind("kind", act.actor().kind().key())
                    .bind("id", id)
                    .execute();
            note(handle, id, act, before);
        });
    }

    /** Whether it is known who that is: on this machine a program may do everything without saying. */
    private static boolean isSomebody(Actor actor, Set<String> administrators) {
        String name = actor.name();
        return name != null
                && switch (actor.kind()) {
                    case TOKEN -> administrators.contains(name);
                    case WINDOW -> true;
                    default -> false;
                };
    }

    void pause(long id, Act act) {
        change(
                id,
                act,
                "paused",
                before -> before.isUnderWay() && before != RolloutState.PAUSED,
                (handle, rollout, before) -> acts.pause(handle, rollout));
    }

    void resume(long id, Act act) {
        change(
                id,
                act,
                "resumed",
                before -> before == RolloutState.PAUSED,
                (handle, rollout, before) -> acts.resume(handle, rollout));
    }

    void cancel(long id, Act act) {
        change(
                id,
                act,
                "canceled",
                before -> before.isUnderWay() || before == RolloutState.DRAFT,
                (handle, rollout, before) -> acts.cancel(handle, rollout));
    }

    /** @throws ProblemException 404, 409 also where nothing was ever sent that could be taken back */
    void revert(long id, Act act) {
        change(
                id,
                act,
                "reverted",
                before -> before != RolloutState.DRAFT && before != RolloutState.REVERTING,
                (handle, rollout, before) -> {
                    if (!acts.hasBegun(handle, rollout)) {
                        throw ProblemException.conflict(
                                "rollout " + rollout + " was never approved: there is nothing to send back");
                    }
                    if (before.isFinal() && acts.revertible(handle, rollout) == 0) {
                        throw ProblemException.conflict("no station runs what rollout " + rollout
                                + " brought any more: there is nothing to send back");
                    }
                    acts.revert(handle, rollout);
                });
    }

    @FunctionalInterface
    private interface Allowed {
        boolean in(RolloutState state);
    }

    @FunctionalInterface
    private interface Change {
        void of(Handle handle, long id, RolloutState before);
    }

    private void change(long id, Act act, String word, Allowed allowed, Change change) {
        changes.useTransaction(handle -> {
            RolloutState before = state(handle, id);
            if (!allowed.in(before)) {
                throw wrongState(id, before, word);
            }
            change.of(handle, id, before);
            note(handle, id, act, before);
        });
    }

    private void note(Handle handle, long id, Act act, RolloutState before) {
        RolloutState after = state(handle, id);
        FirmwareDecisions.rollout(handle, id, before, after);
        AuditLog.write(handle, act, object(id), Map.of("state", before.key()), Map.of("state", after.key()));
    }

    private RolloutState state(Handle handle, long id) {
        return acts.state(handle, id)
                .orElseThrow(() ->
                        ProblemException.notFound("no rollout " + id + " is known; GET /api/firmware/ota lists them"));
    }

    private static ProblemException wrongState(long id, RolloutState state, String word) {
        return ProblemException.conflict("rollout " + id + " is " + state.key() + " and cannot be " + word + " now");
    }

    private record Maker(
            long imageId, Plan plan, String kind, @Nullable String name) {
        boolean is(Actor actor) {
            return kind.equals(actor.kind().key()) && (name == null ? actor.name() == null : name.equals(actor.name()));
        }
    }

    private static Maker maker(Handle handle, long id) {
        return handle.createQuery(
                        "SELECT image_id, plan, created_by_kind, created_by FROM firmware_rollouts WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new Maker(
                        row.getLong(1),
                        Json.MAPPER.readValue(row.getString(2), Plan.class),
                        row.getString(3),
                        row.getString(4)))
                .one();
    }

    private static AuditObject object(long id) {
        return AuditObject.of(KIND, Long.toString(id));
    }
}
