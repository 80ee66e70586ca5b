package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.backend.features.devices.DeviceHealthQueries;
import fr.gaveurs.console.backend.features.quality.LotTimes;
import fr.gaveurs.console.backend.features.quality.LotTimes.LotTime;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What a report is asked for by its name has to be there, or to have been: a report of what nobody ever heard of is empty,
 * and its name most likely written wrong. What a schedule or a template names may go later: its reports are made all the
 * same, and say so.
 */
final class KnownNames {
    /** Kinds of problems, for which windows have words of their own. */
    private static final String NO_LOT = "unknown-lot";

    private static final String NO_STATION = "unknown-station";

    /** Also where its samples are not kept any more: what was made of it and said of it is kept longer. */
    private static final String LOT_IS_KNOWN = "SELECT EXISTS (SELECT FROM sensor_samples WHERE lot = :lot)"
            + " OR EXISTS (SELECT FROM consumer_products WHERE lot = :lot)"
            + " OR EXISTS (SELECT FROM consumer_feedbacks WHERE lot = :lot)";

    private KnownNames() {}

    /** @throws ProblemException naming the lot or the stations of which nothing is known */
    static void check(Handle handle, NewReport wanted, Instant now) {
        String lot = wanted.lot();
        if (lot != null && !isKnown(handle, lot)) {
            List<String> near = NearNames.of(
                    lot,
                    LotTimes.since(handle, now.minus(LotOccurrences.BACK)).stream()
                            .map(LotTime::lot)
                            .toList());
            throw unknown(
                    NO_LOT,
                    "lot",
                    "no liver of a lot '" + lot + "' is known",
                    "",
                    near,
                    "samples are kept for a limited time, and go with a station that is forgotten with them");
        }
        checkStations(handle, wanted.deviceIds(), List.of());
    }

    private static boolean isKnown(Handle handle, String lot) {
        return handle.createQuery(LOT_IS_KNOWN)
                .bind("lot", lot)
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * @param before those that were named already: one that was forgotten meanwhile may stay
     * @throws ProblemException naming those of which nothing is known
     */
    static void checkStations(Handle handle, @Nullable List<String> wanted, Collection<String> before) {
        if (wanted == null) {
            return;
        }
        List<String> unknown = DeviceHealthQueries.neverKnown(
                handle, wanted.stream().filter(id -> !before.contains(id)).toList());
        if (unknown.isEmpty()) {
            return;
        }
        List<String> known = DeviceHealthQueries.all(handle);
        throw unknown(
                NO_STATION,
                "device_ids",
                "no such station is known",
                String.join(", ", unknown) + " ",
                unknown.stream()
                        .flatMap(id -> NearNames.of(id, known).stream())
                        .distinct()
                        .limit(NearNames.MOST)
                        .toList(),
                "a station is known once it said hello");
    }

    private static ProblemException unknown(
            String kind, String field, String what, String names, List<String> near, String why) {
        // Windows take the names out of it.
        String rather = near.isEmpty() ? ": " + why : ", such as " + String.join(", ", near);
        return ProblemException.validation(
                kind, what, List.of(new FieldError(field, names + "must be written as one that is known" + rather)));
    }
}
