package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.backend.features.reports.content.Content.Bar;
import fr.gaveurs.console.backend.features.reports.content.Content.Bars;
import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How often each of some things happened, as bars. */
final class Frequencies {
    /** Bars that can be read. */
    private static final int MOST = 10;

    private Frequencies() {}

    /**
     * The most frequent ones; none where nothing happened.
     *
     * @param times how often, by names
     * @param all how often in all
     */
    static List<Chart> chart(String title, Map<String, Long> times, long all) {
        if (all == 0) {
            return List.of();
        }
        List<Bar> bars = times.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(each -> Bar.of(each.getKey(), each.getValue(), all))
                .toList();
        return List.of(new Bars(title, bars));
    }
}
