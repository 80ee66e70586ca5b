package fr.gaveurs.console.desktop.screens.health;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.admin.Admin.LogEvent;
import fr.gaveurs.console.api.admin.Admin.LogLevel;
import fr.gaveurs.console.api.admin.Admin.LogPage;
import fr.gaveurs.console.api.admin.Admin.LogQuery;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.health.LogViewModel.Entry;
import fr.gaveurs.console.desktop.screens.health.LogViewModel.Further;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogViewModelTest {
    private final LogViewModel model = new LogViewModel(new Messages(Language.EN, ZoneOffset.UTC));

    private static LogEvent event(long seq, String message, @Nullable String trace) {
        return new LogEvent(seq, MadeUp.NOW, LogLevel.INFO, "Some", "main", message, trace);
    }

    private static LogPage page(long from, long to) {
        return new LogPage(
                LongStream.rangeClosed(from, to)
                        .mapToObj(seq -> event(seq, "message " + seq, null))
                        .toList(),
                to,
                false);
    }

    @Test
    void itGoesOnWhereItStopped() {
        assertThat(model.query()).isEqualTo(new LogQuery(null, null, null, 500));
        model.page(page(1, 3));
        assertThat(model.query().after()).isEqualTo(3);
        model.page(page(4, 5));

        assertThat(model.lines()).hasSize(5);
        assertThat(model.note().get()).isEqualTo("5 entries");
    }

    @Test
    void anotherFilterBeginsAnew() {
        model.page(page(1, 3));
        model.level(LogLevel.WARN);
        model.search("  disk ");

        assertThat(model.lines()).isEmpty();
        assertThat(model.query()).isEqualTo(new LogQuery(LogLevel.WARN, "disk", null, 500));
        model.page(new LogPage(List.of(), 9, false));
        assertThat(model.empty().get()).isEqualTo("No entry fits. Choose another level, or empty the search.");
    }

    @Test
    void anEntryOpensAndCloses() {
        model.page(new LogPage(
                List.of(
                        event(1, "one line", null),
                        event(2, "first\nsecond", "Boom: it\n\tat there"),
                        event(3, "after", null)),
                3,
                false));
        assertThat(((Entry) model.lines().getFirst()).more()).isFalse();

        assertThat(model.toggle(1)).isEqualTo(1);
        assertThat(model.lines()).hasSize(6);
        assertThat(model.lines().subList(2, 5))
                .extracting(line -> ((Further) line).text())
                .containsExactly("second", "Boom: it", "    at there");

        assertThat(model.toggle(4)).as("from any of its lines").isEqualTo(1);
        assertThat(model.lines()).hasSize(3);
        assertThat(model.toggle(0)).isZero();
        assertThat(model.lines()).hasSize(3);
    }

    @Test
    void theOldestGiveWay() {
        model.page(new LogPage(List.of(event(1, "first\nsecond", null)), 1, false));
        model.toggle(0);
        for (int i = 0; i < 5; i++) {
            model.page(page(2 + i * 500L, 501 + i * 500L));
        }

        assertThat(model.lines()).hasSize(LogViewModel.MOST);
        assertThat(model.lines().getFirst().event().seq()).isEqualTo(502);
        assertThat(model.note().get()).isEqualTo("2,000 entries");
    }

    @Test
    void aRestartedConsoleBeginsAnewAndMissedEntriesAreTold() {
        model.page(page(900, 905));
        model.page(new LogPage(List.of(event(1, "new run", null)), 1, true));

        assertThat(model.lines()).hasSize(1);
        model.page(new LogPage(List.of(event(50, "later", null)), 50, true));
        assertThat(model.note().get()).startsWith("2 entries, older ones are gone");
    }

    @Test
    void aPauseIsTold() {
        model.page(page(1, 1));
        model.pause(true);
        assertThat(model.note().get()).isEqualTo("1 entry, paused");
    }

    @Test
    void whatIsCopiedIsWhole() {
        model.page(new LogPage(List.of(event(1, "first", "Boom\n\tat there"), event(2, "next", null)), 2, false));
        model.toggle(0);

        assertThat(model.text(model.lines()))
                .isEqualTo("2026-03-14T10:32:07Z INFO [main] Some: first\nBoom\n\tat there\n"
                        + "2026-03-14T10:32:07Z INFO [main] Some: next");
    }
}
