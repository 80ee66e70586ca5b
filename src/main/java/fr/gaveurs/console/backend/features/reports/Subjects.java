package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import fr.gaveurs.console.api.reports.Reports.TemplateRef;
import fr.gaveurs.console.backend.features.devices.DeviceHealthQueries;
import fr.gaveurs.console.backend.features.reports.LotOccurrences.Whole;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a report is about, of what was asked and what its template says. */
final class Subjects {
    private Subjects() {}

    /** No station stands at the lines that a report is to be about. */
    static final class NoStationException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String lines;

        NoStationException(String lines) {
            super("no station stands at " + lines);
            this.lines = lines;
        }

        /** Those at which none stands. */
        String lines() {
            return lines;
        }
    }

    /**
     * What was asked: it goes before what its template says.
     *
     * @param zone the hall's
     * @param draft a template that is being edited, and counts in place of a saved one
     */
    static ReportSubject of(Handle handle, NewReport asked, @Nullable Template draft, ZoneId zone, Instant now) {
        NewReport wanted = wholeLot(handle, asked, now);
        Template template = draft;
        Long id = wanted.template();
        if (template == null && id != null) {
            template = TemplateStore.find(handle, id, wanted.templateVersion())
                    .orElseThrow(() -> TemplateStore.unknown(id, wanted.templateVersion()));
            if (template.deleted() && wanted.templateVersion() == null) {
                throw ProblemException.conflict("the template " + id
                        + " was deleted: choose another one, or name its version as template_version");
            }
        }
        if (template == null) {
            ReportSubject plain = ReportPeriods.subject(wanted, zone, now);
            return checked(handle, with(handle, plain, wanted.lines(), wanted.profile(), null));
        }
        boolean ownStations = some(wanted.deviceIds()) || some(wanted.lines());
        boolean byStation = hasStations(wanted.kind());
        NewReport filled = new NewReport(
                wanted.kind(),
                wanted.formats(),
                wanted.language() == null ? template.language() : wanted.language(),
                wanted.from(),
                wanted.to(),
                wanted.day(),
                wanted.shiftStart(),
                wanted.shiftEnd(),
                ownStations || !byStation ? wanted.deviceIds() : template.deviceIds(),
                wanted.lot(),
                wanted.limits(),
                ownStations || !byStation ? wanted.lines() : template.lines(),
                wanted.profile(),
                wanted.template(),
                wanted.templateVersion());
        return checked(
                handle,
                with(
                        handle,
                        ReportPeriods.subject(filled, zone, now),
                        filled.lines(),
                        profile(wanted.kind(), wanted.profile(), template, wanted.limits() != null),
                        template));
    }

    /** A lot without dates is meant as a whole, whenever it was. */
    private static NewReport wholeLot(Handle handle, NewReport asked, Instant now) {
        String lot = asked.lot();
        Whole whole = lot == null || !isWholeLot(asked) ? null : LotOccurrences.whole(handle, lot, now);
        return whole == null
                ? asked
                : asked.during(whole.period().from(), whole.period().to());
    }

    static boolean isWholeLot(NewReport asked) {
        return asked.kind() == ReportKind.LOT && asked.day() == null && asked.from() == null && asked.to() == null;
    }

    private static boolean some(@Nullable List<String> texts) {
        return texts != null && !texts.isEmpty();
    }

    private static boolean hasStations(ReportKind kind) {
        return kind != ReportKind.JOURNAL && kind != ReportKind.SATISFACTION;
    }

    private static @Nullable Long profile(ReportKind kind, @Nullable Long asked, Template template, boolean limits) {
        return asked != null ? asked : kind == ReportKind.CAPABILITY && !limits ? template.profileId() : null;
    }

    private static ReportSubject with(
            Handle handle,
            ReportSubject subject,
            @Nullable List<String> lines,
            @Nullable Long profile,
            @Nullable Template template) {
        if (profile != null && subject.kind() != ReportKind.CAPABILITY) {
            throw wrong("profile", "is for reports about capability alone");
        }
        return new ReportSubject(
                subject.kind(),
                subject.language(),
                subject.from(),
                subject.to(),
                subject.timeZone(),
                subject.deviceIds(),
                subject.lot(),
                subject.limits(),
                lines == null ? List.of() : lines.stream().distinct().toList(),
                // A template goes on when its product was deleted; who asks for one that is gone is told.
                profile == null
                        ? null
                        : template != null && profile.equals(template.profileId())
                                ? ProfileStore.find(handle, profile).orElse(null)
                                : ProfileStore.need(handle, profile),
                template == null || template.id() == 0
                        ? null
                        : new TemplateRef(template.id(), template.version(), template.name()));
    }

    private static ReportSubject checked(Handle handle, ReportSubject subject) {
        try {
            withLines(handle, subject);
        } catch (NoStationException e) {
            throw wrong("lines", String.valueOf(e.getMessage()));
        }
        return subject;
    }

    /** A schedule's own subject with what its template says. */
    static ReportSubject of(Handle handle, ReportSubject own, long templateId) {
        Template template = TemplateStore.find(handle, templateId, null).orElseThrow();
        boolean stations = hasStations(own.kind()) && (some(template.deviceIds()) || some(template.lines()));
        ReportSubject with = new ReportSubject(
                own.kind(),
                template.language() == null ? own.language() : template.language(),
                own.from(),
                own.to(),
                own.timeZone(),
                stations ? template.deviceIds() : own.deviceIds(),
                own.lot(),
                own.limits(),
                List.of(),
                null,
                null);
        return with(
                handle,
                with,
                stations ? template.lines() : List.of(),
                profile(own.kind(), null, template, own.limits() != null),
                template);
    }

    /**
     * The same with the stations that stand at its lines now.
     *
     * @throws NoStationException where there is none: no station must not become all of them
     */
    static ReportSubject withLines(Handle handle, ReportSubject subject) {
        if (subject.lines().isEmpty()) {
            return subject;
        }
        Set<String> stations = new LinkedHashSet<>(subject.deviceIds());
        stations.addAll(DeviceHealthQueries.atLines(handle, subject.lines()));
        if (stations.isEmpty()) {
            throw new NoStationException(String.join(", ", subject.lines()));
        }
        return subject.of(new ArrayList<>(stations));
    }

    private static ProblemException wrong(String field, String message) {
        return ProblemException.validation("the report cannot be made", List.of(new FieldError(field, message)));
    }
}
