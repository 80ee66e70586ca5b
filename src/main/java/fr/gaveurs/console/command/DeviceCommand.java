package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.StoreSession;
import fr.gaveurs.console.client.ApiClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code device approve}, {@code block}, {@code unblock}, {@code forget}, {@code new-token}. */
@Command(name = "device", description = "Stations.", mixinStandardHelpOptions = true)
public final class DeviceCommand {
    private static final String STATION = "The station, such as ESP32_LL_01.";

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Lets a station that waits for approval deliver samples.")
    int approve(
            @Mixin DataDirOption dataDir,
            @Option(
                            names = "--claim",
                            paramLabel = "CLAIM",
                            description = "Which of several boards that say this id, as the station's record names it.")
                    @Nullable
                    String claim,
            @Parameters(paramLabel = "ID", description = STATION) String id) {
        return change(
                dataDir,
                id,
                "is approved",
                client -> client.approve(id, claim).join(),
                store -> withoutClaim(claim) && store.approve(id));
    }

    @Command(
            name = "block",
            mixinStandardHelpOptions = true,
            description = "Refuses whatever a station sends, until it is unblocked.")
    int block(@Mixin DataDirOption dataDir, @Parameters(paramLabel = "ID", description = STATION) String id) {
        return change(dataDir, id, "is blocked", client -> client.block(id).join(), store -> store.block(id));
    }

    @Command(
            name = "unblock",
            mixinStandardHelpOptions = true,
            description = "Puts a blocked station among those that wait for approval.")
    int unblock(@Mixin DataDirOption dataDir, @Parameters(paramLabel = "ID", description = STATION) String id) {
        return change(
                dataDir,
                id,
                "is no longer blocked and waits for approval",
                client -> client.unblock(id).join(),
                store -> store.unblock(id));
    }

    @Command(
            name = "forget",
            mixinStandardHelpOptions = true,
            description = "Forgets a station and its token. Its samples stay; it may ask for approval again.")
    int forget(@Mixin DataDirOption dataDir, @Parameters(paramLabel = "ID", description = STATION) String id) {
        return change(dataDir, id, "is forgotten", client -> client.forget(id).join(), store -> store.forget(id));
    }

    @Command(
            name = "new-token",
            mixinStandardHelpOptions = true,
            description = "Makes a station's token void; it gets another one at its next hello.")
    int newToken(
            @Mixin DataDirOption dataDir,
            @Option(
                            names = "--claim",
                            paramLabel = "CLAIM",
                            description = "Which of several boards that say this id, as the station's record names it.")
                    @Nullable
                    String claim,
            @Parameters(paramLabel = "ID", description = STATION) String id) {
        return change(
                dataDir,
                id,
                "gets a new token at its next hello",
                client -> client.resetToken(id, claim).join(),
                store -> withoutClaim(claim) && store.resetToken(id));
    }

    /** While no console runs nobody is heard, so there is nothing to choose from. */
    private static boolean withoutClaim(@Nullable String claim) {
        if (claim != null) {
            throw new IllegalArgumentException("--claim needs a console that runs and hears the boards");
        }
        return true;
    }

    private interface ThroughClient {
        @Nullable
        Object call(ApiClient client);
    }

    private interface OnStore {
        boolean call(StoreSession store) throws Exception;
    }

    private static int change(DataDirOption dataDir, String id, String done, ThroughClient client, OnStore offline) {
        return RunningConsole.run(dataDir.path(), new RunningConsole.Task() {
            @Override
            public int through(ApiClient running) {
                client.call(running);
                return print();
            }

            @Override
            public int on(StoreSession store) throws Exception {
                if (offline.call(store)) {
                    return print();
                }
                System.err.println("no station " + id + " is known, or it is not in that state; one becomes known when"
                        + " it first says hello");
                return Exit.REFUSED;
            }

            private int print() {
                System.out.println(id + " " + done);
                return Exit.OK;
            }
        });
    }
}
