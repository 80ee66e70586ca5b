package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Statistics.Figures;
import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.backend.features.devices.DeviceHealthQueries;
import fr.gaveurs.console.backend.features.devices.DeviceHealthQueries.StationHealth;
import fr.gaveurs.console.backend.features.firmware.FirmwarePeriods;
import fr.gaveurs.console.backend.features.quality.PeriodQueries;
import fr.gaveurs.console.backend.features.reports.content.Content.Bar;
import fr.gaveurs.console.backend.features.reports.content.Content.Bars;
import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.Content.Document;
import fr.gaveurs.console.backend.features.reports.content.Content.Fact;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import fr.gaveurs.console.backend.platform.conditions.ConditionHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How stations did: what they measured, how long they were away, what was refused of them, and which firmware they run. */
final class HealthContent {
    private static final String OFFLINE = "station_offline";
    private static final int PRINTED = 2_000;
    /** Versions of which a chart shows each. */
    private static final int MOST_BARS = 12;

    private final Reading reading;
    private final ReportWords words;
    private final List<StationHealth> stations;
    private final Map<String, Figures> measured = new HashMap<>();
    private final Map<String, Double> offline = new HashMap<>();
    private final Map<String, Long> conditions = new HashMap<>();
    private final Map<String, String> running;
    private final FirmwareContent firmware;

    HealthContent(Reading reading) {
        this.reading = reading;
        this.words = reading.words();
        Instant from = reading.subject().from();
        Instant to = reading.subject().to();
        List<String> devices = reading.subject().deviceIds();
        stations = DeviceHealthQueries.stations(reading.handle(), from, to, devices, reading.zone());
        PeriodQueries.stations(
                reading.handle(), reading.scope(), each -> measured.put(each.deviceId(), each.figures()));
        running = FirmwarePeriods.versions(reading.handle());
        firmware = new FirmwareContent(reading);
        Instant end = to.isBefore(reading.now()) ? to : reading.now();
        for (StationHealth station : stations) {
            conditions.put(station.deviceId(), 0L);
        }
        ConditionHistory.each(reading.handle(), from, to, devices, past -> {
            if (!conditions.containsKey(past.source())) {
                return; // the system's own
            }
            conditions.merge(past.source(), 1L, Long::sum);
            if (past.kind().equals(OFFLINE)) {
                Instant begun = past.since().isAfter(from) ? past.since() : from;
                Instant over = past.clearedAt() == null || past.clearedAt().isAfter(end) ? end : past.clearedAt();
                offline.merge(
                        past.source(), Math.max(0, Duration.between(begun, over).toMillis() / 1_000.0), Double::sum);
            }
        });
    }

    /** Stations of one version together. */
    private static final class OfVersion {
        private long stations;
        private long samples;
        private long rejects;
        private double offline;
    }

    private Map<String, OfVersion> versions() {
        Map<String, OfVersion> versions = new TreeMap<>();
        for (StationHealth station : stations) {
            OfVersion version = versions.computeIfAbsent(version(station), key -> new OfVersion());
            version.stations++;
            Figures figures = measured.get(station.deviceId());
            version.samples += figures == null ? 0 : figures.samples();
            version.rejects += figures == null ? 0 : PeriodContent.count(figures, Grade.REJECT);
            version.offline += offline.getOrDefault(station.deviceId(), 0.0);
        }
        return versions;
    }

    /** What the program said of itself; else what an older board's hello did. */
    private String version(StationHealth station) {
        String told = running.getOrDefault(station.deviceId(), station.firmware());
        return told == null ? words.get("firmware.unknown") : told;
    }

    Document document() {
        Map<String, OfVersion> versions = versions();
        List<Section> sections = new ArrayList<>();
        if (!stations.isEmpty()) {
            sections.add(new Section(
                    ReportSection.STATIONS,
                    words.get("section.stations"),
                    List.of(words.get("note.health")),
                    List.of(),
                    List.of(stationTable())));
            sections.add(new Section(
                    ReportSection.FIRMWARE,
                    words.get("section.firmware"),
                    List.of(words.get("note.firmware")),
                    List.of(),
                    List.of(versionTable(versions))));
            sections.addAll(firmware.sections());
            sections.add(ConditionsContent.section(reading));
        }
        return new Document(
                reading.subject(),
                Titles.title(reading.subject(), words),
                reading.period(),
                summary(versions),
                facts(versions),
                charts(versions),
                sections,
                CoverLines.of(reading),
                PeriodQueries.newest(reading.handle(), reading.scope()),
                reading.open());
    }

