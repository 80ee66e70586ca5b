package fr.gaveurs.console.api.bugs;

import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Priority;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is sent to the tracker: reports of people and of programs, changes, comments, files. */
public final class BugInput {
    private static final String TITLE = "must have 5 to 300 characters";
    private static final String DESCRIPTION =
            "must have 10 to 20000 characters: say what happened and what you expected";
    /** Letters, figures and signs on both sides of one {@code @}, and a dot after it. Empty is for taking one away. */
    private static final String EMAIL_SHAPE = "|[^@\\s]+@[^@\\s]+\\.[^@\\s.]{2,}";

    private static final String EMAIL = "must be an e-mail address such as nom@exemple.fr, or be left out";

    private BugInput() {}

    /**
     * A new report.
     *
     * @param clientId made by the sender; the same one again gives the bug that the first one made
     * @param severity medium where left out; so is {@code priority}; {@code category} is other
     */
    public record NewBug(
            @Nullable UUID clientId,

            @NotNull(message = TITLE) @Size(min = 5, max = 300, message = TITLE)
            String title,

            @NotNull(message = DESCRIPTION) @Size(min = 10, max = 20_000, message = DESCRIPTION)
            String description,

            @Nullable Severity severity,
            @Nullable Priority priority,
            @Nullable Category category,
            @Nullable @Size(max = 100) String deviceId,
            @Nullable @Size(max = 50) String firmwareVersion,
            @Nullable @Size(max = 100) String sampleId,
            @Nullable Instant sampleTime,
            @Nullable @Size(max = 100) String component,
            @Nullable @Size(max = 100) String reporter,

            @Nullable
            @Size(max = 254, message = EMAIL)
            @Email(message = EMAIL)
            @Pattern(regexp = EMAIL_SHAPE, message = EMAIL)
            String reporterEmail,

            @Nullable @Size(max = 100) String assignee,
            @Nullable @Size(max = 20_000) String reproductionSteps,
            @Nullable @Size(max = 200_000) String errorLogs,
            @Nullable @Size(max = 50) String programVersion,

            @Nullable @Size(max = 20)
            List<@NotNull @Pattern(regexp = BugTerms.TAG, message = BugTerms.TAG_RULE) String> tags,

            @Nullable @Size(max = 50) List<@NotNull Long> relatedIssues) {}

    /**
     * Changes to a bug: what is left out stays; an empty text or list takes a value away, and {@code duplicateOf} 0 too.
     *
     * @param version the one the change is based on; another one is answered with 409
     * @param by who changes it; the history names them
     */
    public record BugPatch(
            @NotNull(message = "is needed: the version of the bug that the change is based on")
            Integer version,

            @Nullable @Size(max = 100) String by,

            @Nullable @Size(min = 5, max = 300, message = TITLE)
            String title,

            @Nullable @Size(min = 10, max = 20_000, message = DESCRIPTION)
            String description,

            @Nullable Severity severity,
            @Nullable Priority priority,
            @Nullable Category category,
            @Nullable Status status,
            @Nullable @Size(max = 100) String deviceId,
            @Nullable @Size(max = 50) String firmwareVersion,
            @Nullable @Size(max = 100) String component,

            @Nullable
            @Size(max = 254, message = EMAIL)
            @Email(message = EMAIL)
            @Pattern(regexp = EMAIL_SHAPE, message = EMAIL)
            String reporterEmail,

            @Nullable @Size(max = 100) String assignee,
            @Nullable @Size(max = 20_000) String resolution,
            @Nullable @Size(max = 20_000) String reproductionSteps,

            @Nullable @Size(max = 20)
            List<@NotNull @Pattern(regexp = BugTerms.TAG, message = BugTerms.TAG_RULE) String> tags,

            @Nullable @Size(max = 50) List<@NotNull Long> relatedIssues,
            @Nullable Long duplicateOf) {}

    /** @param internal hidden from viewers; only an operator may say so */
    public record NewComment(
            @Nullable @Size(max = 100) String author,

            @NotNull(message = "must have 1 to 10000 characters")
            @Size(min = 1, max = 10_000, message = "must have 1 to 10000 characters")
            String text,

            boolean internal) {}

    /**
     * An error that a program met: the same code again is counted on the bug that the first one opened.
     *
     * @param code made of its root cause and place, such as {@code K7QM-2F9D}
     * @param count how often it was met since the last report
     */
    public record ErrorReport(
            @NotNull @Pattern(regexp = "[0-9A-Z]{4}-[0-9A-Z]{4}", message = "must look like K7QM-2F9D")
            String code,

            @NotNull(message = TITLE) @Size(min = 5, max = 300, message = TITLE)
            String title,

            @NotNull @Size(max = 200_000) String trace,
            @Nullable @Size(max = 100) String component,
            @Nullable @Size(max = 50) String programVersion,
            @Nullable @Size(max = 200_000) String logs,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt,
            @Min(1) @Max(1_000_000_000) long count) {}

    /** What a file is called, and who adds it. */
    public record AttachmentQuery(
            @NotNull(message = "is needed: the file's name") @Size(min = 1, max = 200)
            String fileName,

            @Nullable @Size(max = 100) String by) {}
}
