package fr.gaveurs.console.backend.features.devices;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.devices.DeviceDetails.ConnectionEnd;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stored of a connection's end, in words, is told as a code too: a window has words of its own for each. */
class ConnectionEndsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the console is shutting down | 1001 | CONSOLE_STOPPED",
                "send JSON as text messages | 1003 | NO_TEXT",
                "text messages must be UTF-8 | 1007 | NO_TEXT",
                "a message may have 65536 bytes at most | 1009 | TOO_LARGE",
                "a message must be complete within 30 s | 1008 | TOO_SLOW",
                "a message must come faster while many come at once | 1013 | TOO_SLOW",
                "the console failed to handle this message | 1011 | FAULT",
                "closed in good order | 1000 | CLOSED",
                "the console ended without a word | | CONSOLE_LOST",
                "a restore put older data in place | | RESTORED",
                "its word does not count any more: blocked | | BLOCKED",
                "battery low | 1000 | SAID",
                "battery low | 1006 | BROKEN",
            })
    void storedWordsStandForACode(String words, @Nullable Integer code, ConnectionEnd end) {
        assertThat(ConnectionEnds.of(words, code)).isEqualTo(end);
    }
}
