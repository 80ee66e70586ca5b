package fr.gaveurs.console.desktop.screens.station;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.quality.Grade;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RecentSamplesTest {
    private static SampleRow row(int number) {
        // Two samples of each instant, as a device that sends twice in a millisecond would.
        return new SampleRow(
                Instant.EPOCH.plusSeconds(number / 2),
                "S-" + number % 2,
                Grade.A,
                0.8,
                500.0,
                0,
                null,
                false,
                false,
                0,
                false);
    }

    @Property
    void holdsTheNewestOfWhateverCame(@ForAll @Size(max = 80) List<@IntRange(max = 60) Integer> numbers) {
        RecentSamples recent = new RecentSamples(20);
        TreeSet<SampleRow> model = new TreeSet<>(SampleRow.BY_ARRIVAL.reversed());
        for (int number : numbers) {
            recent.add(row(number));
            model.add(row(number));
            if (model.size() > 20) {
                model.pollLast();
            }
        }
        assertThat(recent.rows()).containsExactlyElementsOf(model);
    }

    @Property
    void knowsTheNeighboursOfASampleThatHasLeftIt(
            @ForAll @Size(max = 40) List<@IntRange(max = 60) Integer> numbers, @ForAll @IntRange(max = 60) int asked) {
        RecentSamples recent = new RecentSamples(10);
        numbers.forEach(number -> recent.add(row(number)));
        SampleRow row = row(asked);
        List<SampleRow> newer = recent.rows().stream()
                .filter(other -> SampleRow.BY_ARRIVAL.reversed().compare(other, row) < 0)
                .toList();
        List<SampleRow> older = recent.rows().stream()
                .filter(other -> SampleRow.BY_ARRIVAL.reversed().compare(other, row) > 0)
                .toList();
        assertThat(recent.newerThan(row)).isEqualTo(newer.size());
        assertThat(recent.after(row)).isEqualTo(newer.reversed().stream().findFirst());
        assertThat(recent.before(row)).isEqualTo(older.stream().findFirst());
        assertThat(recent.indexOf(row)).isEqualTo(recent.rows().indexOf(row));
    }
}
