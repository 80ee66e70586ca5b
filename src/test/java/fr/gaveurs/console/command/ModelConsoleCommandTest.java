package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.models.StoredSamples;
import fr.gaveurs.console.backend.platform.settings.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code model console …}: from labels to a version that is used, and back, through a console that runs. */
class ModelConsoleCommandTest {
    @TempDir
    private Path folder;

    private CommandRun run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "model";
        all[1] = "console";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[all.length - 1] = "--data-dir=" + folder;
        return CommandRun.run(all);
    }

    private String did(String... arguments) {
        CommandRun done = run(arguments);
        assertThat(done.code()).as(done.err()).isEqualTo(Exit.OK);
        return done.out();
    }

    @Test
    void labelsBecomeAVersionThatIsUsedAndLeft() throws Exception {
        assertThat(run("list").err()).contains("no console runs on");
        try (TestConsole console = TestConsole.start();
                DataFolder held = DataFolder.open(folder)) {
            held.announce(new DataFolder.Instance(1, console.url()));
            StoredSamples samples = StoredSamples.of(console, 4, 20, 31);
            Path csv = Files.writeString(folder.resolve("labels.csv"), samples.csv() + "ESP32_LL_01,nowhere,,0.5,,\n");
            assertThat(did("labels", csv.toString())).contains("240 added, 0 corrected");
            assertThat(run("labels", csv.toString()).err()).contains("1 samples are not stored here", "nowhere");
            CommandRun missing = run("labels", folder + "/none.csv");
            assertThat(missing.code()).isEqualTo(Exit.REFUSED);
            assertThat(missing.err()).contains("there is no file").doesNotContain("Exception");
            Path slips = Files.writeString(folder.resolve("slips.csv"), samples.csv() + "ESP32_LL_01\n");
            CommandRun partly = run("labels", slips.toString());
            assertThat(partly.code()).as("a script must notice").isEqualTo(Exit.REFUSED);
            assertThat(partly.err()).contains("it has 1 fields");
            assertThat(run("train", "x").err()).contains("'x' is no whole number");
            String dataset = did("freeze", "all of them").split(" ", 2)[0];
            Path rows = folder.resolve("rows.csv");
            assertThat(did("rows", dataset, "--out=" + rows))
                    .startsWith(console.json("/api/ai/datasets/" + dataset)
                            .path("sha256")
                            .asString());
            assertThat(run("rows", "99", "--out=" + rows).err()).contains("no data set 99 is known");
            String first = did("train", dataset, "--seed=1").replaceAll("\\D", "");
            String second = did("train", dataset, "--seed=2", "--name=other").replaceAll("\\D", "");

            CommandRun refused = run("use", "activate", first);
            assertThat(refused.code()).isEqualTo(Exit.REFUSED);
            assertThat(refused.err()).contains("as a shadow it has seen");
            assertThat(did("use", "activate", first, "--reason=tried")).contains("active");
            String[] asked = "predict 1345 2126 1920 8051 3679 2363 3843 2403 5000 800".split(" ");
            assertThat(did(asked)).contains("freshness ", "fat_quality ", "oxidation ");
            String[] named = Arrays.copyOf(asked, asked.length + 1);
            named[asked.length] = "--model=" + second;
            assertThat(did(named)).contains("freshness ", " to ");
            named[asked.length] = "--model=77";
            assertThat(run(named).err()).contains("77");
            did("use", "shadow", second);
            did("use", "activate", second, "--reason=better");
            assertThat(did("back")).contains(first + "  active");
            assertThat(did("list")).contains("other").contains("validated").contains("freshness: ");
            Path file =
                    Files.write(folder.resolve("model.json"), console.bytes("/api/ai/models/" + first + "/artefact"));
            assertThat(did("take", file.toString())).as("it is there already").contains(first + "  active");
        }
    }
}
