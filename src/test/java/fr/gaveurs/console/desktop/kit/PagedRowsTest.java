package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows that come page by page: none is missing between two of them, and how many there are is not said too low. */
class PagedRowsTest {
    private final PagedRows<Integer> rows =
            new PagedRows<>(new Messages(Language.EN, ZoneOffset.UTC), "models.labels", row -> row);

    /** Newest first, from one to another. */
    private static List<Integer> down(int from, int to) {
        return IntStream.iterate(from, i -> i >= to, i -> i - 1).boxed().toList();
    }

    @Test
    void newRowsComeOnTopOfThoseThatAreThere() {
        rows.first(new Page<>(down(4, 1), null));
        rows.first(new Page<>(down(6, 1), null));
        assertThat(rows.rows()).isEqualTo(down(6, 1));
        assertThat(rows.note().get()).isEqualTo("6 labels");
        rows.first(new Page<>(down(9, 4), "older"));
        assertThat(rows.rows()).as("nothing is missing").isEqualTo(down(9, 1));
        assertThat(rows.note().get()).isEqualTo("9 labels");
    }

    @Test
    void whereMoreCameThanAPageHoldsTheRestIsAskedForAndNotLeftOut() {
        rows.first(new Page<>(down(4, 1), null));
        int before = rows.round();
        rows.first(new Page<>(down(1_173, 1_074), "older"));
        assertThat(rows.rows()).isEqualTo(down(1_173, 1_074));
        assertThat(rows.note().get()).isEqualTo("100 labels, and older ones");
        assertThat(rows.round()).as("what was asked for before is no answer").isNotEqualTo(before);
        assertThat(rows.older()).isEqualTo("older");
        rows.more(new Page<>(down(1_073, 1), null));
        assertThat(rows.rows()).isEqualTo(down(1_173, 1));
        assertThat(rows.note().get()).isEqualTo("1,173 labels");
    }
}
