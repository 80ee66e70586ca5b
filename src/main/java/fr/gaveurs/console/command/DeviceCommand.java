package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.StoreSession;
import fr.gaveurs.console.client.ApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code device approve}: lets a station in. */
@Command(name = "device", description = "Stations.", mixinStandardHelpOptions = true)
public final class DeviceCommand {
    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Lets a station that waits for approval deliver samples.")
    int approve(
            @Mixin DataDirOption dataDir,
            @Parameters(paramLabel = "ID", description = "The station, such as ESP32_LL_01.") String id) {
        return RunningConsole.run(dataDir.path(), new RunningConsole.Task() {
            @Override
            public int through(ApiClient client) {
                return print(client.approve(id).join().deviceId());
            }

            @Override
            public int on(StoreSession store) throws Exception {
                if (store.approve(id)) {
                    return print(id);
                }
                System.err.println("no station " + id + " is known; it becomes known when it first says hello");
                return Exit.REFUSED;
            }

            private int print(String approved) {
                System.out.println(approved + " is approved");
                return Exit.OK;
            }
        });
    }
}
