package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.api.devices.Devices.Board;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.ReasonForm.Question;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** What a person decides on the live screen about stations that wait or are blocked: asked beside the button, with why. */
final class Decisions {
    /** What is done, and what is told once it is or could not be. */
    interface Done {
        /**
         * @param under client that says why
         * @param failed key of the words for that, with the station's id and the reason
         * @param done key of the words for that; null where the tile shows it
         */
        void run(String deviceId, Call under, @Nullable String why, String failed, @Nullable String done);
    }

    /** Asks the backend for it. */
    interface Call {
        CompletableFuture<?> on(ApiClient api);
    }

    private final Messages messages;
    private final Done done;

    Decisions(Messages messages, Done done) {
        this.messages = messages;
        this.done = done;
    }

    /** Lets one in that waits: at once, or the board of several that is chosen. */
    void approve(TileData waiting, Node anchor) {
        List<TileData.BoardChoice> boards = waiting.boards();
        if (boards.isEmpty()) {
            approve(waiting, waiting.claim(), null);
            return;
        }
        PopOvers.ask(
                anchor,
                messages,
                new Question(
                        messages.get("live.approve.which", waiting.name()),
                        messages.get("live.approve"),
                        false,
                        boards.stream().map(TileData.BoardChoice::text).toList()),
                (choice, why) -> approve(waiting, boards.get(choice).claim(), why));
    }

    private void approve(TileData waiting, @Nullable String claim, @Nullable String why) {
        String id = waiting.deviceId();
        done.run(id, api -> api.approve(id, claim), why, "live.approve.failed", null);
    }

    /** Turns one away that waits. */
    void refuse(TileData waiting, Node anchor) {
        String id = waiting.deviceId();
        PopOvers.ask(
                anchor,
                messages,
                new Question(messages.get("live.block.ask"), messages.get("live.block"), true, List.of()),
                (choice, why) -> done.run(id, api -> api.block(id), why, "live.block.failed", "live.block.done"));
    }

    /** Puts a blocked one among those that wait, or lets it in again where it is of the console's machine. */
    void unblock(Device blocked, Node anchor) {
        String id = blocked.deviceId();
        boolean local = Board.isLocal(blocked.board().address());
        PopOvers.ask(
                anchor,
                messages,
                new Question(
                        messages.get(local ? "live.unblock.ask.local" : "live.unblock.ask", id),
                        messages.get("live.unblock"),
                        false,
                        List.of()),
                (choice, why) -> done.run(
                        id,
                        api -> api.unblock(id),
                        why,
                        "live.unblock.failed",
                        local ? "live.unblock.done.local" : "live.unblock.done"));
    }
}
