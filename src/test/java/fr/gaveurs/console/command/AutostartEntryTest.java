package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class AutostartEntryTest {
    private static final List<String> COMMAND =
            List.of("/opt/La Console/gaveurs-console", "--restart", "--data-dir=/home/zoé/100% $HOME \"x\"");

    @TempDir
    private Path config;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aWindowIsStartedByTheDesktopOnceItHasADisplay() throws Exception {
        AutostartEntry entry = new AutostartEntry.SystemdUnit(config, false);

        entry.write(COMMAND);

        Path unit = config.resolve("systemd/user/gaveurs-console.service");
        assertThat(entry.exists()).isTrue();
        assertThat(Files.readString(unit))
                .contains("ExecStart=\"/opt/La Console/gaveurs-console\" \"--restart\""
                        + " \"--data-dir=/home/zoé/100%% $$HOME \\\"x\\\"\"")
                .contains("Restart=on-failure")
                .doesNotContain("[Install]");
        assertThat(Files.readString(config.resolve("autostart/gaveurs-console.desktop")))
                .contains("systemctl --user start gaveurs-console.service");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void oneWithoutAWindowBelongsToTheUsersManagerAndNothingOfTheOtherIsLeft() throws Exception {
        new AutostartEntry.SystemdUnit(config, false).write(COMMAND);
        AutostartEntry entry = new AutostartEntry.SystemdUnit(config, true);

        entry.write(COMMAND);

        Path link = config.resolve("systemd/user/default.target.wants/gaveurs-console.service");
        assertThat(Files.readSymbolicLink(link)).isEqualTo(config.resolve("systemd/user/gaveurs-console.service"));
        assertThat(Files.readString(link)).contains("WantedBy=default.target");
        assertThat(config.resolve("autostart/gaveurs-console.desktop")).doesNotExist();

        entry.delete();
        entry.delete();
        assertThat(entry.exists()).isFalse();
        assertThat(link).doesNotExist();
    }

    @Test
    void theTaskOfWindowsRunsWithoutTheUsualLimits() throws Exception {
        Document task = xml(new AutostartEntry.WindowsTask()
                .text(List.of("C:\\Program Files\\A & B\\console.exe", "--restart", "--data-dir=D:\\Été 1")));

        assertThat(text(task, "Command")).isEqualTo("C:\\Program Files\\A & B\\console.exe");
        assertThat(text(task, "Arguments")).isEqualTo("--restart \"--data-dir=D:\\Été 1\"");
        assertThat(text(task, "ExecutionTimeLimit")).isEqualTo("PT0S");
        assertThat(text(task, "MultipleInstancesPolicy")).isEqualTo("IgnoreNew");
    }

    @Test
    void theAgentOfMacOsHasEachArgumentForItself() throws Exception {
        AutostartEntry entry = new AutostartEntry.LaunchAgent(config);
        entry.write(List.of("/Applications/Gaveurs Console.app/x", "--restart", "a<b"));

        Path file = config.resolve("Library/LaunchAgents/fr.gaveurs.console.plist");
        assertThat(Files.readString(file))
                .contains("<string>/Applications/Gaveurs Console.app/x</string>")
                .contains("<string>a&lt;b</string>");
        entry.delete();
        assertThat(file).doesNotExist();
    }

    private static Document xml(String text) throws Exception {
        // The declaration is of the file, which is UTF-16; here it is text.
        String body = text.substring(text.indexOf("?>") + 2).strip();
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Document document, String name) {
        return document.getElementsByTagName(name).item(0).getTextContent();
    }
}
