package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Statistics.Figures;
import fr.gaveurs.console.backend.features.devices.DeviceHealthQueries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was measured, what was good, what was not and what changed, in sentences. */
final class Summary {
    private final Reading reading;
    private final ReportWords words;

    Summary(Reading reading) {
        this.reading = reading;
        this.words = reading.words();
    }

    /**
     * The sentences.
     *
     * @param before of the period before; null where nothing is compared
     * @param worst which station has most rejects, a sentence; null where there is nothing to say
     */
    List<String> of(Figures now, @Nullable Figures before, long stations, @Nullable String worst) {
        List<String> sentences = new ArrayList<>();
        if (reading.open()) {
            sentences.add(reading.openWords());
        }
        List<String> unknown =
                DeviceHealthQueries.unknown(reading.handle(), reading.subject().deviceIds());
        if (!unknown.isEmpty()) {
            sentences.add(words.count("summary.unknown_stations", unknown.size(), String.join(", ", unknown)));
        }
        if (now.samples() == 0) {
            String lot = reading.subject().lot();
            sentences.add(lot == null ? words.get("summary.none") : words.get("summary.no_lot", ReportWords.seen(lot)));
            return sentences;
        }
        sentences.add(words.count("summary.measured", now.samples(), words.count("stations", stations)));
        Double good = now.compliancePercent();
        if (good != null) {
            sentences.add(words.get("summary.good", words.percent(good)) + before(before));
        }
        long rejects = PeriodContent.count(now, Grade.REJECT);
        sentences.add(rejects == 0 ? words.get("summary.no_rejects") : words.count("summary.rejects", rejects));
        if (worst != null) {
            sentences.add(worst);
        }
        long ungraded = PeriodContent.count(now, Grade.UNGRADED);
        if (ungraded > 0) {
            sentences.add(words.count("summary.ungraded", ungraded));
        }
        return sentences;
    }

    private String before(@Nullable Figures figures) {
        Double earlier = figures == null ? null : figures.compliancePercent();
        return earlier == null
                ? ""
                : " " + words.get("summary.before." + reading.subject().kind().key(), words.percent(earlier));
    }
}
