package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Statistics.Figures;
import fr.gaveurs.console.backend.features.devices.DeviceHealthQueries;
import fr.gaveurs.console.backend.features.devices.DeviceHealthQueries.Erased;
import fr.gaveurs.console.backend.features.products.LotProducts;
import fr.gaveurs.console.backend.features.quality.LotTimes;
import fr.gaveurs.console.backend.features.quality.LotTimes.LotTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was measured, what was good, what was not and what changed, in sentences. */
final class Summary {
    /** Stations that a sentence names. */
    private static final int MOST_NAMED = 10;

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
        List<String> stationIds = reading.subject().deviceIds();
        List<Erased> erased =
                DeviceHealthQueries.erased(reading.handle(), reading.subject().from(), stationIds);
        List<String> gone = erased.stream().map(Erased::deviceId).toList();
        List<String> unknown = DeviceHealthQueries.unknown(reading.handle(), stationIds).stream()
                .filter(id -> !gone.contains(id))
                .toList();
        if (!unknown.isEmpty()) {
            sentences.add(words.count("summary.unknown_stations", unknown.size(), String.join(", ", unknown)));
        }
        if (!erased.isEmpty()) {
            sentences.add(words.get("summary.erased", erased(erased)));
        }
        String lot = reading.subject().lot();
        LotTime time = lot == null ? null : LotTimes.of(reading.handle(), lot, Instant.EPOCH);
        if (now.samples() == 0) {
            sentences.add(nothing(lot, time));
            return sentences;
        }
        sentences.add(words.count("summary.measured", now.samples(), words.count("stations", stations)));
        // Part of a lot must not pass for all of it.
        if (time != null
                && (time.first().isBefore(reading.subject().from())
                        || !time.last().isBefore(reading.subject().to()))) {
            sentences.add(words.get("summary.lot_more", words.moment(time.first()), words.moment(time.last())));
        }
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

    private String erased(List<Erased> stations) {
        String named = stations.stream()
                .limit(MOST_NAMED)
                .map(each -> each.deviceId() + " (" + words.moment(each.at()) + ")")
                .collect(Collectors.joining(", "));
        return stations.size() > MOST_NAMED ? named + "…" : named;
    }

    /** Of a lot that was measured at another time, or is sold, it says so: its name is right. */
    private String nothing(@Nullable String lot, @Nullable LotTime time) {
        if (lot == null) {
            return words.get("summary.none");
        }
        if (time != null) {
            return words.get(
                    "summary.lot_elsewhere",
                    ReportWords.seen(lot),
                    words.moment(time.first()),
                    words.moment(time.last()));
        }
        LotProducts sold = LotProducts.of(reading.handle(), lot);
        return sold == null
                ? words.get("summary.no_lot", ReportWords.seen(lot))
                : words.count(
                        "summary.lot_gone",
                        sold.products(),
                        ReportWords.seen(lot),
                        words.moment(sold.first()),
                        words.moment(sold.last()));
    }

    private String before(@Nullable Figures figures) {
        Double earlier = figures == null ? null : figures.compliancePercent();
        return earlier == null
                ? ""
                : " " + words.get("summary.before." + reading.subject().kind().key(), words.percent(earlier));
    }
}
