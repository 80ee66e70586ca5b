package fr.gaveurs.console.backend;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What verifying finds of a kind of entries can be told to people. */
class LogSourcesTest {
    @ParameterizedTest
    @EnumSource(Language.class)
    void everyKindAndWhatItsEntriesShowHasAName(Language language) {
        Messages messages = new Messages(language, ZoneId.of("UTC"));
        for (LogSource source : LogSources.ALL) {
            assertThat(messages.getOr("proofs.kind." + source.kind(), ""))
                    .as(source.kind())
                    .isNotBlank();
            for (LogSource.Column column : source.shown()) {
                assertThat(messages.getOr("proofs.field." + column.name(), ""))
                        .as(source.kind() + "." + column.name())
                        .isNotBlank();
            }
        }
    }
}
