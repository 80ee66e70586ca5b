package fr.gaveurs.console.backend.features.reports.format;

import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Line;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What the first page, the first sheet and the first CSV say of the report itself, all the same. */
final class CoverText {
    private CoverText() {}

    /** As people read it; without the number of rows, which is known at the end. */
    static List<Line> lines(Document document, ReportWords words, Look look) {
        return lines(document, words, look, words::time);
    }

    /** @param times how a time stands there */
    static List<Line> lines(Document document, ReportWords words, Look look, Function<Instant, String> times) {
        List<Line> lines = new ArrayList<>(document.cover());
        lines.add(new Line(
                words.get("cover.newest"),
                document.newestSample() == null ? words.get("cover.no_sample") : times.apply(document.newestSample())));
        lines.add(new Line(words.get("cover.made"), times.apply(look.made())));
        if (look.late()) {
            lines.add(new Line(words.get("cover.note"), words.get("cover.late")));
        }
        lines.add(new Line(words.get("cover.version"), "Gaveurs Console " + look.version()));
        lines.add(new Line(words.get("cover.kept"), words.get("cover.checksum")));
        return lines;
    }
}
