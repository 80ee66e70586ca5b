package fr.gaveurs.console.backend.features.firmware.rollout;

import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutRules.Step;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutStore.Stored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What becomes of a rollout when somebody acts on it; in the caller's transaction. */
public final class RolloutActs {
    /** Of the lock that approvals take one after the other. */
    private static final long APPROVALS = 0x6669726D77617265L;

    private final RolloutStore store;
    private final RolloutRules rules;
    private final Policy policy;

    public RolloutActs(RolloutStore store, RolloutRules rules, Policy policy) {
        this.store = store;
        this.rules = rules;
        this.policy = policy;
    }

    /**
     * A station that is meant.
     *
     * @param elf what it runs now; null where it did not say
     */
    public record Target(String deviceId, @Nullable String elf) {}

    /** The state of a rollout, which is locked; empty if there is none. */
    public Optional<RolloutState> state(Handle handle, long id) {
        return store.find(handle, id).map(stored -> stored.rollout().state());
    }

    /**
     * Lets a draft begin with these stations.
     *
     * @return stations on which another rollout is at work: then nothing is to be committed
     */
    public List<String> begin(Handle handle, long id, List<Target> stations) {
        List<Install> installs = new ArrayList<>();
        for (Target target : stations) {
            Install install =
                    Install.waiting(id, target.deviceId(), UUID.randomUUID().toString(), policy);
            Install.Edit edit = install.edit();
            edit.elfRuns = target.elf();
            installs.add(edit.done());
        }
        // Of two approvals at once the second one sees the stations of the first.
        handle.execute("SELECT pg_advisory_xact_lock(?)", APPROVALS);
        List<String> taken = handle.createQuery("SELECT device_id FROM firmware_installs WHERE device_id = ANY"
                        + " (:devices) AND state NOT IN ('confirmed', 'failed', 'rolled_back', 'lost', 'canceled')"
                        + " ORDER BY device_id")
                .bindArray(
                        "devices",
                        String.class,
                        installs.stream().map(Install::deviceId).toList())
                .mapTo(String.class)
                .list();
        if (taken.isEmpty()) {
            store.add(handle, installs);
            store.save(handle, stored(handle, id).rollout().to(RolloutState.APPROVED, null));
        }
        return taken;
    }

    /** Whether it was ever approved: a draft has no stations yet. */
    public boolean hasBegun(Handle handle, long id) {
        return !installs(handle, id).isEmpty();
    }

    /** Stations that {@link #revert} would call back: of one that stopped by itself, those of the waves before. */
    public int revertible(Handle handle, long id) {
        return store.revertible(handle, id);
    }

    private Stored stored(Handle handle, long id) {
        return store.find(handle, id).orElseThrow();
    }

    public void pause(Handle handle, long id) {
        store.save(handle, stored(handle, id).rollout().to(RolloutState.PAUSED, "by_person"));
    }

    public void resume(Handle handle, long id) {
        Stored stored = stored(handle, id);
        int failures =
                (int) installs(handle, id).stream().filter(Install::failed).count();
        store.save(handle, stored.rollout().resumed(failures));
    }

    /** Takes no further station; what is under way comes to its end. */
    public void cancel(Handle handle, long id) {
        Stored stored = stored(handle, id);
        InstallRules moves = rules.installs(stored.rollout().plan(), stored.elf());
        List<Install> before = installs(handle, id);
        List<Install> after = before.stream()
                .map(each -> moves.step(each, new InstallEvent.Cancel()))
                .toList();
        store.save(handle, stored.version(), before, after);
        store.save(handle, stored.rollout().to(RolloutState.CANCELED, "by_person"));
    }

    /** Calls every station back that a later rollout did not take. */
    public void revert(Handle handle, long id) {
        Stored stored = stored(handle, id);
        InstallRules moves = rules.installs(stored.rollout().plan(), stored.elf());
        Set<String> superseded = new HashSet<>(store.superseded(handle, id));
        List<Install> before = installs(handle, id).stream()
                .filter(each -> !superseded.contains(each.deviceId()))
                .filter(each -> each.state() != InstallState.CANCELED)
                .toList();
        Step step = rules.goBack(stored.rollout(), before, moves, "by_person", true);
        store.save(handle, stored.version(), before, step.installs());
        store.save(handle, step.rollout());
    }

    private List<Install> installs(Handle handle, long id) {
        return store.installs(handle, List.of(id)).getOrDefault(id, List.of());
    }
}
