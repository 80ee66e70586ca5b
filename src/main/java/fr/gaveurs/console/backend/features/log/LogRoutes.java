package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.log.Log.CheckpointState;
import fr.gaveurs.console.api.log.Log.Consistency;
import fr.gaveurs.console.api.log.Log.ConsistencyQuery;
import fr.gaveurs.console.api.log.Log.EntriesQuery;
import fr.gaveurs.console.api.log.Log.ProofQuery;
import fr.gaveurs.console.api.log.Log.VerificationRequest;
import fr.gaveurs.console.api.log.Log.WitnessRequest;
import fr.gaveurs.console.api.log.LogApi;
import fr.gaveurs.console.backend.features.log.Checkpoints.Stored;
import fr.gaveurs.console.backend.features.log.Checkpoints.UnsignedException;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.http.Reply;
import fr.gaveurs.console.backend.platform.tlog.Tile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The routes of {@link LogApi}. */
final class LogRoutes {
    private static final AuditObject OBJECT = new AuditObject("log", null);
    /** Of what never changes: a week. */
    private static final String FOR_EVER = "public, max-age=604800, immutable";

    private final LogFeature log;
    private final LogQueries queries;
    private final LogProofs proofs;
    private final Checkpoints checkpoints;
    private final LogVerifications verifications;
    private final WitnessedLogs witnessed;
    private final AuditLog audit;

    LogRoutes(
            LogFeature log,
            LogQueries queries,
            LogProofs proofs,
            Checkpoints checkpoints,
            LogVerifications verifications,
            WitnessedLogs witnessed,
            AuditLog audit) {
        this.log = log;
        this.queries = queries;
        this.proofs = proofs;
        this.checkpoints = checkpoints;
        this.verifications = verifications;
        this.witnessed = witnessed;
        this.audit = audit;
    }

    List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>(List.of(
                new Endpoint(LogApi.CHECKPOINT, call -> checkpoint()),
                new Endpoint(LogApi.PUBLIC_PROOF, call -> proofs.open(call.path("id"))),
                new Endpoint(LogApi.GET_LOG, call -> log.state()),
                new Endpoint(LogApi.LIST_ENTRIES, call -> queries.entries(call.query(EntriesQuery.class))),
                new Endpoint(LogApi.INCLUSION, call -> {
                    ProofQuery query = call.query(ProofQuery.class);
                    return proofs.of(query.index(), query.kind(), query.key());
                }),
                new Endpoint(LogApi.CONSISTENCY, call -> consistency(call.query(ConsistencyQuery.class))),
                new Endpoint(LogApi.MAKE_CHECKPOINT, call -> make(call.act())),
                new Endpoint(LogApi.VERIFY, call -> {
                    Long since = call.body(VerificationRequest.class).since();
                    audit.note(call.act(), OBJECT, null, since == null ? null : Map.of("since", since));
                    return Reply.json(201, verifications.begin(since == null ? 0 : since));
                }),
                new Endpoint(LogApi.VERIFICATION, call -> verifications.current()),
                new Endpoint(LogApi.CANCEL_VERIFICATION, call -> {
                    audit.note(call.act(), OBJECT, null, null);
                    verifications.cancel();
                    return null;
                }),
                new Endpoint(LogApi.TAKE_KEY, call -> {
                    audit.note(call.act(), OBJECT, null, Map.of("verifier_key", checkpoints.take()));
                    return log.state();
                }),
                new Endpoint(
                        LogApi.WITNESS,
                        call -> Reply.json(201, witnessed.keep(call.body(WitnessRequest.class), call.act()))),
                new Endpoint(LogApi.WITNESSED, call -> new Listing<>(witnessed.list()))));
        LogApi.TILES.forEach(route -> endpoints.add(new Endpoint(route, call -> tile(call.path("level"), call))));
        LogApi.ENTRY_BUNDLES.forEach(route -> endpoints.add(new Endpoint(route, call -> tile("entries", call))));
        return endpoints;
    }

    private Reply checkpoint() throws SQLException {
        Stored newest = checkpoints.newest();
        if (newest == null) {
            throw ProblemException.notFound("the log was not signed yet: it is an hour after it began at the latest");
        }
        return Reply.text("text/plain; charset=utf-8", newest.note()).with("Cache-Control", "no-cache");
    }

    private Reply tile(String level, Call call) throws SQLException {
        StringBuilder path = new StringBuilder(level);
        long parts = call.route().template().chars().filter(c -> c == '{').count();
        int first = call.route().template().contains("{level}") ? 1 : 0;
        for (int i = 1; i <= parts - first; i++) {
            path.append('/').append(call.path("part" + i));
        }
        Tile tile = Tile.parse(path.toString());
        if (tile == null || (tile.level() == Tile.ENTRIES) != level.equals("entries")) {
            throw ProblemException.notFound(
                    "this is no tile's path: one is such as tile/0/x001/234 or tile/0/000.p/17");
        }
        byte[] bytes = queries.tile(tile);
        if (bytes == null) {
            throw ProblemException.notFound("the log is not that long yet");
        }
        return new Reply(200, bytes, "application/octet-stream", Map.of("Cache-Control", FOR_EVER));
    }

    private Consistency consistency(ConsistencyQuery query) throws SQLException {
        if (query.second() != null && query.first() > query.second()) {
            throw ProblemException.validation(
                    "a log grows from the first size to the second",
                    List.of(new FieldError("first", "must not be larger than second, " + query.second())));
        }
        try {
            return queries.consistency(query.first(), query.second());
        } catch (IllegalArgumentException e) {
            throw ProblemException.validation(String.valueOf(e.getMessage()), List.of());
        }
    }

    private CheckpointState make(Act act) throws Exception {
        try {
            Stored made = checkpoints.make();
            if (made == null) {
                throw ProblemException.conflict("the log has no entry yet: there is nothing to sign");
            }
            audit.note(act, OBJECT, null, Map.of("entries", made.size()));
            log.give(made);
            return made.state();
        } catch (UnsignedException e) {
            throw ProblemException.conflict(String.valueOf(e.getMessage()));
        }
    }
}
