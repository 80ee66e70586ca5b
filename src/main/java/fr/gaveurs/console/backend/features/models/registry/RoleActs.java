package fr.gaveurs.console.backend.features.models.registry;

import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.api.models.RoleHistory;
import fr.gaveurs.console.api.models.RoleHistory.Given;
import fr.gaveurs.console.api.models.Versions.GateReport;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.api.models.Versions.VersionState;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Gives versions their roles, and takes them away; each is a row of {@code model_assignments} and of the journal. */
public final class RoleActs {
    /** One after another, whichever console it is asked of. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('model_assignments'))";

    private final Jdbi changes;
    private final VersionStore versions;
    private final LoadedModels loaded;
    private final Function<Version, GateReport> gate;

    /** @param gate whether a version may become active without a reason */
    public RoleActs(Jdbi changes, VersionStore versions, LoadedModels loaded, Function<Version, GateReport> gate) {
        this.changes = changes;
        this.versions = versions;
        this.loaded = loaded;
        this.gate = gate;
    }

    /** Makes a version the active one: where the gate is open, or where somebody says why. */
    public Version activate(long id, Act act) {
        Version version = usable(id);
        if (version.state() == VersionState.ACTIVE) {
            throw ProblemException.conflict("the model " + id + " is active already");
        }
        if (act.reason() == null) {
            GateReport report = gate.apply(version);
            if (!report.open()) {
                throw ProblemException.conflictWithoutReason("the model " + id + " may not become active yet: "
                        + String.join("; ", report.missing()) + ". Who knows better says why");
            }
        }
        return changed(act, id, handle -> {
            Long before = free(handle, Role.ACTIVE, id);
            assign(handle, Role.ACTIVE, id, act);
            if (Objects.equals(VersionStore.having(handle, Role.SHADOW), id)) {
                assign(handle, Role.SHADOW, null, act);
            }
            return roles(Role.ACTIVE, before, id);
        });
    }

    /** Lets a version say its figures beside the active one. */
    public Version shadow(long id, Act act) {
        Version version = usable(id);
        if (version.state() == VersionState.ACTIVE || version.state() == VersionState.SHADOW) {
            throw ProblemException.conflict(
                    "the model " + id + " is " + version.state().key() + " already");
        }
        return changed(act, id, handle -> {
            if (Objects.equals(VersionStore.having(handle, Role.ACTIVE), id)) {
                throw ProblemException.conflict("the model " + id + " is active already");
            }
            Long before = free(handle, Role.SHADOW, id);
            assign(handle, Role.SHADOW, id, act);
            return roles(Role.SHADOW, before, id);
        });
    }

    /** Takes a version's role away; nobody has it then. */
    public Version deactivate(long id, Act act) {
        versions.need(id);
        return changed(act, id, handle -> {
            for (Role role : Role.values()) {
                if (Objects.equals(VersionStore.having(handle, role), id)) {
                    assign(handle, role, null, act);
                    return roles(role, id, null);
                }
            }
            throw ProblemException.conflict("the model " + id + " has no role");
        });
    }

    /** Lets a version never be used any more; what role it has it loses. The active one goes for a reason alone. */
    public Version retire(long id, Act act) {
        if (versions.need(id).state() == VersionState.RETIRED) {
            throw ProblemException.conflict("the model " + id + " is retired already");
        }
        return changed(act, id, handle -> {
            if (act.reason() == null && Objects.equals(VersionStore.having(handle, Role.ACTIVE), id)) {
                throw ProblemException.conflictWithoutReason("the model " + id + " is the active one, and once it is"
                        + " retired it can never be used again: no model is active then. Say why");
            }
            Map<String, @Nullable Object> before = new HashMap<>();
            before.put("state", versions.find(handle, id).orElseThrow().state().key());
            for (Role role : Role.values()) {
                if (Objects.equals(VersionStore.having(handle, role), id)) {
                    assign(handle, role, null, act);
                }
            }
            handle.createUpdate("UPDATE model_versions SET state = 'retired' WHERE id = :id")
                    .bind("id", id)
                    .execute();
            return new Change(before, Map.of("state", VersionState.RETIRED.key()));
        });
    }

