package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugInput;
import fr.gaveurs.console.api.bugs.BugStatistics;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.client.BugClient;
import fr.gaveurs.console.client.FirmwareClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What the tracker asks of the backend. Futures complete on any thread. */
interface BugSource {
    CompletableFuture<Bugs.BugPage> list(Bugs.BugQuery query);

    CompletableFuture<Bugs.Board> board(Bugs.BugQuery query);

    CompletableFuture<BugStatistics.BugFigures> figures();

    CompletableFuture<List<BugStatistics.BugDay>> trends(int days);

    /** How many stations run each version of firmware now. */
    CompletableFuture<Map<String, Integer>> running();

    CompletableFuture<Bugs.Bug> bug(long id);

    CompletableFuture<Bugs.Bug> change(long id, BugInput.BugPatch patch);

    CompletableFuture<Bugs.Bug> comment(long id, BugInput.NewComment comment);

    /** The backend's REST interface. */
    static BugSource of(BugClient client, FirmwareClient firmware) {
        return new BugSource() {
            @Override
            public CompletableFuture<Bugs.BugPage> list(Bugs.BugQuery query) {
                return client.list(query);
            }

            @Override
            public CompletableFuture<Bugs.Board> board(Bugs.BugQuery query) {
                return client.board(query);
            }

            @Override
            public CompletableFuture<BugStatistics.BugFigures> figures() {
                return client.figures();
            }

            @Override
            public CompletableFuture<List<BugStatistics.BugDay>> trends(int days) {
                return client.trends(days);
            }

            @Override
            public CompletableFuture<Map<String, Integer>> running() {
                return firmware.stations().thenApply(stations -> {
                    Map<String, Integer> counts = new HashMap<>();
                    stations.forEach(station -> {
                        // What bugs are reported about is what the station's hello says beside the protocol of updates.
                        if (station.firmwareVersion() != null) {
                            counts.merge(station.firmwareVersion(), 1, Integer::sum);
                        }
                    });
                    return counts;
                });
            }

            @Override
            public CompletableFuture<Bugs.Bug> bug(long id) {
                return client.bug(id);
            }

            @Override
            public CompletableFuture<Bugs.Bug> change(long id, BugInput.BugPatch patch) {
                return client.change(id, patch);
            }

            @Override
            public CompletableFuture<Bugs.Bug> comment(long id, BugInput.NewComment comment) {
                return client.comment(id, comment);
            }
        };
    }
}