    private List<String> summary(Map<String, OfVersion> versions) {
        List<String> sentences = new ArrayList<>();
        if (reading.open()) {
            sentences.add(reading.openWords());
        }
        if (stations.isEmpty()) {
            sentences.add(words.get("summary.no_stations"));
            return sentences;
        }
        long silent = stations.stream()
                .filter(each -> !measured.containsKey(each.deviceId()))
                .count();
        sentences.add(words.count("summary.known", stations.size()));
        sentences.add(silent == 0 ? words.get("summary.all_measured") : words.count("summary.silent", silent));
        StationHealth worst = null;
        for (StationHealth each : stations) {
            if (worst == null
                    || offline.getOrDefault(each.deviceId(), 0.0) > offline.getOrDefault(worst.deviceId(), 0.0)) {
                worst = each;
            }
        }
        if (worst != null && offline.getOrDefault(worst.deviceId(), 0.0) > 0) {
            sentences.add(words.get(
                    "summary.offline",
                    reading.station(worst.deviceId()),
                    words.duration(offline.getOrDefault(worst.deviceId(), 0.0))));
        }
        sentences.add(words.count("summary.versions", versions.size()));
        sentences.addAll(firmware.summary());
        return sentences;
    }

    private List<Fact> facts(Map<String, OfVersion> versions) {
        return List.of(
                new Fact(words.get("fact.stations"), CellType.COUNT, (long) stations.size(), null),
                new Fact(words.get("fact.versions"), CellType.COUNT, (long) versions.size(), null),
                new Fact(
                        words.get("fact.offline"),
                        CellType.DURATION,
                        offline.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum(),
                        null),
                new Fact(
                        words.get("fact.conditions"),
                        CellType.COUNT,
                        conditions.values().stream().mapToLong(Long::longValue).sum(),
                        null),
                new Fact(
                        words.get("fact.refusals"),
                        CellType.COUNT,
                        stations.stream().mapToLong(StationHealth::refusals).sum(),
                        null),
                new Fact(
                        words.get("fact.errors"),
                        CellType.COUNT,
                        stations.stream().mapToLong(StationHealth::errors).sum(),
                        null));
    }

    private List<Chart> charts(Map<String, OfVersion> versions) {
        if (stations.isEmpty()) {
            return List.of();
        }
        List<Bar> bars = versions.entrySet().stream()
                .sorted((one, other) -> Long.compare(other.getValue().stations, one.getValue().stations))
                .limit(MOST_BARS)
                .map(each -> Bar.of(each.getKey(), each.getValue().stations, stations.size()))
                .toList();
        return List.of(new Bars(words.get("chart.versions"), bars));
    }

    private Table stationTable() {
        return new Table(
                words.get("section.stations"),
                List.of(
                        words.column("station", CellType.TEXT, 2.6),
                        words.column("line", CellType.TEXT, 1),
                        words.column("site", CellType.TEXT, 0.7),
                        words.column("firmware", CellType.TEXT, 1.4),
                        words.column("samples", CellType.COUNT, 1.1),
                        words.column("compliance", CellType.PERCENT, 1.2),
                        words.column("offline", CellType.DURATION, 1.3),
                        words.column("conditions", CellType.COUNT, 1.2),
                        words.column("connections", CellType.COUNT, 1.2),
                        words.column("refusals", CellType.COUNT, 1.1),
                        words.column("errors", CellType.COUNT, 1),
                        words.column("heard", CellType.TIME, 2.2)),
                sink -> stations.forEach(each -> {
                    Figures figures = measured.get(each.deviceId());
                    sink.row(
                            reading.station(each.deviceId()),
                            reading.stations().apply(each.deviceId()).line(),
                            each.siteCode(),
                            version(each),
                            figures == null ? 0L : (Long) figures.samples(),
                            figures == null ? null : figures.compliancePercent(),
                            offline.getOrDefault(each.deviceId(), 0.0),
                            conditions.getOrDefault(each.deviceId(), 0L),
                            each.connections(),
                            each.refusals(),
                            each.errors(),
                            each.lastSeen());
                }),
                PRINTED);
    }

    private Table versionTable(Map<String, OfVersion> versions) {
        return new Table(
                words.get("section.firmware"),
                List.of(
                        words.column("firmware", CellType.TEXT, 3),
                        words.column("stations", CellType.COUNT, 1),
                        words.column("samples", CellType.COUNT, 1),
                        words.column("rejects", CellType.COUNT, 1),
                        words.column("offline", CellType.DURATION, 1.3)),
                sink -> versions.forEach(
                        (version, of) -> sink.row(version, of.stations, of.samples, of.rejects, of.offline)),
                PRINTED);
    }
}
