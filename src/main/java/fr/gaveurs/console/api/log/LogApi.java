package fr.gaveurs.console.api.log;

import fr.gaveurs.console.api.FileContent;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The transparency log: as others of its kind are read (C2SP tlog-tiles), and what people ask of it. */
public final class LogApi {
    private static final String TAG = "transparency log";

    public static final Route CHECKPOINT = Route.get(
            "getCheckpoint",
            "/tlog/checkpoint",
            TAG,
            "The newest signed checkpoint: a C2SP signed note of origin, size and root",
            Role.PUBLIC,
            null,
            String.class);

    /** Parts of a tile's path, each a segment: the number in threes of figures, and the width of one that is not whole. */
    private static final int MOST_PARTS = 4;

    /** Tiles of hashes: {@code {part1}} and so on make the path that C2SP gives a tile. */
    public static final List<Route> TILES = tiles(
            "getTile",
            "/tlog/tile/{level}",
            Role.PUBLIC,
            "A tile of hashes (C2SP" + " tlog-tiles), 32 bytes each; one that is not whole ends with .p/WIDTH");

    /** Bundles of entries: they tell every grade, and so need a token from elsewhere. */
    public static final List<Route> ENTRY_BUNDLES = tiles(
            "getEntries",
            "/tlog/tile/entries",
            Role.VIEWER,
            "A bundle of entries (C2SP tlog-tiles), each after its length in two bytes");

    private static List<Route> tiles(String id, String template, Role role, String summary) {
        return IntStream.rangeClosed(1, MOST_PARTS)
                .mapToObj(n -> Route.get(
                        id + (n == 1 ? "" : n),
                        template
                                + IntStream.rangeClosed(1, n)
                                        .mapToObj(i -> "/{part" + i + "}")
                                        .reduce("", String::concat),
                        TAG,
                        summary,
                        role,
                        null,
                        FileContent.class))
                .toList();
    }

    public static final Route PUBLIC_PROOF = Route.get(
            "getPublicProof",
            "/api/public/proof/{id}",
            TAG,
            "The proof that a product is in the log, with its recalls, whole in itself: gaveurs-console verify FILE checks it",
            Role.CONSUMER,
            null,
            Log.Proof.class);

    public static final Route GET_LOG = Route.get(
            "getLog",
            "/api/log",
            TAG,
            "The log now: size, newest checkpoint, witnesses, what waits",
            Role.VIEWER,
            null,
            Log.LogState.class);

    public static final Route LIST_ENTRIES = Route.get(
            "listLogEntries",
            "/api/log/entries",
            TAG,
            "Entries, newest first, a page at a time",
            Role.VIEWER,
            Log.EntriesQuery.class,
            Route.generic(Page.class, Log.Entry.class));

    public static final Route INCLUSION = Route.get(
            "getLogProof",
            "/api/log/proof",
            TAG,
            "The proof that an entry is in the log, by its index, or by kind and key",
            Role.VIEWER,
            Log.ProofQuery.class,
            Log.Proof.class);

    public static final Route CONSISTENCY = Route.get(
            "getLogConsistency",
            "/api/log/consistency",
            TAG,
            "The proof that the log of one size only added to that of a smaller one",
            Role.VIEWER,
            Log.ConsistencyQuery.class,
            Log.Consistency.class);

    public static final Route MAKE_CHECKPOINT = new Route(
            "makeCheckpoint",
            "POST",
            "/api/log/checkpoint",
            TAG,
            "Signs the log as it is now, and gives it to the witnesses",
            Role.OPERATOR,
            null,
            null,
            Log.CheckpointState.class);

    public static final Route VERIFY = new Route(
            "verifyLog",
            "POST",
            "/api/log/verification",
            TAG,
            "Begins to verify the log against the rows that it is about; one at a time",
            Role.OPERATOR,
            null,
            Log.VerificationRequest.class,
            Log.Verification.class);

    public static final Route VERIFICATION = Route.get(
            "getLogVerification",
            "/api/log/verification",
            TAG,
            "The verification that runs, or the last one of this run of the console",
            Role.VIEWER,
            null,
            Log.Verification.class);

    public static final Route CANCEL_VERIFICATION = new Route(
            "cancelLogVerification",
            "DELETE",
            "/api/log/verification",
            TAG,
            "Ends the verification that runs",
            Role.OPERATOR,
            null,
            null,
            Void.class);

    public static final Route TAKE_KEY = new Route(
            "takeLogKey",
            "POST",
            "/api/log/key",
            TAG,
            "From now on this console's key signs: where the one that signed before is lost",
            Role.ADMIN,
            null,
            null,
            Log.LogState.class);

    public static final Route WITNESS = new Route(
            "witnessLog",
            "POST",
            "/api/log/witnessed",
            TAG,
            "Keeps a checkpoint of another console's log; refuses one that is smaller, or not an extension of the last",
            Role.OPERATOR,
            null,
            Log.WitnessRequest.class,
            Log.Witnessed.class);

    public static final Route WITNESSED = Route.get(
            "getWitnessed",
            "/api/log/witnessed",
            TAG,
            "The newest checkpoints of other consoles' logs that this one keeps as their witness",
            Role.VIEWER,
            null,
            Route.listOf(Log.Witnessed.class));

    /** In the order of the documentation. */
    public static final List<Route> ALL = Stream.of(
                    List.of(CHECKPOINT),
                    TILES,
                    ENTRY_BUNDLES,
                    List.of(
                            PUBLIC_PROOF,
                            GET_LOG,
                            LIST_ENTRIES,
                            INCLUSION,
                            CONSISTENCY,
                            MAKE_CHECKPOINT,
                            VERIFY,
                            VERIFICATION,
                            CANCEL_VERIFICATION,
                            TAKE_KEY,
                            WITNESS,
                            WITNESSED))
            .flatMap(List::stream)
            .toList();

    private LogApi() {}
}
