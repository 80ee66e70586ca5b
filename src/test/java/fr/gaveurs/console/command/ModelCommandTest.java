package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.features.models.learning.ExampleCsv;
import fr.gaveurs.console.backend.features.models.learning.LearningSamples;
import fr.gaveurs.console.backend.features.quality.Recordings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** {@code model train}, {@code inspect} and {@code predict}, as on a computer without a console. */
class ModelCommandTest {
    private static final String[] COUNTS = {"1345", "2126", "1920", "8051", "3679", "2363", "3843", "2403", "5000", "0"
    };

    @TempDir
    private Path folder;

    @Test
    void aDataSetBecomesAModelThatCanBeShownAndAsked() throws Exception {
        Path data =
                Files.writeString(folder.resolve("set.csv"), ExampleCsv.write(LearningSamples.straight(4, 4, 12, 3)));
        Path model = folder.resolve("model.json");
        CommandRun trained =
                CommandRun.run("model", "train", data.toString(), "--out", model.toString(), "--target", "freshness");
        assertThat(trained.code()).as(trained.err()).isEqualTo(Exit.OK);
        assertThat(trained.out()).contains("freshness: ").contains("formula").contains("p = 0.000");
        byte[] first = Files.readAllBytes(model);
        CommandRun.run("model", "train", data.toString(), "--out", model.toString(), "--target", "freshness");
        assertThat(Files.readAllBytes(model)).as("the same bytes again").isEqualTo(first);

        CommandRun shown = CommandRun.run("model", "inspect", model.toString());
        assertThat(shown.code()).as(shown.err()).isEqualTo(Exit.OK);
        assertThat(shown.out()).contains("log_f1, log_f2").contains("interval ± ");

        String[] ask = new String[13];
        ask[0] = "model";
        ask[1] = "predict";
        ask[2] = model.toString();
        System.arraycopy(COUNTS, 0, ask, 3, COUNTS.length);
        CommandRun asked = CommandRun.run(ask);
        assertThat(asked.code()).as(asked.err()).isEqualTo(Exit.OK);
        assertThat(asked.out()).matches("(?s)freshness +[01]\\.\\d{4}  \\([01]\\.\\d{4} to [01]\\.\\d{4}\\).*");
        ask[3] = "0";
        assertThat(CommandRun.run(ask).err()).contains("missing or 0");
        for (String none : new String[] {"NaN", "5d", "0x10"}) {
            ask[3] = none;
            assertThat(CommandRun.run(ask).code()).as(none).isEqualTo(Exit.USAGE);
        }
    }

    @Test
    void whatIsWrongIsSaidInASentence() throws Exception {
        Path out = folder.resolve("model.json");
        Path few = Files.writeString(folder.resolve("few.csv"), ExampleCsv.write(LearningSamples.straight(1, 1, 9, 3)));
        CommandRun refused = CommandRun.run("model", "train", few.toString(), "--out", out.toString());
        assertThat(refused.code()).isEqualTo(Exit.REFUSED);
        assertThat(refused.err()).contains("40 are needed").doesNotContain("Exception");
        assertThat(out).doesNotExist();
        Path odd = Files.writeString(
                folder.resolve("odd.csv"), "device_id,sample_id,time,lot,day,F1\na,b,yesterday,,d,1\n");
        assertThat(CommandRun.run("model", "train", odd.toString(), "--out", out.toString())
                        .err())
                .contains("line 2")
                .contains("time is 'yesterday'");
        Path slip = Files.writeString(
                folder.resolve("slip.csv"), Files.readString(few).stripTrailing() + ",5\r\n");
        assertThat(CommandRun.run("model", "train", slip.toString(), "--out", out.toString())
                        .err())
                .contains("line 10", "fields, and the first line names");
        Path labels = Files.writeString(folder.resolve("labels.csv"), "device_id,sample_id,freshness\na,b,0.5\n");
        assertThat(CommandRun.run("model", "train", labels.toString(), "--out", out.toString())
                        .err())
                .contains("model console labels");
        Path noise = Files.write(folder.resolve("noise.bin"), new byte[] {1, -7, 44, 9, 10, 3});
        assertThat(CommandRun.run("model", "train", noise.toString(), "--out", out.toString())
                        .err())
                .contains("this is no data set");
        assertThat(CommandRun.run("model", "train", folder + "/none.csv", "--out", out.toString())
                        .err())
                .contains("there is no file");
        assertThat(CommandRun.run(
                                "model",
                                "train",
                                few.toString(),
                                "--out",
                                out.toString(),
                                "--features",
                                "log_f1,fusion_score")
                        .err())
                .contains("fusion_score");
        assertThat(CommandRun.run("model", "inspect", few.toString()).code()).isEqualTo(Exit.REFUSED);
    }

    @Test
    @EnabledIf("fr.gaveurs.console.backend.features.quality.Recordings#exist")
    void aRecordingBecomesOneToo() {
        Path model = folder.resolve("model.json");
        CommandRun trained = CommandRun.run(
                "model", "train", Recordings.file(Recordings.COMPACT).toString(), "--out", model.toString());
        assertThat(trained.code()).as(trained.err()).isEqualTo(Exit.OK);
        assertThat(trained.out())
                .contains("oxidation: ")
                .as("as the console divides the same recording")
                .contains("by lot_and_day (259 groups)")
                .doesNotContain("not assured");
    }
}
