package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.reports.Reports.ProductProfile;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.TemplateRef;
import fr.gaveurs.console.backend.features.log.SignedRoots;
import fr.gaveurs.console.backend.features.log.SignedRoots.SignedRoot;
import fr.gaveurs.console.backend.features.reports.content.Content.Line;
import java.util.ArrayList;
import java.util.List;

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
            lines.add(new Line(words.get("cover.lot"), lot));
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
            SignedRoot signed = SignedRoots.newest(reading.handle());
            if (signed != null) {
                lines.add(new Line(
                        words.get("cover.log"),
                        words.get(
                                "cover.log.value",
                                words.number(signed.size(), 0),
                                words.moment(signed.at()),
                                signed.root())));
            }
        }
        return lines;
    }
}