    /**
     * Brings the version back that was active before the one that is, or was last. Once more, it goes further back: what
     * was rolled away does not come back by it.
     */
    public Version rollBack(Act act) {
        Long former = changes.withHandle(RoleActs::former);
        if (former == null) {
            throw ProblemException.conflict("no model was active before that could come back");
        }
        long id = usable(former).id();
        return changed(act, id, handle -> {
            if (!former.equals(former(handle))) {
                throw ProblemException.conflict("somebody else rolled back, or gave the role, in the same moment");
            }
            Long before = free(handle, Role.ACTIVE, id);
            assign(handle, Role.ACTIVE, id, true, act);
            if (Objects.equals(VersionStore.having(handle, Role.SHADOW), id)) {
                assign(handle, Role.SHADOW, null, act);
            }
            return roles(Role.ACTIVE, before, id);
        });
    }

    private static @Nullable Long former(Handle handle) {
        List<Given> given = new ArrayList<>();
        Set<Long> retired = new HashSet<>();
        handle.createQuery("SELECT a.version_id, a.back, v.state = 'retired' FROM model_assignments a"
                        + " JOIN model_versions v ON v.id = a.version_id WHERE a.role = 'active' ORDER BY a.id DESC LIMIT "
                        + VersionStore.LISTED)
                .map((row, context) -> {
                    if (row.getBoolean(3)) {
                        retired.add(row.getLong(1));
                    }
                    return new Given(row.getLong(1), row.getBoolean(2));
                })
                .forEach(given::addFirst);
        return RoleHistory.former(given, id -> !retired.contains(id));
    }

    /**
     * Looks once more, now that nobody else gives or takes roles: another console may have, since it was looked before.
     *
     * @return the version that has the role now
     */
    private @Nullable Long free(Handle handle, Role role, long id) {
        if (versions.find(handle, id).orElseThrow().state() == VersionState.RETIRED) {
            throw ProblemException.conflict("the model " + id + " is retired");
        }
        Long before = VersionStore.having(handle, role);
        if (Objects.equals(before, id)) {
            throw ProblemException.conflict("the model " + id + " is " + role.key() + " already");
        }
        return before;
    }

    private Version usable(long id) {
        Version version = versions.need(id);
        if (version.state() == VersionState.RETIRED) {
            throw ProblemException.conflict("the model " + id + " is retired");
        }
        ModelFault fault = loaded.read(id).fault();
        if (fault != null) {
            throw ProblemException.conflict("the model " + id + " cannot be used: " + fault.text());
        }
        return version;
    }

    private record Change(Map<String, @Nullable Object> before, Map<String, ?> after) {}

    private static Change roles(Role role, @Nullable Long before, @Nullable Long after) {
        Map<String, @Nullable Object> was = new HashMap<>();
        was.put(role.key(), before);
        Map<String, @Nullable Object> is = new HashMap<>();
        is.put(role.key(), after);
        return new Change(was, is);
    }

    private static void assign(Handle handle, Role role, @Nullable Long id, Act act) {
        assign(handle, role, id, false, act);
    }

    /** @param back whether it comes back to a role that it had before the version which is taken away */
    private static void assign(Handle handle, Role role, @Nullable Long id, boolean back, Act act) {
        handle.createUpdate("INSERT INTO model_assignments (role, version_id, back, by_name, reason)"
                        + " VALUES (:role, :version, :back, :by, :reason)")
                .bind("back", back)
                .bind("role", role.key())
                .bind("version", id)
                .bind("by", act.actor().called())
                .bind("reason", act.reason())
                .execute();
    }

    private Version changed(Act act, long id, Function<Handle, Change> work) {
        changes.useTransaction(handle -> {
            handle.execute(LOCK);
            Change change = work.apply(handle);
            AuditLog.write(handle, act, AuditObject.of("model", Long.toString(id)), change.before(), change.after());
        });
        loaded.refresh();
        return versions.need(id);
    }
}
