package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.reports.Reports.ProductProfile;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.TemplateRef;
import fr.gaveurs.console.backend.features.log.SignedRoots;
import fr.gaveurs.console.backend.features.log.SignedRoots.SignedRoot;
import fr.gaveurs.console.backend.features.reports.content.Content.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the first page says of which samples the report is about. */
final class CoverLines {
    private static final int MOST_NAMES = 12;

    private CoverLines() {}

    static List<Line> of(Reading reading) {
        ReportWords words = reading.words();
        List<Line> lines = new ArrayList<>();
        List<String> devices = reading.subject().deviceIds();
        if (!devices.isEmpty()) {
            String names = String.join(
                    ", ",
                    devices.stream().limit(MOST_NAMES).map(reading::station).toList());
            lines.add(new Line(
                    words.get("cover.stations"),
                    devices.size() <= MOST_NAMES
                            ? names
                            : words.get("cover.more", names, devices.size() - MOST_NAMES)));
        }
        if (!reading.subject().lines().isEmpty()) {
            lines.add(new Line(
                    words.get("cover.lines"),
                    String.join(", ", reading.subject().lines())));
        }
        String lot = reading.subject().lot();
        if (lot != null) {
            lines.add(new Line(words.get("cover.lot"), ReportWords.seen(lot)));
        }
        ProductProfile profile = reading.subject().profile();
        if (profile != null) {
            lines.add(new Line(words.get("cover.profile"), profile.name()));
        }
        TemplateRef template = reading.subject().template();
        if (template != null) {
            lines.add(new Line(
                    words.get("cover.template"),
                    words.get("cover.template.version", template.name(), template.version())));
        }
        if (reading.subject().kind() == ReportKind.DAILY) {
            // The last one of the day stands for the day, the newest for all that was stored until the report was made.
            SignedRoot ofDay = SignedRoots.newest(
                    reading.handle(),
                    reading.subject().from(),
                    reading.subject().to());
            SignedRoot newest = SignedRoots.newest(reading.handle());
            root(lines, words, "cover.log.day", ofDay);
            root(lines, words, "cover.log", newest == null || newest.equals(ofDay) ? null : newest);
        }
        return lines;
    }

    private static void root(List<Line> lines, ReportWords words, String key, @Nullable SignedRoot signed) {
        if (signed != null) {
            lines.add(new Line(
                    words.get(key),
                    words.get(
                            "cover.log.value",
                            words.number(signed.size(), 0),
                            words.moment(signed.at()),
                            signed.root())));
        }
    }
}
