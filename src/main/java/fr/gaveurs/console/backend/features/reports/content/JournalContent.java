package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.backend.features.quality.PeriodQueries;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Fact;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import fr.gaveurs.console.backend.platform.audit.AuditQueries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who changed what. */
final class JournalContent {
    private static final int PRINTED = 2_000;
    /** Names that are counted; nobody has more people. */
    private static final int MOST_NAMES = 1_000;

    private final Reading reading;
    private final ReportWords words;
    private final JournalValues values;

    JournalContent(Reading reading) {
        this.reading = reading;
        this.words = reading.words();
        this.values = new JournalValues(words);
    }

    Document document() {
        long[] acts = {0};
        Set<String> people = new HashSet<>();
        Map<String, Long> kinds = new HashMap<>();
        AuditQueries.during(
                reading.handle(), reading.subject().from(), reading.subject().to(), entry -> {
                    acts[0]++;
                    if (kinds.size() < MOST_NAMES || kinds.containsKey(words.act(entry.route()))) {
                        kinds.merge(words.act(entry.route()), 1L, Long::sum);
                    }
                    if (people.size() < MOST_NAMES) {
                        people.add(who(entry));
                    }
                });
        List<String> summary = new ArrayList<>();
        if (reading.open()) {
            summary.add(reading.openWords());
        }
        summary.add(
                acts[0] == 0
                        ? words.get("summary.no_acts")
                        : words.count("summary.acts", acts[0], words.count("people", people.size())));
        Table table = new Table(
                words.get("section.acts"),
                List.of(
                        words.column("time", CellType.TIME, 1.8),
                        words.column("who", CellType.TEXT, 1.6),
                        words.column("address", CellType.TEXT, 1.3),
                        words.column("act", CellType.TEXT, 1.6),
                        words.column("object", CellType.TEXT, 1.8),
                        words.column("before", CellType.TEXT, 2.2),
                        words.column("after", CellType.TEXT, 2.2),
                        words.column("reason", CellType.TEXT, 1.8)),
                sink -> AuditQueries.during(
                        reading.handle(),
                        reading.subject().from(),
                        reading.subject().to(),
                        entry -> sink.row(
                                entry.at(),
                                who(entry),
                                entry.address(),
                                words.act(entry.route()),
                                entry.objectId() == null
                                        ? words.object(entry.objectKind())
                                        : words.object(entry.objectKind()) + " " + entry.objectId(),
                                values.of(entry.before()),
                                values.of(entry.after()),
                                entry.reason())),
                PRINTED);
        return new Document(
                reading.subject(),
                Titles.title(reading.subject(), words),
                reading.period(),
                summary,
                List.of(
                        new Fact(words.get("fact.acts"), CellType.COUNT, acts[0], null),
                        new Fact(words.get("fact.people"), CellType.COUNT, (long) people.size(), null)),
                Frequencies.chart(words.get("chart.acts"), kinds, acts[0]),
                List.of(new Section(
                        ReportSection.ACTS, words.get("section.acts"), List.of(), List.of(), List.of(table))),
                CoverLines.of(reading),
                PeriodQueries.newest(reading.handle(), reading.scope()),
                reading.open());
    }

    private String who(AuditEntry entry) {
        String kind = words.get("actor." + entry.actorKind().key());
        return entry.actorName() == null ? kind : entry.actorName() + " (" + kind + ")";
    }
}
