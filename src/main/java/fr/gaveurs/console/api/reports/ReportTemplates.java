package fr.gaveurs.console.api.reports;

import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportSection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reports look like: templates in versions, and the limits of products. */
public final class ReportTemplates {
    /** Bytes of a template's logo. */
    public static final int MAX_LOGO = 1 << 20;
    /** Bytes of a body that carries a logo, in Base64. */
    static final int BODY = 2 << 20;

    private ReportTemplates() {}

    /**
     * A version of a template.
     *
     * @param version one more each time that it is saved
     * @param sections in their order; empty: all that the kind of report has
     * @param deviceIds stations; empty with {@code lines}: all
     * @param lines whose stations reports are about, as they stand there when one is made
     * @param profileId the product whose limits count; null: none
     * @param language null: as it is asked for
     * @param logo whether it has a logo of its own
     * @param savedBy null: nobody said who
     * @param deleted whether it is offered no more
     */
    public record Template(
            long id,
            int version,
            String name,
            List<ReportSection> sections,
            List<String> deviceIds,
            List<String> lines,
            @Nullable Long profileId,
            @Nullable ReportLanguage language,
            boolean logo,
            Instant savedAt,
            @Nullable String savedBy,
            boolean deleted) {}

    /**
     * A template to be saved.
     *
     * @param logo a PNG or JPEG in Base64; left out: as in the version before; empty: none of its own
     * @param version that was seen: a change of one that somebody else saved meanwhile is refused; for a change alone
     */
    public record TemplateInput(
            @NotNull @Size(min = 1, max = ReportInput.MAX_NAME)
            String name,

            @Nullable @Size(max = 20) List<@NotNull ReportSection> sections,

            @Nullable @Size(max = ReportInput.MAX_DEVICES)
            List<@Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE) String> deviceIds,

            @Nullable @Size(max = ReportInput.MAX_LINES) List<@NotNull @Size(min = 1, max = 60) String> lines,

            @Nullable @Positive Long profileId,
            @Nullable ReportLanguage language,
            byte @Nullable @Size(max = MAX_LOGO) [] logo,
            @Nullable Integer version) {}

    /** Which version; the newest one where left out. */
    public record VersionQuery(@Nullable @Positive Integer version) {}

    /**
     * What to show as a picture.
     *
     * @param report as it would be asked for
     * @param template as it is being edited; null: the report's own, or none
     */
    public record Preview(
            @NotNull @Valid ReportInput.NewReport report,
            @Nullable @Valid TemplateInput template) {}

    /** A product's limits to be saved; see {@link Reports.ProductProfile}. */
    public record ProfileInput(
            @NotNull @Size(min = 1, max = ReportInput.MAX_NAME)
            String name,

            @Nullable @Positive Double weightLowerG,
            @Nullable @Positive Double weightUpperG,
            @Nullable @Positive Double volumeLowerMm3,
            @Nullable @Positive Double volumeUpperMm3) {}
}
